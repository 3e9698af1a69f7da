"""The live socket: frames from the page's camera in, what to show and say out."""

"""Whether a camera or the microphone of this machine is in use."""

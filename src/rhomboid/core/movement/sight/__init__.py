"""What a camera sees of a body: 33 landmarks a frame, and how a body model comes to be seen."""

"""A person in a video or picture: who it is, from where it is seen, and which angles that shows."""

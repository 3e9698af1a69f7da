"""A movement in its poses and in time, with what is around it."""

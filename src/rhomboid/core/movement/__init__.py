"""Movements as data: typed poses in clinical joint angles, and the body that takes them."""

"""How postures load a body over time: many postures with the errors of their angles, scored."""

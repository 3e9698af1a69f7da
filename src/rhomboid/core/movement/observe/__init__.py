"""From landmarks back to joint angles and measures, each with its error."""

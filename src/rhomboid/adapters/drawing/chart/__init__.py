"""The chart of progress and the ring of a week's walks, as SVG that the style sheet colours."""

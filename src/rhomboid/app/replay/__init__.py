"""Playing a story of answers and entries day by day, with every decision and its reasons."""

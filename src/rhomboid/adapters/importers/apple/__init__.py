"""The export of Apple Health: `export.xml` by itself, or the whole zip with its routes."""

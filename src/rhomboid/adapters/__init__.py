"""The edges: store, drawings, importers, reports."""

"""Clinical knowledge as typed, sourced rows: the only home of clinical numbers."""

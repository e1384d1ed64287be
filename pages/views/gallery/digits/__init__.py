"""A digit read at once (one to one), and row by row (many to one)."""

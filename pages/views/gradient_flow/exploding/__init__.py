"""A cliff to fall off, clipping, and truncation."""

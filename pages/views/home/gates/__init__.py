"""A gate, held by hand."""

"""A cell of one or two units, its gates and weights set by hand."""

"""A network from a file, opened: what it is, what it does on an input, and a check-up."""

"""A cell of one unit, trained on a small task."""

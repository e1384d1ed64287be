"""The order of the words."""

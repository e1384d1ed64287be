"""A window of five words."""

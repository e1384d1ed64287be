"""Sequence completion: words, and characters."""

"""The same weights in both frameworks."""

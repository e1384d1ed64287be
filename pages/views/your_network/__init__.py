"""The page on a network of one's own."""

"""Four networks complete a sentence; five views of how they do it."""

"""The story on Start, chapter by chapter."""

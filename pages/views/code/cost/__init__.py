"""What each cell costs."""

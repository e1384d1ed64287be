"""From chapter to chapter."""

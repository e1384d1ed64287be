"""One to many: from one note a melody grows."""

"""Tasks with a long delay, trained."""

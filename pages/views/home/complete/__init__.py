"""Two sentences to complete."""

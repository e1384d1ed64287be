"""What is left of the error signal."""

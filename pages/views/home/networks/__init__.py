"""What four networks say to them."""

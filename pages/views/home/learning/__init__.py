"""Forward, then backward through time."""

"""Terms and signs, each with the place where it can be touched."""

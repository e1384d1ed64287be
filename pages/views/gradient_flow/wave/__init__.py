"""The gradient on its way back through the unrolled networks."""

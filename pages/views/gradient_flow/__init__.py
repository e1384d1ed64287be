"""How far back the gradient reaches."""

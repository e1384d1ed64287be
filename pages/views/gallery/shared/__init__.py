"""What the gallery's rooms share: the unrolled drawing, the menu, the footer."""

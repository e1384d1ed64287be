"""Which cell, at what cost."""

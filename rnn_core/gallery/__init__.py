"""The networks of the topology gallery: one family a module, each run told in one form."""

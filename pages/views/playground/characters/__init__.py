"""A character model writes, or a visitor trains one."""

"""Inside the cell: its features."""

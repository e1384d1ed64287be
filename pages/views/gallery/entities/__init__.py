"""Many to many, aligned: named entities."""

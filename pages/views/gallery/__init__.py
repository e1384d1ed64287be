"""The topology gallery, a folder a room."""

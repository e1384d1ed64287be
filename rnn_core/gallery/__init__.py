"""The topology gallery's networks: one module a family, each with a model that trains, runs and tells its wiring."""

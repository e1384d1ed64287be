<<<<<<< HEAD
"""Five wirings of a network, trained: the models of the gallery, and what their runs leave behind."""
=======
"""The topology gallery's networks: one module a family, each with a model that trains, runs and tells its wiring."""
>>>>>>> gallery

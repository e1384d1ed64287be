"""Five wirings of a network, trained: the models of the gallery, and what their runs leave behind."""

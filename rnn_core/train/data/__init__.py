<<<<<<< HEAD
"""`python -m rnn_core.train.data FAMILY` builds what a family of the gallery is trained on, from packages that carry it."""
=======
"""The commands that build the gallery's data from packages; their outcome stands in rnn_core/gallery/data."""
>>>>>>> gallery

"""The commands that build the gallery's data from packages; their outcome stands in rnn_core/gallery/data."""

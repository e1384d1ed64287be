"""`python -m rnn_core.train.data FAMILY` builds what a family of the gallery is trained on, from packages that carry it."""

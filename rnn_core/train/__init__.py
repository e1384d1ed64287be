"""`python -m rnn_core.train NAME` rebuilds a model of the zoo from its seed."""

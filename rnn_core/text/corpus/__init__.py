"""What the sentence completers learn from: sentences made of facts, and public-domain prose."""

from rnn_core.text.corpus.filler import has_gap, stretch

__all__ = ["has_gap", "stretch"]

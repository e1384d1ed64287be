"""What the sentence completers learn from: sentences made of facts, and public-domain prose."""

from rnn_core.text.corpus.filler import add_filler, has_gap

stretch = add_filler  # its former name

__all__ = ["add_filler", "has_gap", "stretch"]

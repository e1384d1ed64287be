"""The entities as rows of a table; and which networks the page speaks of."""

import copy

import numpy as np

from pages.views.gallery.entities import text as sentences
from rnn_core import zoo
from rnn_core.gallery.entities import TAGS, Reading, tokens_of


def test_the_tables_probability_is_that_of_the_tag_that_was_taken():
    p = np.full((1, len(TAGS)), 0.05)
    p[0, TAGS.index("I-LOC")], p[0, TAGS.index("B-PER")] = 0.5, 0.25  # no place has begun, so that none goes on
    reading = Reading(tuple(tokens_of("Lima")), (), p, np.zeros((1, 3)), None)
    assert sentences.entity_rows("Lima", {"GRU": reading}) == [{"network": "GRU", "name": "Lima", "kind": "person", "probability": "25.0 %"}]


def test_which_cell_is_spoken_of_is_chosen_by_validation():
    """A network that is better in the test and worse in validation is not the one."""
    figures = {kind: zoo.figures(f"entities-{kind}") for kind in ("words", "rnn", "gru", "birnn", "bigru")}
    assert "two-way GRU" in sentences.f1_summary(figures) and "for validation" in sentences.f1_summary(figures)
    lucky = copy.deepcopy(figures)
    next(iter(lucky["birnn"]["held_out"].values()))["f1"] = 0.99
    assert "two-way GRU" in sentences.f1_summary(lucky) and "two-way RNN" not in sentences.f1_summary(lucky)
    lucky["birnn"]["search"]["seeds"] = {"0": 0.99}
    assert "two-way RNN" in sentences.f1_summary(lucky)

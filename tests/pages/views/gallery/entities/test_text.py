"""The entities as rows of a table."""

import numpy as np

from pages.views.gallery.entities import text as sentences
from rnn_core.gallery.entities import TAGS, Reading, tokens_of


def test_the_tables_probability_is_that_of_the_tag_that_was_taken():
    p = np.full((1, len(TAGS)), 0.05)
    p[0, TAGS.index("I-LOC")], p[0, TAGS.index("B-PER")] = 0.5, 0.25  # no place has begun, so that none goes on
    reading = Reading(tuple(tokens_of("Lima")), (), p, np.zeros((1, 3)), None)
    assert sentences.entity_rows("Lima", {"GRU": reading}) == [{"network": "GRU", "name": "Lima", "kind": "person", "probability": "25.0 %"}]

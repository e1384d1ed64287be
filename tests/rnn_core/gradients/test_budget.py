"""What a measurement may cost."""

import numpy as np

from rnn_core.gradients.budget import lengths_within, longest_within, products_within, seconds

CELLS = ("rnn", "gru", "lstm")


def test_the_budget_is_kept_by_measuring_fewer_lengths():
    small, large = dict.fromkeys(CELLS, 32), {"rnn": 256, "gru": 150, "lstm": 128}
    assert len(lengths_within(1.2, 1000, small)) == 1000
    for hidden, seeds in ((large, 1), (small, 8), (large, 8)):
        chosen = lengths_within(1.2, 1000, hidden, seeds)
        assert len(chosen) >= 25 and len(set(np.diff(chosen))) == 1
        assert seconds(chosen, hidden, seeds) <= 1.2
    assert lengths_within(1.2, 1000, large)[-1] == 1000 > lengths_within(1.2, 1000, large, 8)[-1]
    assert lengths_within(1.2, 3, small).tolist() == [1, 2, 3]
    assert longest_within(1.2, 1000, large, 8) < longest_within(1.2, 1000, small, 8) <= 1000


def test_products_are_fewer_where_matrices_are_large():
    small, large = (products_within(1.0, 1000, dict.fromkeys(CELLS, H), 1) for H in (16, 128))
    assert len(small[0]) > len(large[0]) and small[0][-1] == 1000 and large[2] == 1
    lengths, _, seeds = products_within(0.1, 1000, dict.fromkeys(CELLS, 128), 8)
    assert seeds < 8 or lengths[-1] < 1000
    lengths, _, seeds = products_within(1.1, 1000, dict.fromkeys(CELLS, 128), 5)
    assert seeds < 5 and len(lengths) >= 6, "seeds are given up before the slider has no stops left"

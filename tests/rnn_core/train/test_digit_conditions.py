"""What is measured in each condition, with readers whose answers are known."""

import numpy as np
import pytest

from rnn_core.gallery import drawing, images
from rnn_core.train import digit_conditions
from rnn_core.train.evaluation import wilson


@pytest.fixture(scope="module")
def part():
    pictures, labels = images.part("validation")
    return pictures[:50], labels[:50]


def test_the_directions_are_all_eight():
    assert len(digit_conditions.NEAR) == 8 and len(digit_conditions.STRAIGHT) == len(digit_conditions.ASKEW) == 4
    assert set(digit_conditions.STRAIGHT + digit_conditions.ASKEW) == set(digit_conditions.NEAR)


def test_variants_are_told_apart_and_nothing_else_changes(part):
    pictures, _ = part
    for what, made in digit_conditions.CONDITIONS.items():
        variants = made(pictures)
        assert all(one.shape == pictures.shape and one.min() >= 0 and one.max() <= 1 for one in variants), what
        assert len(variants) == (8 if "8 directions" in what else 4 if "2 pixels" in what else 1)
        assert len({one.tobytes() for one in variants}) == len(variants)
        assert (variants[0] == pictures).all() == (what == "as they are")


def test_shares_are_over_variants_and_intervals_over_pictures(part):
    pictures, labels = part
    turn = iter(range(10**6))

    def every_other(shown):
        """Right in every second variant that it is shown."""
        return labels if next(turn) % 2 else (labels + 1) % 10

    rows = {row["what"]: row for row in digit_conditions.measured(every_other, pictures, labels)}
    row = rows["moved by 1 pixel, in 8 directions"]
    assert row["accuracy"] == 0.5 and row["n"] == 50
    assert (row["low"], row["high"]) == tuple(round(bound, 4) for bound in wilson(25, 50))
    assert rows["as they are"]["accuracy"] in (0, 1)


def test_everyday_drawings_are_made_as_the_pad_makes_them_and_counted_by_group():
    groups, pictures, labels = digit_conditions.drawings("development")
    thin = groups.index("thin")
    text = digit_conditions.inputs("digits", "development")[thin][3]
    np.testing.assert_array_equal(pictures[thin], drawing.picture(drawing.strokes(text), 0.07))
    rows = digit_conditions.everyday(lambda shown: np.where(labels == 8, 9, labels), "development")
    assert rows[-1]["group"] == "all" and rows[-1]["n"] == len(labels) == sum(row["n"] for row in rows[:-1])
    assert rows[-1]["right"] == (labels != 8).sum() and {row["group"] for row in rows[:-1]} == set(groups)

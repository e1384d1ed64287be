"""The pictures, their split, and the code that a link holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.gallery import images


def test_the_parts_are_those_of_the_source_and_share_no_picture():
    parts = {name: images.part(name) for name in images.PARTS}
    assert {name: len(labels) for name, (_, labels) in parts.items()} == {"training": 1147, "validation": 200, "test": 450}
    codes = [{images.code(picture) for picture in pictures} for pictures, _ in parts.values()]
    assert sum(map(len, codes)) == len(set.union(*codes)) == 1797
    pictures, labels = images.in_order()
    assert list(np.bincount(labels)) == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # UCI's description
    assert images.code(pictures[0]).startswith("005d9100" + "00dfaf50"), "the first picture as scikit-learn prints it"
    assert pictures.min() == 0 and pictures.max() == 1


@given(st.lists(st.integers(0, 16), min_size=64, max_size=64))
def test_a_code_comes_back_as_the_same_picture(values):
    picture = np.array(values).reshape(8, 8) / 16
    assert len(images.code(picture)) == 64
    np.testing.assert_allclose(images.parse(images.code(picture)), picture)


@pytest.mark.parametrize("told", ["", "0" * 63, "0" * 65, "h" * 64, "G" * 64, "٣" * 64, "-" * 64, "<script>" * 8, "nan"])
def test_what_is_no_code_is_refused(told):
    with pytest.raises(ValueError, match="64 signs from 0 to g"):
        images.parse(told)


def test_varied_pictures_are_pictures_and_repeat_with_their_seed():
    pictures, _ = images.part("validation")
    found = [images.warped(pictures, np.random.default_rng(5)) for _ in range(2)]
    np.testing.assert_array_equal(*found)
    assert found[0].min() >= 0 and found[0].max() <= 1 and found[0].dtype == np.float32
    likeness = [np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in zip(found[0], pictures, strict=True)]
    assert 0.5 < np.median(likeness) < 0.99


def test_without_strength_only_ink_and_grain_change():
    """Each pixel is then the mean of 2 x 2 places a quarter of a pixel off its middle; the grain's mean over many is 0."""
    picture = images.part("validation")[0][0]
    found = images.warped(np.repeat(picture[None], 4000, 0), np.random.default_rng(0), strength=0.0).mean(0)
    padded, mixed = np.pad(picture, 1), np.zeros((8, 8))
    for i, j in np.ndindex(3, 3):
        mixed += padded[i : i + 8, j : j + 8] * (0.125, 0.75, 0.125)[i] * (0.125, 0.75, 0.125)[j]
    inner = (mixed > 0.3) & (mixed < 0.6)  # where nothing is clipped
    assert inner.sum() > 5
    np.testing.assert_allclose(found[inner], np.exp(0.1) * mixed[inner], atol=0.03)


class Told:
    """A generator that draws nothing: each call of normal gives what it is told, 0 when nothing is left."""

    def __init__(self, *values):
        self.values = list(values)

    def normal(self, mean, deviation, size):
        return np.full(size, self.values.pop(0) if self.values else 0.0)

    def random(self, size):
        return np.zeros(size)


def test_turns_slants_and_moves_are_what_they_are_called():
    pictures = images.part("validation")[0][:5]
    plain = images.warped(pictures, Told())
    turned = images.warped(pictures, Told(np.pi / 2))
    assert any(np.allclose(turned, np.rot90(plain, k, (1, 2)), atol=1e-5) for k in (1, 3)) and not np.allclose(turned, plain, atol=0.1)
    moved = images.warped(pictures, Told(0, 0, 0, 1.0))  # reads a pixel further down and to the right
    np.testing.assert_allclose(moved[:, :7, :7], plain[:, 1:, 1:], atol=1e-6)
    slanted = images.warped(pictures, Told(0, 1.0))
    np.testing.assert_allclose(slanted.sum(2)[:, 3:5].mean(), plain.sum(2)[:, 3:5].mean(), rtol=0.05)  # rows stay rows
    assert not np.allclose(slanted, plain, atol=0.1)

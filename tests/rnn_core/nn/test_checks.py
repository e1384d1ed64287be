import numpy as np
import pytest

from rnn_core.nn import checks


@pytest.mark.parametrize("value", [0, -3, 1.0, True, "4", None])
def test_a_size_is_a_whole_number_from_one(value):
    with pytest.raises(ValueError, match="n must be a whole number of at least 1; got"):
        checks.size("n", value)


def test_sizes_of_numpy_are_taken():
    assert checks.size("n", np.int64(3)) == 3


def test_a_shape_is_told_in_words():
    with pytest.raises(ValueError, match=r"x must have shape \(T, size=3\) or \(size=3\); got \(2, 4\)"):
        checks.array("x", np.zeros((2, 4)), np.dtype(float), {"T": None, "size": 3}, {"size": 3})


def test_lengths_are_within_the_steps():
    assert checks.lengths([3, 1], 3, 2).tolist() == [3, 1]
    with pytest.raises(ValueError, match="got 4"):
        checks.lengths([3, 4], 3, 2)
    with pytest.raises(ValueError, match="whole numbers"):
        checks.lengths([1.5, 2.0], 3, 2)

import numpy as np

from pages.common import models
from pages.views.home.loop import compute

TEXT = "I grew up in Germany, so I'm fluent in"


def test_both_voices_make_the_state_that_the_network_has():
    rnn = models.completer("rnn").in_float64()
    run = compute.run(rnn, TEXT)
    np.testing.assert_allclose(np.tanh(run.u + run.v), run.h, atol=1e-12)
    np.testing.assert_array_equal(run.v[0], rnn.params["net.bias_hh_l0"])  # before the first word the state is 0


def test_it_expects_what_the_network_expects():
    run, read = compute.of(TEXT), models.completer("rnn").read(TEXT)
    assert run.words == ["start", *read.tokens] and run.best[-1][0] == read.ranked[0][0]
    assert abs(run.best[-1][1] - read.ranked[0][1]) < 1e-4


def test_the_liveliest_units_are_those_that_move_most():
    h = np.zeros((4, 6))
    h[1::2, 4], h[2, 1] = 1.0, 0.9
    assert compute.liveliest(h, 2) == [1, 4]

import numpy as np
import pytest

from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import MANY_TO_ONE

ONE = (("yes", 1.0),)


@pytest.mark.parametrize("inputs, outputs, states, told", [
    (("a",), ((), ONE), 2, "inputs must have one entry"), (("a", "b"), (ONE,), 2, "outputs must"),
    (("a", "b"), ((), ONE), 3, "states must"), (("a", "b"), (ONE, ()), 2, "writes at step 1")])
def test_a_run_that_does_not_fit_its_wiring_is_refused(inputs, outputs, states, told):
    with pytest.raises(ValueError, match=told):
        Run(MANY_TO_ONE.unrolled(2), inputs, outputs, np.zeros((states, 3)))


def test_ranked_names_the_most_probable_first():
    assert ranked("abc", np.array([0.2, 0.5, 0.3]), 2) == (("b", 0.5), ("c", 0.3))

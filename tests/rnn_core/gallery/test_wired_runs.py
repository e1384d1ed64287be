import numpy as np
import pytest

from rnn_core import GRU
from rnn_core.gallery.topologies import ENCODER_DECODER, MANY_TO_ONE, Topology
from rnn_core.gallery.wired_runs import carried, run


def test_the_steps_are_those_of_the_whole_layer():
    """Without feedback the states are what the layer gives for the whole sequence at once, zeros where nothing is read."""
    x = np.random.default_rng(1).normal(size=(4, 3))
    _, states, back = run(MANY_TO_ONE, x, cell="gru", hidden_size=5, output_size=2, seed=7)
    layer = GRU(5, 5, dtype="float64", rng=np.random.default_rng(7))
    whole = layer(np.concatenate([x, np.zeros((4, 2))], 1)[:, None])[0][:, 0]
    assert back is None and np.allclose(states, whole, atol=1e-12)


def test_as_many_rows_as_steps_that_read():
    with pytest.raises(ValueError, match="3 reading steps; got 2"):
        run(ENCODER_DECODER, np.zeros((2, 4)))


def test_what_is_fed_back_matters():
    """Two steps, of which the second reads nothing and keeps no state: only the fed-back output tells it anything."""
    wiring = Topology("x", (True, False), (True, True), recurrent=False, feeds_back=True)
    assert (carried(wiring) > 0).all()
    assert (carried(Topology("x", (True, False), (True, True), recurrent=False)) > 0).tolist() == [[True, False]]


def test_a_step_that_writes_looks_at_its_own_state_too():
    """One step: without that there would be nothing to look at, and attention would change nothing."""
    x = np.random.default_rng(2).normal(size=(1, 4))
    looking, alone = (run(Topology("x", (True,), (True,), attends=attends), x, seed=3)[0] for attends in (True, False))
    assert np.abs(looking - alone).max() > 0.01

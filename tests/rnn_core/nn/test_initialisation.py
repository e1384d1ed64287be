import numpy as np
import pytest

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn.initialisation import RECIPES, initialise

H = 128


def net(make, **options):
    return make(16, H, 2, bidirectional=True, dtype=np.float64, **options)


def gate(network, letter, name="bias"):
    """A gate's summed bias (or block of a weight) in every layer and direction."""
    k = network.gates.index(letter)
    rows = slice(k * H, (k + 1) * H)
    if name == "bias":
        return [network.params[f"bias_ih{s}"][rows] + network.params[f"bias_hh{s}"][rows] for s in network.suffixes]
    return [network.params[f"{name}{s}"][rows] for s in network.suffixes]


def test_pytorchs_defaults_have_the_spectrum_of_a_uniform_matrix():
    """ρ → 1/√3 and σ_max → 2/√3 for U(±1/√H), by the circular law."""
    (W,) = [gate(initialise(RNN(16, 512, rng=0), "pytorch", rng=1), "h", "weight_hh")[0]] if H == 512 else [
        initialise(RNN(16, 512, dtype=np.float64), "pytorch", rng=1).params["weight_hh_l0"]]
    assert abs(np.linalg.eigvals(W)).max() == pytest.approx(3**-0.5, abs=0.04)
    assert np.linalg.norm(W, 2) == pytest.approx(2 * 3**-0.5, abs=0.04)


def test_kerass_lstm_is_orthogonal_as_a_whole_but_not_gate_by_gate():
    network = initialise(net(LSTM), "keras", rng=1)
    W = network.params["weight_hh_l0"]
    np.testing.assert_allclose(W.T @ W, np.eye(H), atol=1e-12)
    blocks = [gate(network, letter, "weight_hh")[0] for letter in "ifgo"]
    assert np.mean([abs(np.linalg.eigvals(b)).max() for b in blocks]) == pytest.approx(0.52, abs=0.04)
    assert all((b == 1).all() for b in gate(network, "f")) and not any(b.any() for b in gate(network, "i"))
    bound = np.sqrt(6 / (16 + 4 * H))
    assert 0.99 * bound < abs(network.params["weight_ih_l0"]).max() <= bound


@pytest.mark.parametrize("make", [RNN, LSTM, GRU])
def test_orthogonal_makes_every_gate_so(make):
    network = initialise(net(make), "orthogonal", rng=1, gain=1.5)
    for letter in network.gates:
        for block in gate(network, letter, "weight_hh"):
            np.testing.assert_allclose(block @ block.T, 2.25 * np.eye(H), atol=1e-11)


def test_orthogonal_matrices_are_drawn_uniformly():
    """The first entry is above 0 as often as below; of a bare QR decomposition it is always below."""
    first = [initialise(RNN(2, 4), "orthogonal", rng=seed).params["weight_hh_l0"][0, 0] for seed in range(60)]
    assert 15 < sum(value > 0 for value in first) < 45


def test_identity_carries_a_positive_state_unchanged_through_relu():
    network = initialise(RNN(16, H, nonlinearity="relu", dtype=np.float64), "identity")
    h_0 = np.abs(np.random.default_rng(0).normal(size=(1, 1, H)))
    np.testing.assert_array_equal(network(np.zeros((50, 1, 16)), h_0)[1], h_0)


def test_the_sum_of_the_two_biases_is_the_value_and_nothing_else_moves():
    for make, recipe, letter in ((LSTM, "forget_bias", "f"), (GRU, "update_bias", "z")):
        network, before = net(make), net(make)
        initialise(network, recipe, value=3.0)
        assert all((b == 3).all() for b in gate(network, letter))
        for other in set(network.gates) - {letter}:
            np.testing.assert_array_equal(gate(network, other), gate(before, other))
        np.testing.assert_array_equal(network.params["weight_hh_l0"], before.params["weight_hh_l0"])


def test_chrono_spreads_the_forgetting_times_evenly():
    for make, letter in ((LSTM, "f"), (GRU, "z")):
        network = initialise(net(make), "chrono", rng=0, longest=100)
        times = np.exp(np.concatenate(gate(network, letter)))
        assert 1 <= times.min() < 4 and 96 < times.max() <= 99 and times.mean() == pytest.approx(50, abs=4)
        if make is LSTM:
            np.testing.assert_array_equal(gate(network, "i"), -np.array(gate(network, "f")))


def test_every_recipe_has_a_source_and_repeats_with_its_seed():
    for name, recipe in RECIPES.items():
        assert recipe.source and recipe.summary and recipe.apply.__doc__
        make = {"h": RNN, "z": GRU}.get(recipe.gates, LSTM)
        one, two = (initialise(net(make), name, rng=7) for _ in range(2))
        for key in one.params:
            np.testing.assert_array_equal(one.params[key], two.params[key])


@pytest.mark.parametrize("make, recipe, message", [
    (GRU, "forget_bias", "sets the gates f; GRU has"), (LSTM, "identity", "sets the gates h; LSTM has"),
    (RNN, "chrono", "RNN has none"), (RNN, "magic", "must be one of pytorch, keras")])
def test_a_recipe_that_does_not_fit_says_so(make, recipe, message):
    with pytest.raises(ValueError, match=message):
        initialise(net(make), recipe)
    with pytest.raises(ValueError, match="bias=False"):
        initialise(net(LSTM, bias=False), "forget_bias")

"""Every rule on networks made sick on purpose, three a rule, and on healthy ones, where it is silent."""

import numpy as np
import pytest

from rnn_core import GRU, LSTM, RNN, load_network
from rnn_core.files import Layer, Network, Stack
from rnn_core.files import checkup as rules
from rnn_core.files.checkup import checkup, fresh, nearest, reach, saturated, scale, slope_norms
from rnn_core.files.examples import EXAMPLES, ZOO

TRAINED = ("rnn", "gru", "lstm", "birnn", "bigru", "narrow", "plain", "attention")
KINDS = {"lstm": LSTM, "gru": GRU, "rnn": RNN}
HIDDEN, FORGET, UPDATE = 6, slice(6, 12), slice(6, 12)  # PyTorch's second block: an LSTM's f, a GRU's z


def noise(steps=60, features=3, seed=0):
    return np.random.default_rng(seed).normal(size=(steps, features))


def net(cell="lstm", seed=0, **options):
    return KINDS[cell](3, HIDDEN, dtype=np.float64, rng=seed, **options)


def run(*nets, x=None, **options):
    layers = tuple(Layer(f"layer{k}", one, **options) for k, one in enumerate(nets))
    return Network("test", "pytorch", "test", (Stack("both", layers),), ("float64",)).run(noise() if x is None else x)


def told(made):
    return {one.rule for one in checkup(made) if one.found}


def with_bias(cell, block, value, seed=0):
    made = net(cell, seed)
    made.params["bias_ih_l0"][block] = value
    return made


def with_recurrent(cell, factor):
    made = net(cell)
    made.params["weight_hh_l0"] *= factor
    return made


def spinning(gain):
    """A relu RNN that multiplies its state by this at every step."""
    made = net("rnn", nonlinearity="relu")
    made.params["weight_hh_l0"][...] = gain * np.eye(HIDDEN)
    made.params["bias_ih_l0"][...] = 1.0
    made.params["weight_ih_l0"][...] = np.abs(made.params["weight_ih_l0"])
    return made


def still(count):
    made = net("rnn", nonlinearity="relu")
    made.params["bias_ih_l0"][:count] = -100.0
    return made


def begun(cell, forget=0.0):
    made = net(cell)
    for name in ("bias_ih_l0", "bias_hh_l0"):
        made.params[name][...] = 0.0
    if forget:
        made.params["bias_ih_l0"][FORGET] = forget
    return made


SICK = {
    rules.FORGETS: [lambda: run(with_bias("lstm", FORGET, -6)), lambda: run(with_bias("gru", UPDATE, -6)),
                    lambda: run(with_bias("lstm", FORGET, -4, seed=3))],
    rules.NEVER_FORGETS: [lambda: run(with_bias("lstm", FORGET, 8)), lambda: run(with_bias("gru", UPDATE, 8)),
                          lambda: run(with_bias("lstm", FORGET, 6, seed=3))],
    rules.STUCK: [lambda: run(with_bias("lstm", slice(0, 6), 20)), lambda: run(with_bias("gru", slice(0, 6), -20)),
                  lambda: run(net(), x=1e4 * noise())],
    rules.IDLE: [lambda: run(still(1)), lambda: run(still(6)), lambda: run(with_bias("lstm", slice(18, 24), -50))],
    rules.VANISHES: [lambda: run(with_recurrent("rnn", 0.1)), lambda: run(with_bias("lstm", FORGET, -6)), lambda: run(spinning(0.5))],
    rules.EXPLODES: [lambda: run(spinning(1.5)), lambda: run(spinning(2.0)), lambda: run(spinning(1.3), x=noise(200))],
    rules.SCALE: [lambda: run(net(), x=100 * noise()), lambda: run(net(), x=0.01 * noise()), lambda: run(net(), x=noise() * [1, 255, 1])],
    rules.FRESH: [lambda: run(begun("lstm", 1.0)), lambda: run(begun("lstm")), lambda: run(begun("gru"))],
}


def test_every_rule_has_its_patients():
    assert set(SICK) == set(rules.RULES)


@pytest.mark.parametrize("rule, make", [(rule, make) for rule, makes in SICK.items() for make in makes],
                         ids=lambda value: getattr(value, "name", ""))
def test_a_rule_finds_the_network_that_was_made_sick(rule, make):
    assert rule in told(make())


@pytest.mark.parametrize("cell", KINDS)
@pytest.mark.parametrize("seed", range(3))
def test_a_healthy_network_is_left_alone(cell, seed):
    assert told(run(net(cell, seed), x=noise(12, seed=seed))) == set()


@pytest.mark.parametrize("name", sorted(path.stem for path in ZOO.glob("*.safetensors") if path.stem.rpartition("-")[2] in TRAINED))
def test_trained_networks_are_left_alone(name):
    network = load_network(ZOO / f"{name}.safetensors")
    for stack in network.stacks:
        assert told(stack.run(noise(12, stack.input_size))) == set()


def test_an_input_that_stands_still_is_no_fault_of_the_units():
    assert rules.IDLE not in told(run(with_bias("lstm", slice(18, 24), -50), x=np.ones((40, 3))))


def test_what_is_measured_is_what_is_said():
    assert saturated(np.array([0.0, 1.0, 0.995, 0.5])).measured == 0.75
    assert scale(np.array([[3.0, 1.0], [-4.0, 1.0]])).measured == pytest.approx(np.sqrt(12.5))
    vanished, exploded = reach(np.array([1e-8, 1.0]))
    assert vanished.measured == 1e-8 and vanished.found and not exploded.found
    assert reach(np.zeros(3))[0].found and reach(np.array([1.0, 0.0]))[1].found
    assert fresh(np.repeat([0.0, 1, 0, 0.5], 2), "lstm").measured == 0.75


@pytest.mark.parametrize("options, near", [({}, -1), ({"reverse": True}, 0), ({"go_backwards": True}, 0)])
def test_the_nearest_step_is_the_one_read_last(options, near):
    made = run(with_recurrent("rnn", 0.1), **options)
    assert slope_norms(made).argmax() == nearest(made) == near % 60 and rules.VANISHES in told(made)


@pytest.mark.parametrize("seed", range(2))
def test_the_gradient_is_that_of_differences(seed):
    made = run(net(seed=seed), net(seed=seed + 5).__class__(6, 4, dtype=np.float64, rng=1), x=noise(8))
    mixture = np.random.default_rng(seed).normal(size=4)
    mixture /= np.linalg.norm(mixture)
    slope = []
    for feature in range(3):
        sides = []
        for sign in (1, -1):
            moved = noise(8)
            moved[2, feature] += sign * 1e-6
            sides.append(made.stack.run(moved).output[-1] @ mixture)
        slope.append((sides[0] - sides[1]) / 2e-6)
    assert slope_norms(made, seed)[2] == pytest.approx(np.linalg.norm(slope), rel=1e-6)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_read_and_checked(name):
    network = load_network(EXAMPLES[name].read(), EXAMPLES[name].file)
    assert len(checkup(network.run(noise(30, network.layers[0].input_size)))) >= 7

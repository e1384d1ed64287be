"""Gates far from 0 against exact arithmetic: |a| up to 80, values and slopes, float32 and float64, and torch.nn beside it.

The truth is the cells' equations in mpmath; its slopes are differences with so many digits that 50 are left.
"""

import itertools

import mpmath
import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn.time_blocks import sigmoid, steepness, tanh_slope
from rnn_core.torch_models import twin

DIGITS, STEP = 260, mpmath.mpf(10) ** -70  # a difference loses 70 digits, a slope of e^-160 another 70
SIZES = (1, 2, 5, 10, 15, 40, 80)
SIGNS = "++++ ---- ++-- +-+- +--+ -++- -+-+ --++".split()  # any three gates: all eight combinations
KINDS = {"rnn": (RNN, {}), "lstm": (LSTM, {}), "gru": (GRU, {}), "original gru": (GRU, {"reset_after": False})}
GATES = {"rnn": 1, "lstm": 4, "gru": 3, "original gru": 3}
exp, tanh = np.vectorize(mpmath.exp, otypes=[object]), np.vectorize(mpmath.tanh, otypes=[object])


def sigma(a):
    return 1 / (1 + exp(-a))


def last_h(kind, W_ih, W_hh, b_ih, b_hh, x, h, c):
    """h after the last step, by the equations of torch.nn's documentation."""
    for x_t in x:
        u, v = (np.split(W @ s + b, len(W) // len(h)) for W, s, b in ((W_ih, x_t, b_ih), (W_hh, h, b_hh)))
        if kind == "rnn":
            h = tanh(u[0] + v[0])
        elif kind == "lstm":
            i, f, o = (sigma(u[k] + v[k]) for k in (0, 1, 3))
            c = f * c + i * tanh(u[2] + v[2])
            h = o * tanh(c)
        else:
            H, r, z = len(h), sigma(u[0] + v[0]), sigma(u[1] + v[1])
            heard = r * v[2] if kind == "gru" else W_hh[2 * H :] @ (r * h) + b_hh[2 * H :]
            n = tanh(u[2] + heard)
            h = (1 - z) * n + z * h
    return h


def truth(kind, arrays):
    """The sum of the last h, and its slope along every number in the arrays, as one list."""
    with mpmath.workdps(DIGITS):
        exact = [np.vectorize(lambda n: mpmath.mpf(float(n)), otypes=[object])(a) for a in arrays]
        found = [last_h(kind, *exact).sum()]
        for array in exact:
            for place in np.ndindex(array.shape):
                middle, ends = array[place], []
                for array[place] in (middle + STEP, middle - STEP):
                    ends.append(last_h(kind, *exact).sum())
                array[place] = middle
                found.append((ends[0] - ends[1]) / (2 * STEP))
    return found


def ours(kind, net, x, states):
    trace = net.trace(x, tuple(states) if kind == "lstm" else states[0])
    d_output = np.zeros_like(trace.output)
    d_output[-1] = 1
    grads = net.backward(trace, d_output)
    initial = grads.initial if kind == "lstm" else (grads.initial, np.zeros_like(grads.initial))
    return np.concatenate([a.ravel() for a in (trace.output[-1].sum(), *grads.params.values(), grads.x, *initial)])


def torchs(kind, net, x, states):
    module, (x, h, c) = twin(net), (torch.from_numpy(a).requires_grad_() for a in (x, *states))
    last = module(x, (h, c) if kind == "lstm" else h)[0][-1].sum()
    found = torch.autograd.grad(last, [*module.parameters(), x, h, c], allow_unused=True, materialize_grads=True)
    return np.concatenate([a.detach().numpy().ravel() for a in (last, *found)])


def of(net, x, states):
    """What `truth` takes."""
    return [*net.params.values(), x, states[0][0], states[1][0]]


def errors(found, exact, dtype):
    """Relative, in units of the dtype's eps; below the numbers that have full precision in it, relative to the least of these."""
    least, eps = (float(n) for n in (np.finfo(dtype).tiny / np.finfo(dtype).eps, np.finfo(dtype).eps))
    return np.array([float(abs(float(f) - e) / max(abs(e), least)) / eps for f, e in zip(found, exact, strict=True)])


def network(kind, size, steps, seed, least):
    """Parameters, inputs and states of moderate size, in float64, and float32 can tell them all."""
    make, options = KINDS[kind]
    rng, net = np.random.default_rng(seed), make(size, size, dtype=np.float64, **options)
    x, states = np.empty((steps, size)), np.empty((2, 1, size))
    for value in (*net.params.values(), x, states):
        value[...] = rng.uniform(least, 0.75, value.shape).astype(np.float32)
    return net, x, states


def both(kind, net, x, states):
    """The case in float32 and in float64."""
    make, options = KINDS[kind]
    small = make(net.input_size, net.hidden_size, **options)
    small.load_state_dict({name: value.astype(np.float32) for name, value in net.params.items()})
    return (small, x.astype(np.float32), states.astype(np.float32)), (net, x, states)


@pytest.mark.parametrize("a", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_values_and_every_slope_are_right_to_their_last_digits(kind, a):
    """One unit reads 1, then -1: every sum is near ±a, then on the other side, so that no slope is what two all but equal
    numbers leave.  A sum of that size carries a rounding of its own, eps a / 2, which exp(-a) makes a relative one."""
    for signs in sorted({row[: GATES[kind]] for row in SIGNS}):
        net, x, states = network(kind, 1, 2, seed=4, least=0.25)
        net.params["weight_ih_l0"][:, 0] = [float(f"{sign}{a}") for sign in signs]
        x[:, 0] = 1, -1
        exact = truth(kind, of(net, x, states))
        for case in both(kind, net, x, states):
            assert errors(ours(kind, *case), exact, case[0].dtype).max() < 32 * (1 + a), (signs, case[0].dtype)


@pytest.mark.parametrize("a", (15, 40))
@pytest.mark.parametrize("kind", ["lstm", "gru", "original gru"])
def test_a_cell_far_from_0_and_a_state_at_0_keep_their_digits(kind, a):
    """The LSTM starts with a cell of size a, where tanh is flat; the GRU keeps, z = 1, a state that is still 0."""
    net, x, states = network(kind, 1, 1, seed=4, least=0.25)
    states[:, 0, 0] = 0, a
    if kind != "lstm":
        net.params["bias_ih_l0"][1] = a
    exact = truth(kind, of(net, x, states))
    for case in both(kind, net, x, states):
        assert errors(ours(kind, *case), exact, case[0].dtype).max() < 32 * (1 + a), case[0].dtype


@pytest.mark.parametrize("a", (5, 10, 15, 40))
@pytest.mark.parametrize("kind, sigmoids", [("lstm", (0, 1, 3)), ("gru", (0, 1))])
@pytest.mark.slow
def test_gates_far_out_in_a_wider_network_leave_it_no_farther_from_the_truth_than_torchs(kind, sigmoids, a):
    """Two units, three steps, gates open or shut as drawn; every array's largest error beside its largest number."""
    found = []
    for seed in range(2):
        net, x, states = network(kind, 2, 3, seed, least=-0.75)
        signs = np.random.default_rng(seed).choice([-1, 1], (GATES[kind], 2))
        for k in sigmoids:
            net.params["bias_ih_l0"][2 * k : 2 * k + 2] = a * signs[k]
        arrays = of(net, x, states)
        exact = truth(kind, arrays)
        for case in both(kind, net, x, states):
            found.append([_by_array(run(kind, *case), exact, arrays) / np.finfo(case[0].dtype).eps for run in (ours, torchs)])
    mine, other = np.array(found).max((0, 2))
    assert mine < 4 * (1 + a) and mine <= max(other, 2 * (1 + a))


def _by_array(found, exact, arrays):
    edges = np.cumsum([0, 1, *(a.size for a in arrays)])
    errors = [abs(float(f) - e) for f, e in zip(found, exact, strict=True)]
    return np.array([float(max(errors[i:j]) / (max(map(abs, exact[i:j])) or 1)) for i, j in itertools.pairwise(edges)])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_each_part_alone_is_right_to_four_units_of_rounding(dtype):
    """σ, 1 - σ, σ' and tanh' at numbers that the dtype holds, where it holds their values in full."""
    a = np.concatenate([[0], np.geomspace(1e-3, 80, 200)]).astype(dtype)
    a = np.concatenate([a, -a])
    e, among_zeros = np.exp(-a), np.pad(a, (0, 4 * len(a)))  # where most keep their digits, the others are done apart
    flattest = [tanh_slope(a, np.tanh(a)), tanh_slope(among_zeros, np.tanh(among_zeros))[: len(a)]]
    found = [sigmoid(e), e * sigmoid(e), steepness(e, sigmoid(e)), *flattest]
    exact = [mpmath.mpf(float(n)) for n in a]
    with mpmath.workdps(50 + 70):
        opened, shut = [1 / (1 + mpmath.exp(-n)) for n in exact], [1 / (1 + mpmath.exp(n)) for n in exact]
        steep, flat = [p * q for p, q in zip(opened, shut, strict=True)], [mpmath.sech(n) ** 2 for n in exact]
    worst = [errors(f, e, dtype).max() for f, e in zip(found, (opened, shut, steep, flat, flat), strict=True)]
    assert max(worst[:3]) < 4 and max(worst[3:]) < 16, worst  # 1 - tanh² is left alone down to 1/16


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("kind", KINDS)
def test_sums_beyond_the_range_of_exp_give_zeros_and_ones(kind, dtype):
    """1e4 and -1e4: nothing overflows into a state, a gate or a slope, and RuntimeWarnings are errors in these tests."""
    for signs in sorted({row[: GATES[kind]] for row in SIGNS}):
        net, x, states = both(kind, *network(kind, 1, 3, seed=4, least=0.25))[dtype == np.float64]
        net.params["bias_ih_l0"][:] = [float(f"{sign}1e4") for sign in signs]
        assert np.isfinite(ours(kind, net, x, states)).all()
        gates = net.trace(x).gates
        assert {float(abs(gate).round(30).item(k)) for name, gate in gates.items() if name != "v" for k in range(3)} <= {0.0, 1.0}


@pytest.mark.parametrize("kind", ["lstm", "gru", "original gru"])
def test_gates_are_zero_where_a_row_has_ended(kind):
    make, options = KINDS[kind]
    net = make(2, 3, dtype=np.float64, **options)
    gates = net.trace(np.ones((4, 2, 2)), lengths=[4, 1]).gates
    for gate in gates.values():
        assert gate[0, :, 0].all() and gate[0, 0, 1].all() and not gate[0, 1:, 1].any()

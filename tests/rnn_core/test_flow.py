"""The gradient's flow against torch's autograd in float64, known tables and properties."""

import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN, gradient_flow, zoo
from rnn_core.flow import cases, jacobians
from rnn_core.flow.budget import lengths_within, longest_within, products_within, seconds
from rnn_core.flow.measure import Flow, half_life, per_step, truncated, weight_terms
from rnn_core.flow.networks import INITS, inputs, network, parameters, sizes
from rnn_core.flow.trained import on_text
from rnn_core.torch_models import autograd_flow, twin

CELLS = ("rnn", "gru", "lstm")
every_cell = pytest.mark.parametrize("cell", CELLS)
QUANTITIES = ("hidden", "cell", "state", "input")


def close(logs, norms, rtol=1e-9):
    np.testing.assert_allclose(10.0**logs, norms, rtol=rtol)


@every_cell
@pytest.mark.parametrize("loss", ["last", "every"])
@pytest.mark.parametrize("init", ["pytorch", "keras", "chrono"])
def test_every_quantity_at_every_length_is_autograds(cell, loss, init):
    flow = gradient_flow(cell, length=37, hidden_size=11, init=init, loss=loss, seed=3)
    found = {q: flow.of_prefixes(q) for q in QUANTITIES if q != "cell" or cell == "lstm"}
    for n in (1, 2, 8, 9, 23, 37):
        expected = autograd_flow(flow.network, flow.inputs[:n], flow.readouts[:n], loss == "every")
        for quantity, logs in found.items():
            close(logs[n - 1, :n], expected[quantity])
            assert np.isnan(logs[n - 1, n:]).all()


@every_cell
def test_some_lengths_in_any_order_are_rows_of_all(cell):
    flow = gradient_flow(cell, length=40, hidden_size=5)
    every = flow.of_prefixes("state")
    np.testing.assert_allclose(flow.of_prefixes("state", np.array([7, 40, 1, 22])), every[[6, 39, 0, 21]], rtol=1e-13)


def test_the_example_of_the_module_is_what_autograd_says():
    flow = gradient_flow("lstm", length=200, hidden_size=32, init="keras", forget_bias=1.0, seed=0)
    assert flow.norms.shape == (200,) and flow.readout.shape == (32,) and np.linalg.norm(flow.readout) == pytest.approx(1)
    np.testing.assert_allclose(flow.norms, autograd_flow(flow.network, flow.inputs, flow.readouts)["hidden"], rtol=1e-9)
    assert flow.per_step == pytest.approx((flow.norms[0] / flow.norms[-1]) ** (1 / 199))
    assert flow.per_step**flow.half_life == pytest.approx(0.5)


@every_cell
def test_what_float64_would_lose_is_kept(cell):
    """Far below 1e-308, the sizes are still those of the chain rule: torch's slope of the second half, scaled up, is
    sent through torch's first half."""
    flow = gradient_flow(cell, length=600, hidden_size=6, gain=0.2, forget_bias=None if cell == "rnn" else -3.0)
    logs = flow.log10("hidden")
    assert logs[0] < -330 and np.isfinite(logs).all()
    slope, log = [torch.tensor(flow.readout), torch.zeros(6, dtype=torch.float64)], 0.0
    h, c = (np.concatenate([np.zeros((1, 6)), part]) for part in _states(flow))
    module = twin(flow.network)
    for t in range(599, 0, -1):  # a step at a time: state t - 1 -> state t
        state = [torch.tensor(part[t].reshape(1, 1, 6), requires_grad=True) for part in (h, c)]
        final = module(torch.tensor(flow.inputs[t : t + 1, None]), tuple(state) if cell == "lstm" else state[0])[1]
        final = final if cell == "lstm" else (final,)
        sum((part.ravel() * way).sum() for part, way in zip(final, slope, strict=False)).backward()
        size = float(state[0].grad.norm())
        log += np.log10(size)
        slope = [part.grad.ravel() / size if part.grad is not None else torch.zeros(6, dtype=torch.float64) for part in state]
    assert logs[0] == pytest.approx(log, abs=1e-9)


def _states(flow):
    trace = flow.network.trace(flow.inputs[:, None])
    return trace.h[0, :, 0], trace.c[0, :, 0] if flow.network.cell.name == "lstm" else np.zeros((flow.length, 6))


def test_sizes_down_to_1e_minus_280_are_autograds():
    flow = gradient_flow("rnn", length=1000, hidden_size=16, seed=1)
    expected = autograd_flow(flow.network, flow.inputs, flow.readouts)["hidden"]
    assert expected.min() == 0 or expected.min() < 1e-250  # where torch's own squares have underflowed
    there = flow.log10("hidden") > -150
    close(flow.log10("hidden")[there], expected[there])
    halves = [flow.of_prefixes("hidden", np.array([n]))[0, 0] for n in (500, 1000)]
    assert halves[1] < -200 and np.isfinite(halves).all()


@every_cell
def test_a_blocks_worth_of_tiny_slopes_neither_underflows_nor_overflows(cell):
    for scale, gain in ((0.0, 1e-12), (0.0, 4.0)):
        logs = gradient_flow(cell, length=60, hidden_size=4, gain=gain, inputs="noise", input_scale=scale).log10("state")
        assert np.isfinite(logs).all()


def test_dead_units_are_exactly_nothing():
    net = network("rnn", hidden_size=3, nonlinearity="relu")
    net.params["bias_ih_l0"][...] = -100
    logs = Flow.of(net, np.ones((9, 8)), np.ones(3)).log10("hidden")
    assert logs[-1] == pytest.approx(np.log10(np.sqrt(3))) and (logs[:-1] == -np.inf).all()


def test_float32_is_measured_with_what_it_loses():
    logs = gradient_flow("rnn", length=300, hidden_size=16, dtype="float32").log10("hidden")
    exact = gradient_flow("rnn", length=300, hidden_size=16).log10("hidden")
    kept = logs > -np.inf
    assert 100 < kept.sum() < 200 and not kept[:100].any()
    np.testing.assert_allclose(logs[kept], exact[kept], atol=1e-3)
    assert logs[kept].min() > np.log10(np.finfo(np.float32).tiny)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_what_outgrows_its_numbers_is_told_as_such(dtype):
    flow = gradient_flow("rnn", length=3000, hidden_size=16, nonlinearity="relu", gain=4, input_scale=0.01, dtype=dtype)
    steps = flow.run.sound
    assert 20 < steps < 3000
    logs = flow.of_prefixes("hidden", np.array([5, steps, steps + 1, 3000]))
    assert np.isfinite(logs[0, :5]).all() and logs[1, 0] > 20
    assert (logs[2, : steps + 1] == np.inf).all() and (logs[3] == np.inf).all()
    norms = jacobians.spectral_norms(flow.run, np.array([5, 3000]), np.array([1, 4]))
    assert np.isfinite(norms[0]).all() and (norms[1] == np.inf).all()


@every_cell
@pytest.mark.parametrize("loss", ["last", "every"])
def test_the_shares_of_the_weights_gradient_are_autograds_terms(cell, loss):
    flow = gradient_flow(cell, length=9, hidden_size=4, loss=loss, seed=2)
    sizes = np.zeros(9)
    for m in ([9] if loss == "last" else range(1, 10)):
        for k in range(m):
            sizes[k] += np.linalg.norm(_term(flow, m, k))
    shares = 10.0 ** flow.weight_shares()[-1][::-1]
    np.testing.assert_allclose(shares, sizes / sizes.sum(), rtol=1e-9)
    assert shares.sum() == pytest.approx(1)


def _term(flow, m, k):
    """What the use of W_hh at step m - k adds to ∂L_m/∂W_hh: a second copy of the matrix is used there alone."""
    cell = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}[flow.network.cell.name](8, 4, dtype=torch.float64)
    weights = {name.removesuffix("_l0"): value for name, value in twin(flow.network).state_dict().items()}
    own = weights["weight_hh"].clone().requires_grad_()
    h = c = torch.zeros(1, 4, dtype=torch.float64)
    for t in range(m):
        used = weights | ({"weight_hh": own} if t == m - 1 - k else {})
        x = torch.tensor(flow.inputs[t : t + 1])
        if flow.network.cell.name == "lstm":
            h, c = torch.func.functional_call(cell, used, (x, (h, c)))
        else:
            h = torch.func.functional_call(cell, used, (x, h))
    (torch.tensor(flow.readouts[m - 1]) @ h[0]).backward()
    return own.grad.numpy()


@every_cell
def test_the_jacobians_product_is_autograds(cell):
    flow = gradient_flow(cell, length=12, hidden_size=5, seed=4)
    module = twin(flow.network)
    x, size = torch.tensor(flow.inputs[:, None]), 10 if cell == "lstm" else 5

    def onward(state, first):
        parts = tuple(part.reshape(1, 1, 5) for part in torch.split(state, 5))
        final = module(x[first:], parts if cell == "lstm" else parts[0])[1]
        return torch.cat([part.ravel() for part in (final if cell == "lstm" else (final,))])

    for _, k, M, e in jacobians.products(flow.run, np.array([12]), np.array([0, 1, 5, 11])):
        if k == 0:
            np.testing.assert_array_equal(np.ldexp(M, e), np.eye(size))
            continue
        first = 12 - k
        h, final = module(x[:first])
        state = torch.cat([part.ravel() for part in (final if cell == "lstm" else (h[-1:],))]).detach()
        expected = torch.autograd.functional.jacobian(lambda s, first=first: onward(s, first), state).numpy()
        np.testing.assert_allclose(np.ldexp(M, e), expected, rtol=1e-9, atol=1e-14)
        assert jacobians.log10_norm(M) + e * np.log10(2) == pytest.approx(np.log10(np.linalg.norm(expected, 2)), abs=1e-10)


def test_the_direct_path_is_the_product_of_the_forget_gates():
    flow = gradient_flow("lstm", length=20, hidden_size=5)
    f = flow.network.trace(flow.inputs[:, None]).gates["f"][0, :, 0]
    direct = jacobians.direct_path(flow.run, np.array([20, 7]), np.array([0, 1, 6, 19]))
    np.testing.assert_allclose(10.0 ** direct[0], [1, f[19].max(), f[14:].prod(0).max(), f[1:].prod(0).max()], rtol=1e-12)
    assert np.isnan(direct[1, 3]) and jacobians.direct_path(gradient_flow("rnn", length=3).run, np.array([3]), np.array([1])) is None


def test_singular_values_below_what_an_svd_can_tell_are_not_told():
    found = jacobians.singular_values(gradient_flow("rnn", length=60, hidden_size=8).run, 60, [1, 50])
    assert np.isfinite(found[1]).all() and np.isneginf(found[50]).any() and np.isfinite(found[50][0])


# --- known numbers ------------------------------------------------------------------------------------------

# Geometric means over 20 seeds of ‖∂s_T/∂s_{T-k}‖₂ at k = 20, 50, 99; H = 32, 8 inputs N(0, 1), T = 100, measured
# by another program.
TABLE = [("rnn", {}, (1.2e-5, 1.2e-13, 1.0e-26)), ("rnn", {"init": "keras"}, (5.5e-3, 2.7e-7, 3.8e-14)),
         ("rnn", {"init": "keras", "input_scale": 0.01}, (0.97, 0.92, 0.88)), ("gru", {}, (2.7e-4, 4.1e-10, 8.5e-20)),
         ("gru", {"init": "keras"}, (1.8e-4, 1.4e-10, 8.8e-21)), ("lstm", {}, (2.5e-4, 3.3e-10, 5.1e-20)),
         ("lstm", {"init": "keras"}, (4.5e-2, 2.1e-4, 2.5e-8)), ("lstm", {"forget_bias": 3.0}, (1.9, 2.5, 5.8)),
         ("lstm", {"forget_bias": 5.0}, (2.4, 5.4, 50)), ("lstm", {"init": "chrono"}, (0.97, 0.73, 0.47)),
         ("gru", {"init": "chrono"}, (0.84, 0.64, 0.41)), ("rnn", {"init": "identity", "nonlinearity": "relu"}, (1.0, 1.0, None))]


@pytest.mark.parametrize("cell, how, expected", TABLE)
def test_the_table_of_initialisations_comes_out_within_its_seeds_spread(cell, how, expected):
    logs = np.array([jacobians.spectral_norms(gradient_flow(cell, length=100, seed=seed, **how).run, np.array([100]),
                                              np.array([20, 50, 99]))[0] for seed in range(20)])
    for found, known in zip(logs.T, expected, strict=True):
        if known is None:  # units that died: exactly 0 in some seeds
            assert 1 <= np.isneginf(found).sum() <= 7
        else:
            told = found[np.isfinite(found)]
            error = 3 * told.std() / np.sqrt(20) + 0.1  # both are means of 20 seeds
            assert told.mean() == pytest.approx(np.log10(known), abs=np.sqrt(2) * error)


def test_the_bound_is_never_violated():
    """‖∂h_T/∂h_t‖₂ ≤ ∏ σ_max(W) max|φ'| (Pascanu, Mikolov & Bengio 2013), in 1,000 random networks."""
    rng, violated, slack = np.random.default_rng(0), 0, []
    for seed in range(1000):
        run = gradient_flow("rnn", length=12, hidden_size=int(rng.integers(2, 9)), gain=float(rng.uniform(0.2, 3)), seed=seed,
                            init=INITS[int(rng.integers(3))], nonlinearity=("tanh", "relu")[seed % 2], input_scale=float(rng.uniform(0, 2))).run
        fixed, measured = jacobians.bound(run)
        actual = jacobians.spectral_norms(run, np.array([12]), np.arange(12))[0]
        with np.errstate(invalid="ignore"):
            violated += int((actual > measured + 1e-9).any() or (measured > fixed + 1e-9).any())
            slack.append(measured[-1] - actual[-1])
    assert violated == 0 and np.nanmedian(slack) > 0.5


def test_pytorchs_default_has_radius_one_over_root_three():
    found = [np.abs(jacobians.spectrum(gradient_flow("rnn", length=1, hidden_size=400, seed=seed).run)).max() for seed in range(3)]
    assert np.mean(found) == pytest.approx(3**-0.5, abs=0.03)


def test_half_lives_at_64_units_are_those_known():
    """Medians over 5 seeds; H = 64, 16 inputs N(0, 1), over 100 steps."""
    for cell, how, known in (("rnn", {}, 1.2), ("rnn", {"init": "keras"}, 2.1), ("lstm", {}, 1.5), ("lstm", {"forget_bias": 1.0}, 4.3),
                             ("gru", {"forget_bias": 2.0}, 7.0)):
        told = []
        for seed in range(5):
            x = inputs("noise", length=100, input_size=16, seed=seed)
            told.append(half_life(per_step(gradient_flow(cell, inputs=x, hidden_size=64, seed=seed, **how).log10("state"))))
        assert np.median(told) == pytest.approx(known, rel=0.35), (cell, how, told)


@every_cell
def test_the_terms_of_the_weights_gradient_add_up_to_it_and_a_window_leaves_out_the_rest(cell):
    flow = gradient_flow(cell, length=30, hidden_size=5, init="keras")
    terms, whole = weight_terms(flow), autograd_flow(flow.network, flow.inputs, flow.readouts)["weight_hh"]
    np.testing.assert_allclose(terms.sum(0), whole, rtol=1e-9, atol=1e-14)
    missing = truncated(flow, np.array([1, 4, 30, 99]))
    np.testing.assert_allclose(missing[:2], [np.linalg.norm(terms[k:].sum(0)) / np.linalg.norm(whole) for k in (1, 4)], rtol=1e-9)
    assert (missing[2:] == 0).all()


def test_a_radius_below_one_grows_first_and_one_above_one_vanishes():
    """Mistakes of a rule of thumb: it holds for a linear network, in the end."""
    chain = cases.non_normal(200)
    assert np.abs(jacobians.spectrum(chain.run)).max() == pytest.approx(0.9, abs=1e-4)
    norms = 10.0 ** jacobians.spectral_norms(chain.run, np.array([200]), np.arange(200))[0]
    assert norms[9] > 15 and norms.max() > 25 and norms[-1] < 0.01
    W = chain.network.params["weight_hh_l0"]
    np.testing.assert_allclose(norms[:30], [np.linalg.norm(np.linalg.matrix_power(W, k), 2) for k in range(30)], rtol=1e-9)
    flat = cases.saturated(100)
    assert np.abs(jacobians.spectrum(flat.run)).max() == pytest.approx(1.5)
    assert jacobians.spectral_norms(flat.run, np.array([100]), np.array([99]))[0, 0] < -6


def test_the_cliffs_slope_is_autograds():
    cliff, (w, b) = cases.Cliff(), np.random.default_rng(0).uniform((1, -6), (8, 1), (20, 2)).T
    W, B = (torch.tensor(part, requires_grad=True) for part in (w, b))
    h = torch.zeros(20, dtype=torch.float64)
    for _ in range(50):
        h = W * torch.sigmoid(h) + B
    loss = (torch.sigmoid(h) - 0.7) ** 2
    loss.sum().backward()
    np.testing.assert_allclose(cliff.loss(w, b), loss.detach().numpy(), rtol=1e-9)
    np.testing.assert_allclose(cliff.slope(w, b), [W.grad.numpy(), B.grad.numpy()], rtol=1e-7, atol=1e-12)


def test_clipping_keeps_the_direction_and_saves_the_descent():
    cliff = cases.Cliff()
    free, clipped = cliff.descend(4.25, -3.0, 0.3), cliff.descend(4.25, -3.0, 0.3, 0.5)
    assert cliff.loss(*free[-1]) > 0.08 > 0.01 > cliff.loss(*clipped[-1])
    moves = np.diff(clipped, axis=0)
    slopes = np.array([cliff.slope(*place) for place in clipped[:-1]])
    assert np.linalg.norm(moves, axis=1).max() <= 0.3 * 0.5 + 1e-12
    np.testing.assert_allclose((moves * slopes).sum(1), -np.linalg.norm(moves, axis=1) * np.linalg.norm(slopes, axis=1), rtol=1e-9)


# --- networks, inputs, trained ones ---------------------------------------------------------------------------


def test_seeds_repeat_and_each_part_has_a_stream_of_its_own():
    one, two = gradient_flow("gru", length=5, seed=7), gradient_flow("gru", length=9, seed=7, hidden_size=16)
    np.testing.assert_array_equal(one.inputs, two.inputs[:5])
    np.testing.assert_array_equal(one.log10(), gradient_flow("gru", length=5, seed=7).log10())
    assert not np.array_equal(one.inputs, gradient_flow("gru", length=5, seed=8).inputs)


def test_inputs_are_what_they_are_called():
    assert inputs("noise", length=4000, scale=2.0).std() == pytest.approx(2, rel=0.02)
    pulse = inputs("pulse", length=5)
    assert pulse[0].any() and not pulse[1:].any()
    told = inputs("sentence", length=7, sentence="The cat the")
    np.testing.assert_array_equal(told[0], told[2])
    np.testing.assert_array_equal(told[:3], told[3:6])
    assert not np.array_equal(told[0], told[1])
    np.testing.assert_array_equal(told[1], inputs("sentence", length=2, sentence="dog cat")[1])
    assert inputs("sentence", length=2, sentence=" \ud800 ").shape == (2, 8)


def test_the_radius_is_the_one_asked_for_and_the_bias_a_sum():
    net = network("gru", hidden_size=9, radius=1.3, forget_bias=2.0)
    for k in range(3):
        assert np.abs(np.linalg.eigvals(net.params["weight_hh_l0"][9 * k : 9 * k + 9])).max() == pytest.approx(1.3)
    assert (net.params["bias_ih_l0"] + net.params["bias_hh_l0"])[9:18] == pytest.approx(2.0)
    assert not network("rnn", hidden_size=3, radius=0.0).params["weight_hh_l0"].any()


def test_equal_parameter_counts_are_nearly_equal():
    chosen = sizes(32, equal_parameters=True)
    counts = [parameters(cell, H) for cell, H in chosen.items()]
    assert chosen["lstm"] == 32 and max(counts) / min(counts) < 1.05
    assert counts[2] == sum(p.size for p in LSTM(8, 32).params.values())
    assert parameters("gru", 5) == sum(p.size for p in GRU(8, 5).params.values())
    assert parameters("rnn", 5) == sum(p.size for p in RNN(8, 5).params.values())


@pytest.mark.parametrize("how, told", [
    ({"cell": "elman"}, "cell"), ({"init": "he"}, "init"), ({"gain": float("nan")}, "gain"), ({"radius": "big"}, "radius"),
    ({"forget_bias": float("inf"), "cell": "lstm"}, "forget_bias"), ({"length": 0}, "length"), ({"length": 10**9}, "length"),
    ({"hidden_size": 0}, "hidden_size"), ({"hidden_size": 10**6}, "hidden_size"), ({"inputs": "silence"}, "kind"),
    ({"loss": "sometimes"}, "loss"), ({"input_scale": float("nan")}, "scale")])
def test_bad_input_is_named(how, told):
    with pytest.raises((ValueError, TypeError), match=told):
        gradient_flow(**{"cell": "rnn", "length": 3} | how)


@every_cell
def test_a_quantity_that_does_not_exist_is_named(cell):
    with pytest.raises(ValueError, match="quantity"):
        gradient_flow(cell, length=3).of_prefixes("cell" if cell != "lstm" else "taste")


@every_cell
def test_the_flow_in_a_trained_completer_is_autograds(cell):
    completer = zoo.load(f"completion-{cell}")
    text = "i grew up in germany so i speak fluent"
    flow, words, answer = on_text(completer, text)
    assert words == ["start", *text.split()] and answer == completer.read(text).ranked[0][0]
    module = twin(flow.network)
    x = torch.tensor(flow.inputs[:, None], requires_grad=True)
    h = module(x)[0][-1, 0]
    p = {name: torch.tensor(value, dtype=torch.float64) for name, value in completer.params.items()}
    logits = (p["projection.weight"] @ h + p["projection.bias"]) @ p["embedding.weight"].T + p["decoder.bias"]
    torch.log_softmax(logits, -1)[completer.vocabulary.ids[answer]].backward()
    close(flow.log10("input"), np.linalg.norm(x.grad.numpy()[:, 0], axis=1), rtol=1e-6)  # the readouts come from float32 logits


# --- the budget -----------------------------------------------------------------------------------------------


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

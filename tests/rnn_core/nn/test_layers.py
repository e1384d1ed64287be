"""The NumPy networks against torch.nn in float64: every output and every slope, over every option."""

import itertools
import warnings
import zlib

import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN
from rnn_core.torch_models import twin

T, N, I, H = 7, 3, 5, 4  # all different, so that no two axes can be mistaken for each other
LENGTHS = np.array([4, 7, 1])
KINDS = {"tanh": (RNN, {"nonlinearity": "tanh"}), "relu": (RNN, {"nonlinearity": "relu"}), "lstm": (LSTM, {}),
         "gru": (GRU, {})}
SHAPES = {"batch": (T, N, I), "batch_first": (N, T, I), "unbatched": (T, I), "one row": (T, 1, I)}
GRID = list(itertools.product(KINDS, (1, 2, 3), (False, True), (False, True), SHAPES, (False, True), (False, True)))
GRID = [case for case in GRID if not (case[5] and case[4] in ("unbatched", "one row"))]


def network(kind, rng, layers=1, two_way=False, bias=True, batch_first=False, dtype=np.float64):
    make, options = KINDS[kind]
    net = make(I, H, layers, bidirectional=two_way, bias=bias, batch_first=batch_first, dtype=dtype, **options)
    for value in net.params.values():
        value[...] = rng.normal(size=value.shape) * 0.6
    return net


def single(states):
    """The form the caller gives and gets: h alone, or the pair."""
    return states if states is None or len(states) > 1 else states[0]


def several(states):
    return states if isinstance(states, tuple) else (states,)


def torch_run(net, x, initial, lengths):
    """torch's module, output, final states, and the leaves whose slopes are wanted; padded rows are packed."""
    module = twin(net)
    leaves = [torch.from_numpy(a.copy()).requires_grad_() for a in (x, *(initial or ()))]
    start = None if initial is None else single(tuple(leaves[1:]))
    if lengths is None:
        output, final = module(leaves[0], start)
    else:
        packed = torch.nn.utils.rnn.pack_padded_sequence(
            leaves[0], torch.from_numpy(lengths), net.batch_first, enforce_sorted=False)
        output, final = module(packed, start)
        output, _ = torch.nn.utils.rnn.pad_packed_sequence(output, net.batch_first, total_length=T)
    return module, output, several(final), leaves


@pytest.mark.parametrize("kind, layers, two_way, bias, layout, padded, started", GRID)
def test_every_output_and_slope_is_torchs(kind, layers, two_way, bias, layout, padded, started):
    rng = np.random.default_rng(zlib.crc32(repr((kind, layers, two_way, bias, layout, padded, started)).encode()))
    net = network(kind, rng, layers, two_way, bias, layout == "batch_first")
    x, lengths = rng.normal(size=SHAPES[layout]), LENGTHS if padded else None
    batch = {"unbatched": (), "one row": (1,)}.get(layout, (N,))
    states = (len(net.suffixes), *batch, H)
    initial = tuple(rng.normal(size=states) for _ in net.cell.states) if started else None

    module, t_output, t_final, leaves = torch_run(net, x, initial, lengths)
    output, final = net(x, single(initial), lengths=lengths)
    trace = net.trace(x, single(initial), lengths=lengths)
    np.testing.assert_allclose(output, t_output.detach(), atol=1e-12, strict=True)
    np.testing.assert_array_equal(trace.output, output)
    for ours, kept, theirs in zip(several(final), several(trace.final), t_final, strict=True):
        np.testing.assert_allclose(ours, theirs.detach(), atol=1e-12, strict=True)
        np.testing.assert_array_equal(ours, kept)

    d_output, d_final = rng.normal(size=output.shape), tuple(rng.normal(size=states) for _ in t_final)
    ends = zip((t_output, *t_final), (d_output, *d_final), strict=True)
    sum((end * torch.from_numpy(slope)).sum() for end, slope in ends).backward()
    grads = net.backward(trace, d_output, single(d_final))
    found = [grads.x, *(several(grads.initial) if started else ())]
    for ours, leaf in zip(found, leaves, strict=True):
        np.testing.assert_allclose(ours, leaf.grad, atol=1e-10, strict=True)
    assert list(grads.params) == [name for name, _ in module.named_parameters()]
    for name, parameter in module.named_parameters():
        np.testing.assert_allclose(grads.params[name], parameter.grad, atol=1e-10, strict=True, err_msg=name)


@pytest.mark.parametrize("kind", ["tanh", "lstm", "gru"])
@pytest.mark.parametrize("alone", ["output", "final"])
def test_either_slope_may_be_left_out(kind, alone):
    rng = np.random.default_rng(1)
    net = network(kind, rng, 2, True)
    trace = net.trace(rng.normal(size=(T, N, I)))
    d_output = rng.normal(size=trace.output.shape)
    d_final = tuple(rng.normal(size=s.shape) for s in several(trace.final))
    zero = [np.zeros_like(d_output), tuple(np.zeros_like(s) for s in d_final)]
    short = net.backward(trace, d_output) if alone == "output" else net.backward(trace, d_final=single(d_final))
    full = (net.backward(trace, d_output, single(zero[1])) if alone == "output"
            else net.backward(trace, zero[0], single(d_final)))
    for name, slope in full.params.items():
        np.testing.assert_allclose(short.params[name], slope, atol=1e-14)
    with pytest.raises(ValueError, match="along the output, along the final states, or both"):
        net.backward(trace)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("batch", [1, N])
def test_a_single_step_is_torchs_too(kind, batch):
    rng = np.random.default_rng(10)
    net = network(kind, rng, 2, True)
    x = rng.normal(size=(1, batch, I))
    _, t_output, _, leaves = torch_run(net, x, None, None)
    t_output.sum().backward()
    trace = net.trace(x)
    np.testing.assert_allclose(trace.output, t_output.detach(), atol=1e-13)
    np.testing.assert_array_equal(net(x)[0], trace.output)
    np.testing.assert_allclose(net.backward(trace, np.ones_like(trace.output)).x, leaves[0].grad, atol=1e-12)


CELLS = {"tanh": torch.nn.RNNCell, "lstm": torch.nn.LSTMCell, "gru": torch.nn.GRUCell}


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("two_way", [False, True])
def test_slopes_along_every_state_are_those_of_a_torch_cell_loop(kind, two_way):
    rng = np.random.default_rng(2)
    net = network(kind, rng, two_way=two_way)
    x, d_output = rng.normal(size=(T, N, I)), rng.normal(size=(T, N, H * net.directions))
    trace = net.trace(x)
    grads = net.backward(trace, d_output)
    for k, suffix in enumerate(net.suffixes):
        cell = CELLS[kind](I, H, dtype=torch.float64)
        cell.load_state_dict({name.removesuffix(suffix): torch.from_numpy(p) for name, p in net.params.items()
                              if name.removesuffix(suffix) in cell.state_dict()})
        state, h, c = None, [None] * T, [None] * T
        for t in reversed(range(T)) if k else range(T):
            state = cell(torch.from_numpy(x[t]), state)
            h[t], c[t] = state if kind == "lstm" else (state, None)
        wanted = h + c if kind == "lstm" else h
        loss = (torch.stack(h) * torch.from_numpy(d_output[..., k * H : (k + 1) * H].copy())).sum()
        slopes = torch.autograd.grad(loss, wanted)
        np.testing.assert_allclose(trace.h[k], torch.stack(h).detach(), atol=1e-12)
        np.testing.assert_allclose(grads.h[k], torch.stack(slopes[:T]), atol=1e-11)
        if kind == "lstm":
            np.testing.assert_allclose(trace.c[k], torch.stack(c).detach(), atol=1e-12)
            np.testing.assert_allclose(grads.c[k], torch.stack(slopes[T:]), atol=1e-11)


@pytest.mark.parametrize("padded", [False, True])
def test_the_original_gru_is_the_papers_equations(padded):
    """reset_after=False has no counterpart in torch.nn: the equations themselves, under torch's autograd."""
    rng = np.random.default_rng(3)
    net = GRU(I, H, reset_after=False, dtype=np.float64)
    for value in net.params.values():
        value[...] = rng.normal(size=value.shape)
    lengths = LENGTHS if padded else np.full(N, T)
    x, h_0, d_output, d_h_n = (rng.normal(size=s) for s in ((T, N, I), (1, N, H), (T, N, H), (1, N, H)))
    p = {name.removesuffix("_l0"): torch.from_numpy(v.copy()).requires_grad_() for name, v in net.params.items()}
    tx, t0 = torch.from_numpy(x).requires_grad_(), torch.from_numpy(h_0).requires_grad_()
    (W_r, W_z, W_n), (U_r, U_z, U_n) = p["weight_ih"].chunk(3), p["weight_hh"].chunk(3)
    (b_r, b_z, b_n), (a_r, a_z, a_n) = p["bias_ih"].chunk(3), p["bias_hh"].chunk(3)
    h, outputs = t0[0], []
    for t in range(T):
        r = torch.sigmoid(tx[t] @ W_r.T + b_r + h @ U_r.T + a_r)
        z = torch.sigmoid(tx[t] @ W_z.T + b_z + h @ U_z.T + a_z)
        n = torch.tanh(tx[t] @ W_n.T + b_n + (r * h) @ U_n.T + a_n)
        there = torch.from_numpy(t < lengths)[:, None]
        h = torch.where(there, (1 - z) * n + z * h, h)
        outputs.append(torch.where(there, h, 0.0))
    output = torch.stack(outputs)
    ((output * torch.from_numpy(d_output)).sum() + (h * torch.from_numpy(d_h_n[0])).sum()).backward()

    trace = net.trace(x, h_0, lengths=lengths)
    grads = net.backward(trace, d_output, d_h_n)
    np.testing.assert_allclose(trace.output, output.detach(), atol=1e-12)
    np.testing.assert_allclose(net(x, h_0, lengths=lengths)[1][0], h.detach(), atol=1e-12)
    np.testing.assert_allclose(grads.x, tx.grad, atol=1e-11)
    np.testing.assert_allclose(grads.initial, t0.grad, atol=1e-11)
    for name, value in p.items():
        np.testing.assert_allclose(grads.params[f"{name}_l0"], value.grad, atol=1e-11, err_msg=name)


@pytest.mark.parametrize("kind", [RNN, LSTM, GRU, "original"])
def test_slopes_are_finite_differences_along_random_directions(kind):
    rng = np.random.default_rng(4)
    options = {"reset_after": False} if kind == "original" else {}
    net = (GRU if kind == "original" else kind)(I, H, 2, bidirectional=True, dtype=np.float64, rng=4, **options)
    x, d_output = rng.normal(size=(T, N, I)), rng.normal(size=(T, N, 2 * H))
    grads = net.backward(net.trace(x), d_output)
    direction = {name: rng.normal(size=p.shape) for name, p in net.params.items()}
    start, eps, losses = net.state_dict(), 1e-6, []
    for sign in (1, -1):
        net.load_state_dict({name: p + sign * eps * direction[name] for name, p in start.items()})
        losses.append((net(x)[0] * d_output).sum())
    slope = sum((grads.params[name] * d).sum() for name, d in direction.items())
    assert (losses[0] - losses[1]) / (2 * eps) == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("kind", KINDS)
def test_long_runs_cross_the_borders_of_blocks_unnoticed(kind, monkeypatch):
    from rnn_core.nn import bptt

    rng = np.random.default_rng(5)
    net = network(kind, rng)
    for value in net.params.values():
        value *= 0.5
    x, d_output = rng.normal(size=(40, N, I)), rng.normal(size=(40, N, H))
    whole = net.backward(net.trace(x), d_output)
    monkeypatch.setattr(bptt, "BLOCK_BYTES", 1)
    pieces = net.backward(net.trace(x), d_output)
    np.testing.assert_allclose(pieces.x, whole.x, atol=1e-12)
    for name in whole.params:
        np.testing.assert_allclose(pieces.params[name], whole.params[name], atol=1e-11)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layers, two_way, batch", [(2, True, N), (1, False, N), (1, False, 1)])
def test_a_run_lives_in_its_trace_and_nothing_given_is_changed(kind, layers, two_way, batch):
    rng = np.random.default_rng(6)
    net = network(kind, rng, layers, two_way)
    x, d_output = rng.normal(size=(T, batch, I)), rng.normal(size=(T, batch, H * net.directions))
    given = x.copy(), d_output.copy()
    trace = net.trace(x)
    before = net.backward(trace, d_output)
    net.trace(x * 5)
    trace.output[...] = 0  # the caller's to keep or spoil
    for value in net.params.values():
        value *= 2  # as an optimiser's step does
    after = net.backward(trace, d_output)
    np.testing.assert_array_equal(before.x, after.x)
    for name in before.params:
        np.testing.assert_array_equal(before.params[name], after.params[name])
    np.testing.assert_array_equal(x, given[0])
    np.testing.assert_array_equal(d_output, given[1])


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_the_padding_is_never_read(kind):
    rng = np.random.default_rng(7)
    net = network(kind, rng, 2, True)
    x = rng.normal(size=(T, N, I))
    spoiled = np.where((np.arange(T)[:, None] < LENGTHS)[..., None], x, np.nan)
    clean, dirty = net.trace(x, lengths=LENGTHS), net.trace(spoiled, lengths=LENGTHS)
    np.testing.assert_array_equal(clean.output, dirty.output)
    d_output = rng.normal(size=clean.output.shape)
    np.testing.assert_array_equal(net.backward(clean, d_output).x, net.backward(dirty, d_output).x)


def test_dropout_acts_between_layers_with_the_masks_of_the_trace():
    rng = np.random.default_rng(8)
    net = LSTM(I, H, 3, dropout=0.5, dtype=np.float64, rng=8)
    x = rng.normal(size=(T, N, I))
    trace = net.trace(x, training=True, rng=1)
    below = torch.from_numpy(x).requires_grad_()
    leaf, masks = below, [None if m is None else m.transpose(0, 2, 1) for m in trace.masks]
    assert masks[0] is None and set(np.unique(masks[1])) == {0.0, 2.0}
    for layer, mask in enumerate(masks):
        module = torch.nn.LSTM(I if layer == 0 else H, H, dtype=torch.float64)
        module.load_state_dict({name: torch.from_numpy(net.params[name.replace("l0", f"l{layer}")].copy())
                                for name in module.state_dict()})
        below = module(below if mask is None else below * torch.from_numpy(mask.copy()))[0]
    np.testing.assert_allclose(trace.output, below.detach(), atol=1e-12)
    below.sum().backward()
    np.testing.assert_allclose(net.backward(trace, np.ones_like(trace.output)).x, leaf.grad, atol=1e-11)
    np.testing.assert_array_equal(net(x, training=True, rng=1)[0], trace.output)
    assert not np.array_equal(net(x, training=True, rng=2)[0], trace.output)
    np.testing.assert_array_equal(net(x)[0], net(x)[0])
    with pytest.raises(ValueError, match="needs rng="):
        net(x, training=True)


def test_float32_stays_float32_and_near_float64():
    for make in (RNN, LSTM, GRU):
        net = make(I, H, 2, bidirectional=True, rng=9)
        wide = make(I, H, 2, bidirectional=True, dtype=np.float64)
        wide.load_state_dict(net.state_dict())
        x = np.random.default_rng(9).normal(size=(T, N, I)).astype(np.float32)
        trace = net.trace(x)
        grads = net.backward(trace, np.ones_like(trace.output))
        assert {trace.output.dtype, grads.x.dtype, *(g.dtype for g in grads.params.values())} == {np.dtype("f4")}
        np.testing.assert_allclose(trace.output, wide(x.astype(np.float64))[0], atol=1e-6)


def test_saturated_gates_give_neither_warnings_nor_nan():
    for make in (RNN, LSTM, GRU):
        net = make(2, 3, dtype=np.float32)
        for value in net.params.values():
            value *= 1e4
        x = np.full((5, 1, 2), 1e4, np.float32)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            trace = net.trace(x)
            assert np.isfinite(net.backward(trace, np.ones_like(trace.output)).x).all()


def test_weights_come_back_as_they_went_and_begin_as_torchs_do():
    for make in (RNN, LSTM, GRU):
        net = make(I, 64, 2, bidirectional=True, rng=1)
        assert all(abs(p).max() <= 64**-0.5 < 1.2 * abs(p).max() for p in net.params.values())
        other = make(I, 64, 2, bidirectional=True, rng=2)
        other.load_state_dict({name: torch.from_numpy(p) for name, p in net.state_dict().items()})
        for name in net.params:
            np.testing.assert_array_equal(net.params[name], other.params[name])
        net.state_dict()["weight_ih_l0"][...] = 0  # a copy: the network keeps its own
        assert net.params["weight_ih_l0"].any()


GOOD = {"input_size": 3, "hidden_size": 4}
REFUSED = [
    (lambda: LSTM(0, 4), "input_size must be a whole number of at least 1; got 0"),
    (lambda: LSTM(3, 2.5), "hidden_size must be a whole number of at least 1; got 2.5"),
    (lambda: LSTM(3, 4, -1), "num_layers must be"),
    (lambda: LSTM(3, 4, 2, dropout=1.0), "dropout must be a number from 0 up to, but not including, 1; got 1.0"),
    (lambda: LSTM(3, 4, dtype=np.float16), "dtype must be float32 or float64"),
    (lambda: LSTM(3, 4, bidirectional="yes"), "bidirectional must be True or False; got 'yes'"),
    (lambda: RNN(3, 4, nonlinearity="gelu"), "nonlinearity must be one of tanh, .*relu.*; got 'gelu'"),
    (lambda: LSTM(3, 4)([[1.0]]), "x must be a NumPy array; got list"),
    (lambda: LSTM(3, 4)(np.zeros((5, 2, 3))), "x must be float32, as the network is; got float64"),
    (lambda: LSTM(3, 4)(np.zeros((5, 2, 9), "f4")), r"shape \(T, N, input_size=3\) or .*; got \(5, 2, 9\)"),
    (lambda: LSTM(3, 4)(np.zeros((0, 2, 3), "f4")), r"got \(0, 2, 3\)"),
    (lambda: LSTM(3, 4)(np.zeros((5, 2, 3), "f4"), np.zeros((1, 2, 4), "f4")), r"pair \(h, c\); got ndarray"),
    (lambda: GRU(3, 4)(np.zeros((5, 2, 3), "f4"), np.zeros((1, 9, 4), "f4")), r"initial h must have shape .*N=2"),
    (lambda: GRU(3, 4)(np.zeros((5, 2, 3), "f4"), lengths=[5, 0]), "between 1 and the 5 steps of x; got 0"),
    (lambda: GRU(3, 4)(np.zeros((5, 2, 3), "f4"), lengths=[5]), "lengths must be 2 whole numbers"),
    (lambda: GRU(3, 4)(np.zeros((5, 3), "f4"), lengths=[5]), "lengths belong to a batch"),
]


@pytest.mark.parametrize("call, message", REFUSED)
def test_what_cannot_be_is_refused_by_name(call, message):
    with pytest.raises((ValueError, TypeError), match=message):
        call()


def test_wrong_weights_are_named():
    net = GRU(3, 4)
    good = net.state_dict()
    with pytest.raises(KeyError, match="missing: bias_hh_l0; not of this network: bias_xx"):
        net.load_state_dict({k.replace("bias_hh_l0", "bias_xx"): v for k, v in good.items()})
    with pytest.raises(ValueError, match=r"weight_hh_l0 must have shape \(12, 4\); got \(12, 5\)"):
        net.load_state_dict(good | {"weight_hh_l0": np.zeros((12, 5))})
    with pytest.raises(ValueError, match="weight_hh_l0 holds 1 of 48 values that are NaN or infinite"):
        net.load_state_dict(good | {"weight_hh_l0": np.where(np.arange(48) == 7, np.nan, 0).reshape(12, 4)})
    np.testing.assert_array_equal(net.params["weight_hh_l0"], good["weight_hh_l0"])  # all or nothing


def test_dropout_with_one_layer_warns_as_torch_does():
    with pytest.warns(UserWarning, match="acts between layers"):
        LSTM(3, 4, dropout=0.5)

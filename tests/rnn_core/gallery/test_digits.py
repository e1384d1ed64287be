"""The readers of digits against torch.nn, their cards against their weights, their runs against their wiring."""

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery import images
from rnn_core.gallery.digits import EARLY, Pictures, Rows, Whole, restored
from rnn_core.train import digits

KINDS = ("feedforward", "rnn", "gru", "lstm")
CELLS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


class Twin(torch.nn.Module):
    """The same in torch.nn, as a reader of the docstring would write it."""

    def __init__(self, model):
        super().__init__()
        H = model.hidden_size
        if model.cell == "feedforward":
            self.hidden = torch.nn.Linear(64, H)
        else:
            self.rnn = CELLS[model.cell](8, H)
        self.head = torch.nn.Linear(H, 10)
        self.double().load_state_dict({name: torch.from_numpy(value.copy()) for name, value in model.params.items()})

    def forward(self, pictures):
        """(steps, N, 10) logits."""
        if hasattr(self, "hidden"):
            return self.head(torch.relu(self.hidden(pictures.flatten(1))))[None]
        return self.head(self.rnn(pictures.transpose(0, 1))[0])


def small(kind):
    return Whole(hidden_size=7, dtype="float64", rng=1) if kind == "feedforward" else Rows(kind, hidden_size=7, dtype="float64", rng=1)


def batch(n=5):
    rng = np.random.default_rng(0)
    return Pictures(rng.random((n, 8, 8)), rng.integers(0, 10, n))


@pytest.mark.parametrize("kind", KINDS)
def test_loss_and_slopes_are_torchs(kind):
    model, given = small(kind), batch()
    twin = Twin(model)
    logits, labels = twin(torch.from_numpy(given.images)), torch.from_numpy(given.labels)
    each = torch.stack([torch.nn.functional.cross_entropy(step, labels) for step in logits])
    weights = torch.full((len(logits),), EARLY, dtype=torch.float64)
    weights[-1] = 1
    told = (each * weights).sum() / weights.sum()
    told.backward()
    loss, slopes = model.loss_and_grads(given)
    assert loss == pytest.approx(told.item(), rel=1e-12)
    assert slopes.keys() == model.params.keys() == dict(twin.named_parameters()).keys()
    for name, p in twin.named_parameters():
        np.testing.assert_allclose(slopes[name], p.grad.numpy(), atol=1e-12, err_msg=name)
    np.testing.assert_allclose(model.read(given.images), torch.softmax(logits, -1).detach().numpy(), atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_every_input_reaches_exactly_the_outputs_of_the_wiring(kind):
    """At the steps before the last the answers are ghosts: they too may hear of their past alone."""
    model, picture = small(kind), batch(1).images[0]
    run, reach = model.run(picture), small(kind).run(picture).topology.reach()
    assert reach.shape == (len(run.topology.read_steps), 1) and reach.all()
    for t in run.topology.read_steps:
        moved = picture.copy()
        moved[(t, ...) if kind != "feedforward" else ...] += 0.3
        changed = np.abs(model.read(moved[None]) - model.read(picture[None])).max((1, 2))
        assert [bool(c) for c in changed] == [s >= t for s in range(run.topology.steps)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_tells_what_was_read_and_said(kind):
    pictures, _ = images.part("test")
    model, run = zoo.load_gallery(f"digits-{kind}"), zoo.load_gallery(f"digits-{kind}").run(pictures[3])
    p = model.read(pictures[3][None])[:, 0]
    assert len(run.outputs) == len(p) == run.topology.steps == (1 if kind == "feedforward" else 8)
    for told, row in zip(run.outputs, p, strict=True):
        assert [text for text, _ in told] == [str(k) for k in np.argsort(-row, kind="stable")[:5]]
        assert [share for _, share in told] == pytest.approx(sorted(row)[::-1][:5], rel=1e-4)
    np.testing.assert_array_equal(np.asarray(run.pictures).reshape(8, 8), pictures[3])
    assert run.states.shape == (run.topology.steps, model.hidden_size)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_the_card_says_what_the_weights_reach(kind):
    name = f"digits-{kind}"
    told, again = zoo.figures(name), digits.figures(name, zoo.load_gallery(name))
    assert {key: told[key] for key in again} == again
    pictures, labels = images.part("test")
    right = zoo.load_gallery(name).read(pictures)[-1].argmax(-1) == labels
    assert f"**{right.mean():.3f}" in zoo.card(name) and told["held_out"]["right"] == right.sum()
    for row in told["failures"]:
        if "picture" not in row:
            assert row["said"] == zoo.load_gallery(name).read(images.parse(row["code"])[None])[-1].argmax() != row["is"]
            continue
        assert row["is"] == labels[row["picture"]] != row["said"] and images.code(pictures[row["picture"]]) == row["code"]


def test_the_goals_are_met():
    held = {kind: zoo.figures(f"digits-{kind}")["held_out"] for kind in KINDS}
    assert max(held[kind]["accuracy"] for kind in KINDS[1:]) >= 0.98
    baselines = zoo.figures("digits-gru")["baselines"]
    for kind in KINDS:
        assert all(held[kind]["accuracy"] > c["accuracy"] for c in baselines.values()), kind
    assert baselines["always the same digit"]["high"] < baselines["logistic regression, last row only"]["low"]


def test_gru_and_lstm_read_changed_pictures_and_drawings_by_hand():
    for kind in ("gru", "lstm"):
        found = zoo.figures(f"digits-{kind}")
        for row in found["conditions"]:
            assert row["accuracy"] >= (0.9 if "2 pixels" in row["what"] else 0.95), (kind, row)
        assert found["everyday"]["final"][-1]["accuracy"] >= 0.95


def test_order_means_nothing_to_the_network_without_recurrence():
    """The same weights in another order of the pixels: the same answers.  And trained anew on shuffled pixels, it is as good."""
    model, (pictures, _) = zoo.load_gallery("digits-feedforward"), images.part("test")
    other = restored({name: value.copy() for name, value in model.params.items()}, model.metadata)
    order = np.random.default_rng(3).permutation(64)
    other.params["hidden.weight"][...] = model.params["hidden.weight"][:, order]
    np.testing.assert_allclose(other.read(pictures.reshape(-1, 64)[:, order].reshape(-1, 8, 8)), model.read(pictures), atol=1e-5)
    told = zoo.figures("digits-feedforward")
    assert told["shuffled"]["low"] < told["held_out"]["accuracy"] < told["shuffled"]["high"]
    for kind in KINDS[1:]:
        assert zoo.figures(f"digits-{kind}")["rows_backwards"]["accuracy"] < 0.5


@pytest.mark.parametrize("metadata", [{}, {"cell": "transformer"}, {"cell": "lstm"}])
def test_what_is_no_reader_is_refused(metadata):
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored(dict(zoo.load_gallery("digits-gru").params), metadata)

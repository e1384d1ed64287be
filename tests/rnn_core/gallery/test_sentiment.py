"""The sentiment networks: slopes against torch, wires against the drawing, the cards' figures against the weights."""

from collections import Counter

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery.sentiment import MOST_WORDS, NEGATIVE, POSITIVE, Rated, Sentiment, restored
from rnn_core.gallery.word_vectors import Words, split
from rnn_core.train import sentiment, sentiment_data, sentiment_figures
from rnn_core.train.fetch import Unreachable
from rnn_core.train.model_selection import searched

CELLS = ("rnn", "gru", "lstm")
NAMES = [f"sentiment-{cell}" for cell in CELLS]
TEXTS = ("not bad at all", "dull", "a very dull zorblax of a film", "great !")


def small(cell):
    return Sentiment(cell, Words.of(Counter("not bad at all dull a very film great".split())), table=32, embedding_dim=5, hidden_size=6,
                     dtype="float64", rng=3)


def batch(model, rng=None):
    rows = [model.encode(split(text)) for text in TEXTS]
    keep = {} if rng is None else {"keep_x": (rng.random((1, 4, 5)) > 0.4) / 0.6, "keep_h": (rng.random((4, 6)) > 0.4) / 0.6}
    return Rated(model.seen(rows), np.array([len(row) for row in rows]), np.array([0.9, 0.1, 0.3, 1.0]), **keep)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("dropping", [False, True])
def test_loss_and_slopes_are_torchs(cell, dropping):
    model = small(cell)
    told = batch(model, np.random.default_rng(0) if dropping else None)
    params = {name: torch.tensor(value.copy(), requires_grad=True) for name, value in model.params.items()}
    bag = torch.nn.functional.embedding_bag(torch.tensor(told.seen.pieces), params["pieces.weight"], mode="mean", padding_idx=0)
    x = (params["words.weight"][torch.tensor(told.seen.ids)] + bag)[torch.tensor(told.seen.places)]
    x = x * torch.tensor(told.keep_x) if dropping else x
    layer = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[cell](5, 6, dtype=torch.float64)
    weights = {name.removeprefix("rnn."): value for name, value in params.items() if name.startswith("rnn.")}
    packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(told.lengths), enforce_sorted=False)
    h = torch.func.functional_call(layer, weights, (packed,))[1]
    h = (h[0] if cell == "lstm" else h)[0] * (torch.tensor(told.keep_h) if dropping else 1)
    log_p = torch.log_softmax(h @ params["head.weight"].T + params["head.bias"], 1)
    loss = -(log_p * torch.tensor(np.stack([1 - told.share, told.share], 1))).sum() / 4
    loss.backward()
    found, grads = model.loss_and_grads(told)
    assert found == pytest.approx(loss.item(), abs=1e-12)
    for name, value in params.items():
        np.testing.assert_allclose(grads[name], value.grad.numpy(), atol=1e-11, err_msg=name)


@pytest.mark.parametrize("name", NAMES)
def test_the_run_is_the_drawn_wiring_and_every_word_reaches_the_verdict(name):
    model = zoo.load_gallery(name)
    words = "I do not like this".split()
    run = model.run(" ".join(words))
    assert run.topology.reads == (True,) * 5 and run.topology.write_steps == (4,) and run.topology.reach().all()
    for k in range(5):
        moved = model.run(" ".join([*words[:k], "wonderful", *words[k + 1 :]]))
        p = [[dict(some.outputs[t])[POSITIVE] for t in range(5)] for some in (run, moved)]
        assert np.array_equal(p[0][:k], p[1][:k])  # what is yet to come cannot matter
        assert p[0][4] != p[1][4]
        assert np.array_equal(run.states[:k], moved.states[:k]) and not np.array_equal(run.states[k], moved.states[k])
    reading = model.read(" ".join(words))
    assert [dict(out)[POSITIVE] for out in run.outputs] == pytest.approx(reading.p.tolist())
    assert reading.verdict == run.outputs[-1][0] or reading.verdict[1] == pytest.approx(run.outputs[-1][0][1])


def test_a_text_without_words_has_no_run_and_a_verdict_of_one_half():
    model = zoo.load_gallery("sentiment-gru")
    assert model.read("…").verdict == (POSITIVE, 0.5)
    with pytest.raises(ValueError, match="no word"):
        model.run("…")
    assert len(model.run("bad " * 300).inputs) == MOST_WORDS


def test_a_batch_gives_what_the_words_one_by_one_do():
    model = small("gru")
    np.testing.assert_allclose(model.shares(batch(model)), [model.read(text).p[-1] for text in TEXTS], atol=1e-12)


@pytest.mark.parametrize("change", [{"cell": "dnn"}, {"words": "[3]"}, {"words": "null"}, {"words": '["a"]'}])
def test_what_is_no_such_model_is_refused(change):
    model = small("gru")
    restored(model.params, model.metadata)
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored(model.params, model.metadata | change)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_the_cards_figures_are_what_the_weights_give(name):
    """To within what another processor's rounding may tip: 3 sentences of 1,500."""
    try:
        sentiment_data.sentences("test")
    except Unreachable as error:
        pytest.skip(str(error))
    model, told = zoo.load_gallery(name), zoo.figures(name)
    found = sentiment_figures.figures(name, model)
    for key in ("held_out", "with_negation"):
        assert found[key]["n"] == told[key]["n"] and abs(found[key]["right"] - told[key]["right"]) <= 3
    assert found["baselines"] == told["baselines"] and found["sentences"] == told["sentences"]
    for key, row in told["negated"].items():
        if isinstance(row, dict):
            assert found["negated"][key]["accuracy"] == pytest.approx(row["accuracy"], abs=0.01) and found["negated"][key]["bayes"] == row["bayes"]
    for text, p in told["said"].items():
        assert model.read(text).p[-1] == pytest.approx(p, abs=0.02)
    assert zoo.card(name) == sentiment_figures.card(told)


def test_the_goals_are_met_by_the_best_cell():
    told = {cell: zoo.figures(f"sentiment-{cell}") for cell in CELLS}
    best = max(told.values(), key=lambda f: f["held_out"]["accuracy"])
    bayes = best["baselines"]["naive Bayes, words and pairs"]["accuracy"]
    assert best["held_out"]["accuracy"] >= 0.82 and best["held_out"]["accuracy"] >= bayes >= 0.81
    assert best["baselines"]["always the more frequent verdict"]["accuracy"] < 0.6


@pytest.mark.parametrize("name", ["sentiment-gru", "sentiment-lstm"])
def test_not_turns_good_and_bad_round(name):
    model = zoo.load_gallery(name)
    for text, side in (("good", POSITIVE), ("bad", NEGATIVE), ("not good", NEGATIVE), ("not bad", POSITIVE), ("not bad at all", POSITIVE)):
        assert model.read(text).verdict[0] == side, text
    for row in zoo.figures(name)["negated"].values():
        if isinstance(row, dict):
            assert row["low"] > 0.7 > row["bayes"]


def test_the_choice_is_the_best_of_the_search():
    found = searched("sentiment")
    assert set(found) == set(CELLS)
    for cell, told in found.items():
        assert set(map(float, told["rates"])) == set(sentiment.RATES) and set(map(int, told["seeds"])) == set(sentiment.SEEDS)
        assert told["rates"][str(told["lr"])] == max(told["rates"].values()) and told["seeds"][str(told["seed"])] == max(told["seeds"].values())
        card = zoo.figures(f"sentiment-{cell}")
        assert (card["lr"], card["seed"], card["steps"]) == (told["lr"], told["seed"], told["steps"])

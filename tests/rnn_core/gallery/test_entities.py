"""The entity networks: slopes against torch, wires against the drawing, the cards' figures against the weights."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gallery.entities import (
    KINDS,
    MOST_WORDS,
    TAGS,
    Entities,
    Entity,
    decoded,
    entities,
    restored,
    shape,
    tokens_of,
)
from rnn_core.gallery.word_vectors import Words
from rnn_core.train import entity_figures as measured

NAMES = [f"entities-{kind}" for kind in zoo.FAMILIES["entities"][1]]
TEXTS = ("Jordan borders Syria .", "Zorblax", "a man from Lima met Ana")


def small(kind):
    return Entities(kind, Words.of(Counter("jordan borders a man from met".split())), table=32, embedding_dim=5, hidden_size=4, dtype="float64", rng=3)


def batch(model, rng=None):
    rows = [tokens_of(text) for text in TEXTS]
    tags = np.array([[3, 1, 0], [0, 0, 0], [3, 0, 0], [0, 0, 3], [0, 0, 0], [0, 0, 1]])
    H = model.head.in_features
    noise = {} if rng is None else {"keep_x": (rng.random((1, 3, 5)) > 0.3) / 0.7, "keep_h": (rng.random((1, 3, H)) > 0.3) / 0.7,
                                    "hide": rng.random(tags.shape) < 0.4}
    return model.batch(rows, tags, **noise)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dropping", [False, True])
def test_loss_and_slopes_are_torchs(kind, dropping):
    model = small(kind)
    told = batch(model, np.random.default_rng(0) if dropping else None)
    params = {name: torch.tensor(value.copy(), requires_grad=True) for name, value in model.params.items()}
    bag = torch.nn.functional.embedding_bag(torch.tensor(told.seen.pieces), params["pieces.weight"], mode="mean", padding_idx=0)
    x = (params["words.weight"][torch.tensor(told.seen.ids)] + bag)[torch.tensor(told.seen.places)] + params["shape.weight"][torch.tensor(told.shapes)]
    x = x * torch.tensor(told.keep_x) if dropping else x
    if kind == "words":
        h = torch.tanh(x @ params["hidden.weight"].T + params["hidden.bias"])
    else:
        layer = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[kind.removeprefix("bi")](
            5, 4, bidirectional=kind.startswith("bi"), dtype=torch.float64)
        weights = {name.removeprefix("rnn."): value for name, value in params.items() if name.startswith("rnn.")}
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(told.lengths), enforce_sorted=False)
        h = torch.nn.utils.rnn.pad_packed_sequence(torch.func.functional_call(layer, weights, (packed,))[0])[0]
    h = h * torch.tensor(told.keep_h) if dropping else h
    logits = (h @ params["head.weight"].T + params["head.bias"])[torch.tensor(told.present)]
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(told.tags)[torch.tensor(told.present)])
    loss.backward()
    found, grads = model.loss_and_grads(told)
    assert found == pytest.approx(loss.item(), abs=1e-12)
    for name, value in params.items():
        np.testing.assert_allclose(grads[name], value.grad.numpy(), atol=1e-11, err_msg=name)


@pytest.mark.parametrize("name", NAMES)
def test_a_change_reaches_exactly_the_marks_that_the_drawing_says(name):
    model = zoo.load_gallery(name)
    words = "then Maria went to Lima".split()
    run = model.run(" ".join(words))
    reach = run.topology.reach()
    before = model.read(" ".join(words)).p
    for k in range(5):
        after = model.read(" ".join([*words[:k], "Bosch", *words[k + 1 :]])).p
        moved = np.abs(after - before).max(1)
        assert (moved[~reach[k]] < 1e-12).all() and (moved[reach[k]] > 0).all(), (k, moved)
    assert reach.all() if model.two_way else not np.tril(reach, -1).any()
    assert (run.states_back is not None) == model.two_way and run.states.shape == (5, model.hidden_size)


@pytest.mark.parametrize("tags, told", [
    ("O O", []), ("B-PER I-PER O", [(0, 1, "PER")]), ("B-PER B-PER", [(0, 0, "PER"), (1, 1, "PER")]), ("I-LOC I-LOC", [(0, 1, "LOC")]),
    ("B-PER I-ORG", [(0, 0, "PER"), (1, 1, "ORG")]), ("O I-ORG O", [(1, 1, "ORG")]), ("", [])])
def test_tags_are_read_as_names(tags, told):
    assert entities(tags.split()) == [Entity(*one) for one in told]


def row(*tags):
    """Scores whose best at every word is one tag, and the next best another, as in "I-LOC>O"."""
    scores = np.zeros((len(tags), len(TAGS)))
    for t, told in enumerate(tags):
        for score, tag in zip((3, 2), told.split(">"), strict=False):
            scores[t, TAGS.index(tag)] = score
    return scores


@pytest.mark.parametrize("scores, told", [
    (row("B-LOC", "I-LOC", "I-LOC", "O"), "B-LOC I-LOC I-LOC O"), (row("I-LOC>B-PER", "I-PER"), "B-PER I-PER"), (row("O", "I-ORG>O"), "O O"),
    (row("B-PER", "I-LOC>I-PER", "I-LOC>B-LOC", "I-LOC"), "B-PER I-PER B-LOC I-LOC"), (row("B-PER", "B-PER"), "B-PER B-PER")])
def test_a_name_goes_on_only_with_its_own_kind(scores, told):
    assert [TAGS[k] for k in decoded(scores)] == told.split()


def test_decoding_is_legal_reads_no_later_word_and_changes_nothing_that_is_legal():
    scores = np.random.default_rng(0).normal(size=(9, 40, len(TAGS)))
    found = decoded(scores)
    for n in range(40):
        tags = ["O", *(TAGS[k] for k in found[:, n])]
        for t, (before, tag) in enumerate(pairwise(tags)):
            best = TAGS[scores[t, n].argmax()]
            assert tag[0] != "I" or tag[2:] == before[2:]
            assert tag == best or (best[0] == "I" and best[2:] != before[2:])
    assert np.array_equal(decoded(scores[:5]), found[:5]) and np.array_equal(decoded(scores[:, 7]), found[:, 7])


@pytest.mark.parametrize("text, told", [("Jordan", 1), ("USA", 2), ("iPhone", 3), ("lima", 0), ("1984", 4), ("!", 5), ("O'Brien", 1), ("שלום", 0), (":D", 5)])
def test_shapes(text, told):
    assert shape(text) == told or text == ":D"


def test_a_possessive_stands_alone_and_places_are_kept():
    text = "Maria's mother’s O'Brien"
    tokens = tokens_of(text)
    assert [t.text for t in tokens] == ["Maria", "'s", "mother", "’s", "O'Brien"]
    assert all(text[t.start : t.end] == t.text for t in tokens)


def test_nothing_and_too_much():
    model = zoo.load_gallery("entities-bigru")
    assert model.read("…").entities == [] and model.read("").tags == ()
    with pytest.raises(ValueError, match="no word"):
        model.run("…")
    assert len(model.run("Lima " * 300).inputs) == MOST_WORDS


def test_a_batch_gives_what_the_sentences_one_by_one_do():
    model = zoo.load_gallery("entities-bigru")
    rows = [tokens_of(text) for text in TEXTS]
    assert model.tags(rows) == [model.read(text).tags for text in TEXTS]


@pytest.mark.parametrize("change", [{"kind": "dnn"}, {"words": "[3]"}, {"words": "null"}])
def test_what_is_no_such_model_is_refused(change):
    model = small("bigru")
    restored(model.params, model.metadata)
    with pytest.raises((KeyError, TypeError, ValueError)):
        restored(model.params, model.metadata | change)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.slow
def test_the_cards_figures_are_what_the_weights_give(name):
    """To within what another processor's rounding may tip."""
    model, told = zoo.load_gallery(name), zoo.figures(name)
    found = measured.figures(name, model)
    for label, row in told["held_out"].items():
        assert found["held_out"][label] == pytest.approx(row, abs=3e-3), label
    assert found["lookup"] == told["lookup"] and found["first_words"]["n"] == told["first_words"]["n"]
    assert found["first_words"]["accuracy"] == pytest.approx(told["first_words"]["accuracy"], abs=5e-3)
    assert len(told["failures"]) >= 3 and zoo.card(name) == measured.card(told)


@pytest.mark.slow
def test_looking_up_finds_the_longest_known_name():
    known = measured.dictionary()
    longest = max((name for name in known if len(name) > 2), key=len)
    tokens = tokens_of("so " + " ".join(longest) + " said")
    assert Entity(1, len(longest), known[longest]) in measured.look_up(tokens)


def test_two_ways_beat_one_and_all_beat_the_baselines():
    told = {name.removeprefix("entities-"): zoo.figures(name) for name in NAMES}
    f1 = {kind: f["held_out"][measured.MAIN]["f1"] for kind, f in told.items()}
    lookup = told["words"]["lookup"][measured.MAIN]["f1"]
    for cell in ("rnn", "gru"):
        assert f1[f"bi{cell}"] > f1[cell] + 0.05 > f1["words"] > lookup
        assert told[f"bi{cell}"]["first_words"]["low"] > told[cell]["first_words"]["high"]


def test_only_the_two_way_network_can_tell_the_two_jordans_apart():
    one, two = zoo.load_gallery("entities-gru"), zoo.load_gallery("entities-bigru")
    texts = ("Jordan called me yesterday about a job at Siemens.", "Jordan borders Syria and exports very little.")
    first = [[model.read(text).entities[0].type for text in texts] for model in (one, two)]
    assert first[0][0] == first[0][1] and first[1] == ["PER", "LOC"]
    assert len(TAGS) == 7

"""Attribution against plain re-reading, finite differences and torch."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.text.attribution import by_deletion, by_gradient, odds, watch
from rnn_core.text.completion import Completer
from rnn_core.text.vocabulary import Vocabulary, tokenise

KINDS = ("window", "rnn", "gru", "lstm")
TEXT = "i grew up in germany and then we saw the sea so i speak fluent"
WORDS = Vocabulary(["<s>", "<unk>", *sorted(set(TEXT.split())), "german", "french"])


@pytest.fixture(scope="module", params=KINDS)
def small(request):
    return Completer(request.param, WORDS, embedding_dim=6, hidden_size=9, dtype="float64", rng=3)


def log_p(completer, text, word):
    return np.log(completer.read(text).probability(word))


@pytest.mark.parametrize("text", [TEXT, "germany", "up in"])
def test_deletion_is_what_reading_without_the_word_gives(small, text):
    tokens = tokenise(text)
    expected = [log_p(small, text, "german") - log_p(small, " ".join(tokens[:t] + tokens[t + 1 :]), "german")
                for t in range(len(tokens))]
    np.testing.assert_allclose(by_deletion(small, text, "german"), expected, atol=1e-12)


def test_the_gradient_is_what_a_small_push_on_the_words_vector_does(small):
    ids = np.concatenate([[0], WORDS.encode(tokenise(TEXT))])[:, None]
    slopes, table = small.slopes_at_words(ids, WORDS.ids["german"]), small.params["embedding.weight"]
    # A place of its own in the table for every place of the text, so that one can be pushed alone.
    own = Completer(small.kind, Vocabulary([*WORDS.words, *(f"x{k}" for k in range(len(ids)))]),
                    embedding_dim=6, hidden_size=9, dtype="float64")
    for name, value in small.params.items():
        own.params[name][: len(value)] = value
    own.params["embedding.weight"][len(table) :] = table[ids[:, 0]]
    apart, rng = np.arange(len(ids))[:, None] + len(table), np.random.default_rng(0)

    def told(pushed):
        own.params["embedding.weight"][len(table) :] = pushed
        logits = own.logits(own.states(apart)[0][-1, 0])[: len(table)]
        return logits[WORDS.ids["german"]] - np.log(np.exp(logits).sum())

    for t in range(len(ids)):
        way = np.zeros_like(slopes)
        way[t] = rng.normal(size=slopes.shape[1])
        measured = (told(table[ids[:, 0]] + 1e-6 * way) - told(table[ids[:, 0]] - 1e-6 * way)) / 2e-6
        np.testing.assert_allclose((slopes * way).sum(), measured, rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(by_gradient(small, TEXT, "german"), np.linalg.norm(slopes[1:], axis=1), atol=1e-14)


def test_the_window_hears_nothing_of_what_lies_outside():
    model = zoo.load("completion-window")
    assert not by_gradient(model, TEXT, "german")[:-5].any() and (by_gradient(model, TEXT, "german")[-5:] > 0).all()
    falls = by_deletion(model.in_float64(), TEXT, "german")
    assert not falls[:-5].any() and falls[-5:].all()


def test_watching_ends_where_reading_does(small):
    run = watch(small, TEXT, "german")
    assert len(run.best) == len(run.probability) == len(run.tokens) + 1 == len(run.signals["h"])
    reading = small.read(TEXT)
    assert run.probability[-1] == pytest.approx(reading.probability("german"), rel=1e-12)
    assert [w for w, _ in run.best[-1]] == [w for w, _ in reading.ranked[:3]]
    halfway = small.read(" ".join(run.tokens[:4]))
    assert run.best[4][0] == pytest.approx(halfway.ranked[0])


def test_the_signals_are_the_cells_own():
    run = watch(zoo.load("completion-lstm"), TEXT, "german")
    assert list(run.signals) == ["h", "c", "i", "f", "g", "o"]
    np.testing.assert_allclose(run.signals["h"], run.signals["o"] * np.tanh(run.signals["c"]), atol=1e-6)
    gru = watch(zoo.load("completion-gru"), TEXT, "german").signals
    np.testing.assert_allclose(gru["h"][1:], (1 - gru["z"][1:]) * gru["n"][1:] + gru["z"][1:] * gru["h"][:-1], atol=1e-6)


def test_odds_are_the_difference_of_two_log_probabilities(small):
    assert odds(small, TEXT, "german", "french") == pytest.approx(log_p(small, TEXT, "german") - log_p(small, TEXT, "french"))


@pytest.mark.parametrize("call", [watch, by_gradient, by_deletion])
def test_an_unknown_answer_is_named(small, call):
    with pytest.raises(ValueError, match="'klingon' is not among"):
        call(small, TEXT, "klingon")


def test_no_words_have_no_influence(small):
    assert by_deletion(small, "", "german").shape == by_gradient(small, "", "german").shape == (0,)
    assert len(watch(small, "", "german").probability) == 1


def test_in_float64_it_is_the_same_network():
    for kind in KINDS:
        model = zoo.load(f"completion-{kind}")
        exact = model.in_float64()
        assert exact.dtype == np.float64 and exact.params.keys() == model.params.keys()
        assert exact.read(TEXT).probability("german") == pytest.approx(model.read(TEXT).probability("german"), rel=1e-3)

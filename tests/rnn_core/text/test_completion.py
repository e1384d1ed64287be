import numpy as np
import pytest

from rnn_core.text.completion import KINDS, WINDOW, Batch, Completer
from rnn_core.text.vocabulary import Vocabulary

WORDS = Vocabulary(["<s>", "<unk>", *"abcdefg"])


def batch(rng, steps=6, rows=3):
    ids = rng.integers(0, len(WORDS), (steps + 1, rows))
    return Batch(ids, rng.uniform(0, 2, (steps, rows)) * (rng.random((steps, rows)) < 0.6))


@pytest.mark.parametrize("kind", KINDS)
def test_slopes_are_finite_differences_along_random_directions(kind):
    rng = np.random.default_rng(0)
    completer, given = Completer(kind, WORDS, embedding_dim=4, hidden_size=5, dtype=np.float64, rng=1), batch(rng)
    _, grads = completer.loss_and_grads(given)
    assert list(grads) == list(completer.params)
    for name, value in completer.params.items():  # one parameter at a time: none may hide behind another
        start, direction, losses = value.copy(), rng.normal(size=value.shape), []
        for eps in (1e-6, -1e-6):
            value[...] = start + eps * direction
            losses.append(completer.loss_and_grads(given)[0])
        value[...] = start
        assert (losses[0] - losses[1]) / 2e-6 == pytest.approx((grads[name] * direction).sum(), rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize("kind", KINDS)
def test_probabilities_are_a_distribution_and_ranked(kind):
    reading = Completer(kind, WORDS, hidden_size=6, rng=1).read("a b zz c zz")
    assert reading.tokens == ("a", "b", "zz", "c", "zz") and reading.unknown == ("zz",)
    assert reading.probabilities.sum() == pytest.approx(1, abs=1e-12)
    values = [p for _, p in reading.ranked]
    assert values == sorted(values, reverse=True) and len(values) == len(WORDS) - 2
    assert sum(values) + reading.outside + reading.probabilities[0] == pytest.approx(1, abs=1e-12)
    assert reading.probability("c") == dict(reading.ranked)["c"] and reading.probability("zz") is None


@pytest.mark.parametrize("kind", KINDS)
def test_reading_one_and_answering_many_agree(kind):
    completer = Completer(kind, WORDS, hidden_size=6, rng=2)
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice(list("abcdefg"), rng.integers(0, 12))) for _ in range(40)]
    assert completer.answers(texts, batch=7) == [completer.read(text).ranked[0][0] for text in texts]


def test_the_window_sees_so_many_words_and_the_others_all():
    near, far = "a " + "b " * (WINDOW - 1), "a " + "b " * WINDOW
    for kind in KINDS:
        completer = Completer(kind, WORDS, hidden_size=6, rng=3)

        def differs(text, completer=completer):
            return not np.array_equal(completer.read(text).probabilities,
                                      completer.read("c" + text[1:]).probabilities)

        assert differs(near)
        assert differs(far) == (kind != "window")


def test_a_long_text_is_read_from_its_end_and_says_so():
    completer = Completer("gru", WORDS, hidden_size=6)
    reading = completer.read("a " * 450)
    assert (len(reading.tokens), reading.dropped) == (400, 50)
    assert completer.read("").dropped == 0 and completer.read("").tokens == ()


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match="window, rnn, gru, lstm; got 'elman'"):
        Completer("elman", WORDS)

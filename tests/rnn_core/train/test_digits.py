"""The training of the readers: choices by the search alone, trainings that repeat, baselines that are what they say."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery import images
from rnn_core.train import digits
from rnn_core.train.model_selection import searched


def test_the_choice_is_the_best_of_the_search():
    assert set(searched("digits")) == set(digits.KINDS)
    for kind, found in searched("digits").items():
        assert set(map(float, found["rates"])) >= set(digits.RATES) and set(map(int, found["seeds"])) == set(digits.SEEDS)
        rates = [float(rate) for rate, reached in found["rates"].items() if reached is not None]
        assert min(rates) < found["lr"] < max(map(float, found["rates"])), f"{kind}: the best rate lies at the edge"
        assert found["rates"][str(found["lr"])] == min(found["rates"].values()), kind
        assert found["seeds"][str(found["seed"])] == min(found["seeds"].values()), kind
        told = zoo.figures(f"digits-{kind}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])


@pytest.mark.parametrize("kind", digits.KINDS)
@pytest.mark.slow
def test_a_training_learns(kind, monkeypatch):
    """From pictures as they are; varied ones take longer."""
    monkeypatch.setattr(digits, "varied", lambda pictures, rng: pictures)
    losses = [now.loss for now in digits.run(digits.new(kind, 3), searched("digits")[kind]["lr"], 3, steps=150)]
    assert np.mean(losses[-5:]) < 0.8 * losses[0]


@pytest.mark.parametrize("kind", digits.KINDS)
@pytest.mark.slow
def test_a_training_repeats_to_the_last_bit(kind):
    finals = []
    for _ in range(2):
        model = digits.new(kind, 3)
        losses = [now.loss for now in digits.run(model, 8e-3, 3, steps=20)]
        finals.append((losses, {name: value.copy() for name, value in model.params.items()}))
    assert finals[0][0] == finals[1][0]
    for name, value in finals[0][1].items():
        np.testing.assert_array_equal(value, finals[1][1][name])


def test_no_test_picture_is_ever_trained_on(monkeypatch):
    seen = set()
    monkeypatch.setattr(digits, "varied", lambda pictures, rng: [seen.add(images.code(p)) for p in pictures] and pictures)
    for _ in digits.run(digits.new("feedforward", 0), 1e-3, 0, steps=120):
        pass
    tested = {images.code(p) for p in images.part("test")[0]}
    assert 1300 <= len(seen) <= 1347 + digits.FORMS and not seen & tested


def test_all_four_have_about_as_many_parameters():
    sizes = [digits.new(kind, 0).size for kind in digits.KINDS]
    assert max(sizes) / min(sizes) < 1.06


def test_the_choice_weighs_all_conditions_and_the_everyday_drawings(monkeypatch):
    given = []
    monkeypatch.setattr(digits, "loss", lambda model, pictures, labels: given.append((len(pictures), len(labels))) or len(given))
    count = len(digits.CONDITIONS) + 1
    assert digits.score(None) == (count + 1) / 2
    assert all(pictures == labels for pictures, labels in given)
    assert given[1][0] == 1600 and given[-1][0] == len(digits.drawings("development")[2])


def test_the_last_quarter_shares_no_picture_with_the_rest():
    (first, _), (last, labels) = digits.others()
    assert len(labels) == 450 and not {images.code(p) for p in first} & {images.code(p) for p in last}


def test_shuffling_keeps_every_pixel():
    pictures, _ = images.part("test")
    other = digits.shuffled(pictures)
    assert (other != pictures).any()
    np.testing.assert_array_equal(np.sort(other.reshape(450, -1)), np.sort(pictures.reshape(450, -1)))

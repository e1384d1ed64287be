"""The training of the readers: choices by the search alone, trainings that repeat, baselines that are what they say."""

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.gallery import images
from rnn_core.train import digits
from rnn_core.train.digits import logistic
from rnn_core.train.model_selection import searched
from rnn_core.train.rare_digits import drawn


def test_the_choice_is_the_best_of_the_search():
    assert set(searched("digits")) == set(digits.KINDS)
    for kind, found in searched("digits").items():
        assert set(map(float, found["rates"])) == set(digits.RATES) and set(map(int, found["seeds"])) == set(digits.SEEDS)
        assert found["rates"][str(found["lr"])] == min(found["rates"].values()), kind
        assert found["seeds"][str(found["seed"])] == min(found["seeds"].values()), kind
        told = zoo.figures(f"digits-{kind}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])


@pytest.mark.parametrize("kind", digits.KINDS)
@pytest.mark.slow
def test_a_training_learns(kind):
    losses = [now.loss for now in digits.run(digits.new(kind, 3), 8e-3, 3, steps=150)]
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
    monkeypatch.setattr(images, "warped", lambda pictures, rng: [seen.add(images.code(p)) for p in pictures] and pictures)
    for _ in digits.run(digits.new("feedforward", 0), 1e-3, 0, steps=60):
        pass
    tested = {images.code(p) for p in images.part("test")[0]}
    assert 1347 <= len(seen) <= 1747 and not seen & tested


def test_rare_forms_are_what_they_are_called():
    pictures, labels = drawn(40, np.random.default_rng(1))
    assert list(labels[:4]) == [1, 7, 1, 7] and pictures.min() == 0 and pictures.max() == 1
    np.testing.assert_array_equal(pictures, drawn(40, np.random.default_rng(1))[0])
    seven, one = pictures[labels == 7].mean(0), pictures[labels == 1].mean(0)
    assert seven[0, 2:6].mean() > 0.5 and seven[7, 5:].max() < 0.1  # a roof, no floor
    assert one[7, 2:6].mean() > 0.5 and one[0, :2].max() < 0.1  # a floor, no roof


def test_all_four_have_about_as_many_parameters():
    sizes = [digits.new(kind, 0).size for kind in digits.KINDS]
    assert max(sizes) / min(sizes) < 1.06


def test_the_last_quarter_shares_no_picture_with_the_rest():
    (first, _), (last, labels) = digits.others()
    assert len(labels) == 450 and not {images.code(p) for p in first} & {images.code(p) for p in last}


def test_shuffling_keeps_every_pixel():
    pictures, _ = images.part("test")
    other = digits.shuffled(pictures)
    assert (other != pictures).any()
    np.testing.assert_array_equal(np.sort(other.reshape(450, -1)), np.sort(pictures.reshape(450, -1)))


def test_logistic_regression_stands_where_its_loss_is_flat():
    """Its slopes, by torch, of the loss it says it makes smallest."""
    import torch

    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(200, 6)), rng.integers(0, 3, 200)
    x[np.arange(200), labels] += 1.5
    predict = logistic(x, labels, strength=0.5)
    held = dict(zip(predict.__code__.co_freevars, (cell.cell_contents for cell in predict.__closure__), strict=True))["params"]
    W, b = (torch.tensor(held[name], requires_grad=True) for name in "Wb")
    loss = torch.nn.functional.cross_entropy(torch.from_numpy(x) @ W + b, torch.from_numpy(labels), reduction="sum") + (W * W).sum()
    loss.backward()
    assert W.grad.abs().max() < 0.05 and b.grad.abs().max() < 0.05
    assert (predict(x) == labels).mean() > 0.75

"""What is said of a reader of digits: baselines that are what they say, and which answers are called unsure."""

import numpy as np

from rnn_core import zoo
from rnn_core.gallery import images
from rnn_core.gallery.digits import LEAD, lead
from rnn_core.train import digit_figures
from rnn_core.train.digit_figures import logistic


def test_a_lead_is_the_first_before_the_second():
    np.testing.assert_allclose(lead(np.array([[0.1, 0.6, 0.3], [0.25, 0.5, 0.25]])), [0.3, 0.25])


def test_unsure_answers_are_seldom_right_and_the_others_nearly_always():
    told = digit_figures.unsure(zoo.load_gallery("digits-gru"))
    assert LEAD == 0.5 and told == zoo.figures("digits-gru")["unsure"]
    assert told["share"] < 0.1 and told["right"] < 0.75 and told["others_right"] > 0.97


def test_failures_are_wrong_answers_and_their_pictures_are_kept():
    model = zoo.load_gallery("digits-feedforward")
    found = digit_figures.failures(model)
    assert [row["is"] for row in found[-3:]] == ["no digit"] * 3 and not any("picture" in row for row in found[-3:])
    for row in found:
        assert model.read(images.parse(row["code"])[None])[-1].argmax() == row["said"] != row["is"]


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

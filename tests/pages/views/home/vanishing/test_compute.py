import numpy as np
import pytest
import torch

from pages.views.home.vanishing import compute, text
from rnn_core.gradients import gradient_flow
from rnn_core.torch_models import twin

TEXT = "i grew up in germany , so i 'm fluent in"


def test_what_is_left_is_what_torch_finds():
    words = len(TEXT.split())
    flow = gradient_flow("rnn", inputs="sentence", sentence=TEXT, length=words)
    net, h, states = twin(flow.network).double(), torch.zeros(1, 1, 32, dtype=torch.float64), []
    for x in torch.tensor(flow.inputs):
        _, h = net(x[None, None], h)
        h.retain_grad()
        states.append(h)
    (h[0, 0] @ torch.tensor(flow.readout)).backward()
    sizes = np.array([float(state.grad.norm()) for state in states])[::-1]
    left, factor = compute.left("rnn", TEXT, words)
    np.testing.assert_allclose(left, sizes / sizes[0], rtol=1e-9)
    assert factor == pytest.approx((sizes[-1] / sizes[0]) ** (1 / (words - 1)))


def test_farther_back_less_is_left():
    left, _ = compute.left("rnn", TEXT, 21)
    assert left[20] < 1e-4 and left[20] < left[10] < left[5] < 1


def test_sizes_are_told_in_words():
    assert [text.one_in(share) for share in (1, 0.52, 0.1, 0.07, 0.00052, 2.5e-6)] == [
        "100 %", "52 %", "10 %", "1 part in 14", "1 part in 1,900", "1 part in 400,000"]


@pytest.mark.parametrize("share, right", [(0.3, "more than a tenth"), (0.01, "about a hundredth"), (1e-5, "less than a thousandth")])
def test_the_right_option_is_the_measured_one(share, right):
    options, place = text.options(share)
    assert options[place - 1] == right

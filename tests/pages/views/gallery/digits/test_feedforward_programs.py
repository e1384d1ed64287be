"""The few lines of PyTorch are the network that the page shows."""

import numpy as np

from pages.views.gallery.digits import compute, feedforward_programs
from rnn_core import zoo
from rnn_core.gallery import images


def test_the_pytorch_lines_are_this_network():
    import torch

    made = {}
    exec(feedforward_programs.PYTORCH, made)
    twin, model = made["Whole"](), zoo.load_gallery("digits-feedforward")
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in model.params.items()})
    held, _ = images.part("test")
    np.testing.assert_allclose(torch.softmax(twin(torch.from_numpy(held[:9])), -1).detach().numpy(), model.read(held[:9])[0], atol=1e-5)
    assert compute.at_once(images.code(held[0]), False).states.shape == (1, 540)

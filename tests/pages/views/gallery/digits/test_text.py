"""A digit in sentences: when an answer settles; and the few lines of PyTorch are the network that the page shows."""

import numpy as np

from pages.common import links
from pages.views.gallery.digits import compute, text
from rnn_core import zoo
from rnn_core.gallery import images
from tests.app import captions, visit

DRAWN = "006eg50002ggg70002fgf200006gf70000ea6g3001g30g7000abbf30003eg600"


def test_the_row_at_which_an_answer_settles_is_right():
    runs = compute.by_rows(DRAWN)
    told = text.settling(runs)
    for cell, name in (("rnn", "RNN"), ("gru", "GRU"), ("lstm", "LSTM")):
        said = [best[0][0] for best in runs[cell].outputs]
        first = next(t for t in range(8) if set(said[t:]) == {said[-1]})
        assert f"{name} says {said[-1]} from row {first + 1} on" in told
    assert told in captions(visit("pages/gallery.py", room=links.SEQUENCES, digit_drawn=DRAWN))


def test_the_pytorch_lines_are_this_network():
    import torch

    made = {}
    exec(text.PYTORCH, made)
    twin, model = made["Whole"](), zoo.load_gallery("digits-feedforward")
    twin.load_state_dict({name: torch.from_numpy(value) for name, value in model.params.items()})
    held, _ = images.part("test")
    np.testing.assert_allclose(torch.softmax(twin(torch.from_numpy(held[:9])), -1).detach().numpy(), model.read(held[:9])[0], atol=1e-5)
    assert compute.at_once(images.code(held[0]), False).states.shape == (1, 540)

"""The flow in a trained completer, on a visitor's sentence."""

import numpy as np
import pytest
import torch

from rnn_core import zoo
from rnn_core.gradients.trained import on_text
from rnn_core.torch_models import twin

CELLS = ("rnn", "gru", "lstm")
every_cell = pytest.mark.parametrize("cell", CELLS)


@every_cell
def test_the_flow_in_a_trained_completer_is_autograds(cell):
    completer = zoo.load(f"completion-{cell}")
    text = "i grew up in germany so i speak fluent"
    flow, words, answer = on_text(completer, text)
    assert words == ["start", *text.split()] and answer == completer.read(text).ranked[0][0]
    module = twin(flow.network)
    x = torch.tensor(flow.inputs[:, None], requires_grad=True)
    h = module(x)[0][-1, 0]
    p = {name: torch.tensor(value, dtype=torch.float64) for name, value in completer.params.items()}
    logits = (p["projection.weight"] @ h + p["projection.bias"]) @ p["embedding.weight"].T + p["decoder.bias"]
    torch.log_softmax(logits, -1)[completer.vocabulary.ids[answer]].backward()
    np.testing.assert_allclose(10.0 ** flow.log10("input"), np.linalg.norm(x.grad.numpy()[:, 0], axis=1), rtol=1e-6)  # the readouts come from float32 logits

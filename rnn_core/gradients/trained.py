"""The gradient inside a trained completer, on any text.

    flow, words, answer = on_text(zoo.load("completion-lstm"), "i grew up in germany … so i speak fluent")

L_n is log p(w) of the word w that the network itself finds most probable after n words, so ∂L_n/∂h_n is
∂ log p(w)/∂h_n.  Measured in float64 on the weights as they are shipped.
"""

import numpy as np

from rnn_core.gradients.measure import LAST, Flow
from rnn_core.nn.losses import softmax
from rnn_core.text.completion import LONGEST, Completer
from rnn_core.text.vocabulary import tokenise


def on_text(completer: Completer, text: str, *, loss: str = LAST, dtype: str = "float64") -> tuple[Flow, list[str], str]:
    """The flow, the words read (first the mark of the start), and the word w after the last of them."""
    words = tokenise(text)[-LONGEST:]
    ids = np.concatenate([[0], completer.vocabulary.encode(words)]).astype(np.int64)
    p = {name: value.astype(np.float64) for name, value in completer.params.items()}
    net = type(completer.net)(completer.net.input_size, completer.net.hidden_size, dtype=dtype)
    net.load_state_dict({name: value.astype(dtype) for name, value in completer.net.params.items()})
    x = p["embedding.weight"][ids]
    h = net(x[:, None].astype(dtype))[0][:, 0].astype(np.float64)
    logits = completer.logits(h)
    best = 2 + logits[:, 2:].argmax(1)
    slopes = -softmax(logits)
    slopes[np.arange(len(ids)), best] += 1
    readouts = slopes @ p["embedding.weight"] @ p["projection.weight"]
    return Flow.of(net, x, readouts, loss), ["start", *words], completer.vocabulary.words[int(best[-1])]

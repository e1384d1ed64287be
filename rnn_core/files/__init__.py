"""Networks from the files that people have: .safetensors, .npz, .pt and .pth, .keras, .weights.h5, .h5, .onnx.

    from rnn_core import load_network

    network = load_network("model.h5")           # or bytes, or an open file
    network.architecture                         # what it is
    network.gates(x)["lstm.f"]                   # what it does: x (steps, batch, features)

What the file says of itself is believed: order, direction, activations, biases, merging.  What cannot be computed is refused by
name, and nothing in a file is ever executed: no pickle, no Lambda layer, no custom class; links to other files are not followed, and
an array that claims more than a sound file could hold is not made.  Raises Unreadable, one line with a remedy.
"""

from rnn_core.files.layer import Layer
from rnn_core.files.network import Network, Other, Run, Slopes, Stack
from rnn_core.files.open import load_network
from rnn_core.files.refusals import Unreadable
from rnn_core.files.writing import Written, convert, converted

__all__ = ["Layer", "Network", "Other", "Run", "Slopes", "Stack", "Unreadable", "Written", "convert", "converted", "load_network"]

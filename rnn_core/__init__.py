"""Recurrent networks you can read: NumPy alone, torch.nn's names throughout, exact gradients."""

from typing import TYPE_CHECKING, Any

from rnn_core import _moved  # noqa: F401  (former module names)
from rnn_core.gradients import Flow, gradient_flow
from rnn_core.nn.layers import GRU, LSTM, RNN
from rnn_core.nn.traces import Grads, Trace

if TYPE_CHECKING:
    from rnn_core.files import Network


def load_network(file: Any, name: str | None = None, **assumed: Any) -> "Network":
    """The network in a file of PyTorch, Keras or an ONNX exporter: see rnn_core.files, which is loaded when this is called."""
    from rnn_core.files.open import load_network as load

    return load(file, name, **assumed)


__all__ = ["GRU", "LSTM", "RNN", "Flow", "Grads", "Trace", "gradient_flow", "load_network"]

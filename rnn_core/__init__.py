"""Recurrent networks you can read: NumPy alone, torch.nn's names throughout, exact gradients."""

from rnn_core import _moved  # noqa: F401  (former module names)
from rnn_core.files import load_network
from rnn_core.gradients import Flow, gradient_flow
from rnn_core.nn.layers import GRU, LSTM, RNN
from rnn_core.nn.traces import Grads, Trace

__all__ = ["GRU", "LSTM", "RNN", "Flow", "Grads", "Trace", "gradient_flow", "load_network"]

"""Recurrent networks you can read: NumPy alone, torch.nn's names throughout, exact gradients."""

from rnn_core.flow import Flow, gradient_flow
from rnn_core.layers import GRU, LSTM, RNN
from rnn_core.traces import Grads, Trace

__all__ = ["GRU", "LSTM", "RNN", "Flow", "Grads", "Trace", "gradient_flow"]

"""Keras's arrays under plain names: lstm/lstm_cell/kernel, lstm/recurrent_kernel, … """

from collections.abc import Mapping

from rnn_core.files.layer import Array
from rnn_core.files.network import Stack


def keras_stacks(arrays: Mapping[str, Array], assumed: Mapping[str, str]) -> tuple[tuple[Stack, ...], list[str]]:
    return (), []

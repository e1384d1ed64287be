"""Three networks to open when one has none at hand, each in a form that people have."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rnn_core.files.open import load_network
from rnn_core.files.writing import converted

HERE = Path(__file__).parent
ZOO = HERE.parent / "zoo"


@dataclass(frozen=True)
class Example:
    """file: its name; what: one sentence on where it comes from; read: makes its bytes."""

    file: str
    what: str
    read: Callable[[], bytes]


def _digits() -> bytes:
    return converted(load_network(ZOO / "digits-gru.safetensors"), "digit_reader.keras").data


EXAMPLES = {
    "forecaster": Example("forecaster.safetensors", "An LSTM of 10 units that was trained here to foretell a series, as PyTorch saves it.",
                          lambda: (ZOO / "series-lstm.safetensors").read_bytes()),
    "digit reader": Example("digit_reader.keras", "A GRU that was trained here to read digits row by row, written as a Keras model.", _digits),
    "two layers": Example("two_layers.h5", "Two stacked LSTMs in a file that Keras 2 wrote. Their weights are random: nobody trained them.",
                          lambda: (HERE / "keras2-two-layers.h5").read_bytes()),
}

"""Weights put into a network, and what does not fit told with the layer's name."""

from collections.abc import Mapping

from rnn_core.files.layer import Array
from rnn_core.files.refusals import Unreadable
from rnn_core.nn.layers import Recurrent


def loaded(label: str, net: Recurrent, weights: Mapping[str, Array]) -> Recurrent:
    """The network with these weights, in its own dtype.  Raises Unreadable."""
    try:
        net.load_state_dict({name: value.astype(net.dtype) if value.dtype.kind == "f" else value for name, value in weights.items()})
    except (ValueError, KeyError, TypeError) as error:
        spoiled = "NaN" in str(error)
        raise Unreadable(f"{label}: {error}" + ("; take a checkpoint from before the training went wrong" if spoiled else "")) from error
    return net

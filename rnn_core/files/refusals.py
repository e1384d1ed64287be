"""What is refused, in one line: what the file is, and what to do instead."""

from rnn_core.nn.safetensors import DamagedFile


class Unreadable(DamagedFile):
    """A file that cannot be read as a recurrent network, or holds what cannot be computed; the message names it and the remedy."""


LARGEST = 1 << 30  # bytes of a file, and of all its arrays
ROOM = 8 << 20  # bytes that even the smallest file may expand to
EXPANSION = 40  # times its own size that a larger one may


def check_expansion(size: int, claimed: int, what: str) -> None:
    """Refuses arrays of `claimed` bytes in a file of `size` bytes, before anything of that size is made."""
    if claimed > min(LARGEST, max(ROOM, EXPANSION * size)):
        raise Unreadable(f"{what} claims {claimed / 1e6:,.0f} MB in a file of {size / 1e6:.3g} MB: more than is believed "
                         f"({EXPANSION} times the file, at most {LARGEST >> 30} GB); save the weights without compression")

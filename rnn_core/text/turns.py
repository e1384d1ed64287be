"""Taking turns: long computations of many visitors in one process, one burst at a time, first come first served.

    with turns.mine():
        ...                     # a burst of a tenth of a second; then others' turn, and everybody's short requests

Without it ten trainings would each take the interpreter from an eleventh visitor, who wants a single answer; with it
they share what one would take.  A lock of the standard library is not fair: who gives it back may take it again at once.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

_waiting: deque[threading.Lock] = deque()  # the first of them has the turn
_door = threading.Lock()


@contextmanager
def mine() -> Iterator[int]:
    """Wait for one's turn; yields how many wait behind."""
    ticket = threading.Lock()
    with _door:
        _waiting.append(ticket)
        if len(_waiting) > 1:
            ticket.acquire()
    ticket.acquire()  # at once when it was free; else released by whoever had the turn before
    try:
        yield len(_waiting) - 1
    finally:
        with _door:
            _waiting.popleft()
            if _waiting:
                _waiting[0].release()

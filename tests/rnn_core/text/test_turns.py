"""First come, first served, one at a time."""

import threading
import time

import pytest

from rnn_core.text import turns


def test_turns_go_round_and_never_overlap():
    order, inside = [], []

    def visitor(name):
        for _ in range(5):
            with turns.mine():
                inside.append(name)
                assert len(inside) == 1
                order.append(name)
                time.sleep(0.004)
                inside.remove(name)

    threads = [threading.Thread(target=visitor, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(order) == 20
    middle = order[4:16]  # once all have come, each is served again only after the three others
    assert all(set(middle[k : k + 4]) == set("abcd") for k in range(len(middle) - 3)), order


def test_a_failure_gives_the_turn_on():
    with pytest.raises(ZeroDivisionError), turns.mine():
        raise ZeroDivisionError
    with turns.mine() as waiting:
        assert waiting == 0

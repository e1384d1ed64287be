"""The round's order and its score."""

from pages.views.code.bugs import compute


def test_the_first_answer_counts():
    session = {}
    assert compute.first_answer(session, "a", False) is False and compute.first_answer(session, "a", True) is False
    compute.first_answer(session, "b", True)
    assert compute.score(session) == (2, 1) and compute.score({}) == (0, 0)


def test_the_round_goes_around():
    count = len(compute.bugs())
    assert compute.neighbour(count - 1, 1) == 0 and compute.neighbour(0, -1) == count - 1

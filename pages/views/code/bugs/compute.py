"""The programs of the round, and how the visitor has done in it so far."""

from functools import lru_cache
from typing import Any

from rnn_core.frameworks.pitfalls import Bug, Pitfall, pitfalls


@lru_cache(maxsize=1)
def bugs() -> list[tuple[Pitfall, Bug]]:
    """The differences that come with a bug."""
    return [(pitfall, pitfall.bug) for pitfall in pitfalls() if pitfall.bug]


def neighbour(place: int, by: int) -> int:
    """The place `by` programs further, round and round."""
    return (place + by) % len(bugs())


def first_answer(session: Any, name: str, right: bool) -> bool:
    """Whether the first line that was chosen in this program was the wrong one."""
    return session.setdefault("bugs_answered", {}).setdefault(name, right)


def score(session: Any) -> tuple[int, int]:
    """How many programs were tried, and in how many the first choice was right."""
    answered = session.get("bugs_answered", {})
    return len(answered), sum(answered.values())

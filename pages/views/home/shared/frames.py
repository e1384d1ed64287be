"""A picture that one slider moves: a row of words, bars, and a sentence that says what is seen, frame by frame.

    frames.show([Frame(words, bars, say), …], at=0, label="Words in between", key="window", on_rest=…)

All frames go to the browser at once; while the slider moves, nothing is asked of the server.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from pages.common.components import component

CLUE, SEEN, NOW, UNREAD, PLAIN = "clue", "seen", "now", "unread", ""
mounted = component(__file__, '<div class="frames"></div>')


class Word(NamedTuple):
    text: str
    kinds: str = PLAIN  # several with blanks between
    tint: float = 0.0  # from 0 to 1: how full its colour is


class Bar(NamedTuple):
    name: str
    colour: str
    length: float  # from 0 to 1
    said: str


class Frame(NamedTuple):
    words: list[Word]
    bars: list[Bar]
    say: str


def show(frames: list[Frame], *, at: int, label: str, key: str, on_rest: Callable[[float], None], sides: tuple[str, str] | None = None,
         ends: tuple[str, str] = ("", "")) -> None:
    """`sides`: bars go from the middle to one of two sides, named so; `ends`: what stands at the slider's ends."""
    mounted(data=data(frames, label, sides, ends) | {"at": min(at, len(frames) - 1)}, key=key, slide=on_rest)


def data(frames: list[Frame], label: str, sides: tuple[str, str] | None, ends: tuple[str, str]) -> dict[str, Any]:
    found = {"label": label, "sides": list(sides or ()), "ends": list(ends),
             "frames": [{"words": [[w.text, w.kinds, round(w.tint, 3)] for w in f.words],
                         "bars": [[b.name, b.colour, round(b.length, 4), b.said] for b in f.bars], "say": f.say} for f in frames]}
    return found | {"stamp": hashlib.sha256(json.dumps(found).encode()).hexdigest()[:16]}

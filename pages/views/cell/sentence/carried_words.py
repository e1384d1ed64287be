"""A sentence to move along, and for each network what is left of one of its words: drawn in the browser on data sent once.

    carried_words.show(runs, tokens, word=5, said={…}, at=400, key="carried", on_rest=…, on_follow=…)
"""

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np

from pages.common.components import component
from pages.common.theme import NETWORKS
from rnn_core.gradients.carried import Carried

UNITS = 4
mounted = component(__file__, '<div class="carried-words"></div>')


def show(runs: dict[str, Carried], tokens: tuple[str, ...], word: int, said: dict[str, str], at: int, key: str,
         on_rest: Callable[[int], None], on_follow: Callable[[int], None]) -> None:
    """`word`: the place followed, counted from 1; `at`: how many words have been read."""
    mounted(data=data(runs, tokens, word, said) | {"at": at}, key=key, at=lambda k: on_rest(int(k)), follow=lambda k: on_follow(int(k)))


def data(runs: dict[str, Carried], tokens: tuple[str, ...], word: int, said: dict[str, str]) -> dict[str, Any]:
    stamp = hashlib.sha256("\0".join([str(word), *runs, *tokens]).encode()).hexdigest()[:16]
    return {"stamp": stamp, "words": list(tokens), "word": word, "panels": [panel(kind, run, word, said.get(kind, "")) for kind, run in runs.items()]}


def panel(kind: str, run: Carried, word: int, said: str) -> dict[str, Any]:
    """One network; lists begin at the word that is followed."""
    found = {"name": NETWORKS[kind][0], "colour": NETWORKS[kind][1], "said": said, "state": "c" if kind == "lstm" else "h",
             "letter": {"lstm": "f", "gru": "z"}.get(kind, ""), "total": rounded(run.share(run.total)),
             "rest": rounded(run.share(run.total - run.direct)), "direct": None, "gate": None, "units": []}
    if run.gate is None:
        return found
    units = [{"unit": unit, "left": rounded(run.direct[:, unit]), "holds": rounded(run.state[word:, unit]), "gate": rounded(run.gate[word:, unit])}
             for unit in run.units[:UNITS].tolist()]
    return found | {"direct": rounded(run.share(run.direct)), "gate": rounded(run.gate[word:].mean(1)), "units": units}


def rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.4g}") for value in values]

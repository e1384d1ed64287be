"""Units that keep track of something a reader can name, found by a measured correlation.

    best = tracking(model, looked_in=validation_text, measured_in=test_text)
    best["inside quotes"].unit, best["inside quotes"].correlation

For every feature of the text the unit is chosen in one text and its correlation measured in another: the best of some
hundred units is always a little better in the text it was chosen in.  After Karpathy, Johnson & Fei-Fei (2015), who
picked such units by eye.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rnn_core.text.characters import CharacterModel

FOLLOWS = 0.5  # from this size of the correlation on, a unit is said to follow: a quarter of its variance is the feature's


def since(mark: np.ndarray) -> np.ndarray:
    """How many characters ago the mark last stood; 0 at the mark itself, counted from the start before the first."""
    place = np.arange(len(mark))
    return place - np.maximum.accumulate(np.where(mark, place, 0))


def quoted(text: str) -> np.ndarray:
    """1 between an opening and a closing double quote; an empty line ends a quotation that nobody closed."""
    inside, found = False, np.zeros(len(text))
    for k, c in enumerate(text):
        inside = inside != (c == '"') and text[k - 1 : k + 1] != "\n\n"
        found[k] = inside
    return found


def _letters(text: str) -> np.ndarray:
    return np.array([c.isalpha() or c == "'" for c in text], bool)


def _word_ends(text: str) -> np.ndarray:
    letter = _letters(text)
    return letter & ~np.append(letter[1:], True)


FEATURES: dict[str, Callable[[str], np.ndarray]] = {
    "inside quotes": quoted,
    "place in the line": lambda text: since(np.array([c == "\n" for c in text], bool)),
    "letters of the word so far": lambda text: since(~_letters(text)),
    "the word ends here": _word_ends,
    "just after . ! ?": lambda text: since(np.array([c in ".!?" for c in text], bool)) <= 3,
}


class Tracked(NamedTuple):
    unit: int
    correlation: float  # Pearson's, in the text it was not chosen in
    characters: int  # how many that text has

    @property
    def follows(self) -> bool:
        return abs(self.correlation) >= FOLLOWS


class Shown(NamedTuple):
    """A unit in one text: its correlation with the feature, None where the text has the feature everywhere or nowhere;
    and with the place in the text, as of a value that only grows."""

    feature: float | None
    place: float


def signal(model: CharacterModel, ids: np.ndarray) -> np.ndarray:
    """(T, H): what a unit keeps, after every character: the cell state of an LSTM, the hidden state otherwise."""
    trace = model.trace(ids)
    return trace.c[-1] if model.cell == "lstm" else trace.h[-1]


def correlations(values: np.ndarray, feature: np.ndarray) -> np.ndarray:
    """(H,) Pearson's correlation of every column of values (T, H) with feature (T,); 0 where either never changes."""
    x, y = values.astype(np.float64) - values.mean(0, dtype=np.float64), feature - feature.mean(dtype=np.float64)
    spread = np.sqrt((x * x).sum(0) * (y * y).sum())
    return np.divide(x.T @ y, spread, out=np.zeros(x.shape[1]), where=spread > 0)


def shown(values: np.ndarray, name: str, text: str) -> Shown:
    """How closely one unit's values (T,) follow a feature of the very text they come from."""
    column, feature = values[:, None], FEATURES[name](text)
    correlation = float(correlations(column, feature)[0]) if np.unique(feature).size > 1 else None
    return Shown(correlation, float(correlations(column, np.arange(len(values)))[0]))


def tracking(model: CharacterModel, looked_in: str, measured_in: str) -> dict[str, Tracked]:
    """For every feature the unit that follows it most closely, whatever its sign."""
    looked, measured = (known(model, text) for text in (looked_in, measured_in))
    chosen_by, measured_by = (signal(model, model.alphabet.encode(text)) for text in (looked, measured))
    found = {}
    for name, feature in FEATURES.items():
        unit = int(np.abs(correlations(chosen_by, feature(looked))).argmax())
        correlation = correlations(measured_by[:, unit : unit + 1], feature(measured))[0]
        found[name] = Tracked(unit, float(correlation), len(measured))
    return found


def known(model: CharacterModel, text: str) -> str:
    """The text without the characters that the model has no id for."""
    return "".join(c for c in text if c in model.alphabet.symbols)

"""What a cell costs and what it is worth, in rows.  No Streamlit here."""

from typing import Any

from pages.common.theme import CELLS, NETWORKS

PRODUCTS = {"rnn": 1, "gru": 3, "lstm": 4}  # each with a matrix for the word and one for the state
GATES = {"rnn": 0, "gru": 2, "lstm": 3}
FAR = ("far-1", "far-2", "far-4", "far-8")  # with 16 to 120 words in between


def multiplications(cell: str, input_size: int, hidden_size: int) -> int:
    """Of one word: the entries of the cell's matrices."""
    return PRODUCTS[cell] * hidden_size * (input_size + hidden_size)


def right(figures: dict[str, Any], groups: tuple[str, ...]) -> str:
    """How many of the everyday sentences of these groups are completed rightly."""
    found = [row for row in figures["everyday"]["completion"]["final"] if row["group"] in groups]
    return f"{sum(row['right'] for row in found)} of {sum(row['n'] for row in found)}"


def rows(figures: dict[str, dict[str, Any]], sizes: dict[str, tuple[int, int]]) -> list[dict[str, str]]:
    """figures: cell → what was measured of its completer; sizes: cell → (input_size, hidden_size) of its middle."""
    said = {"Gates": lambda cell: str(GATES[cell]),
            "Multiplications a word, 128 units": lambda cell: f"{multiplications(cell, sizes[cell][0], 128):,}",
            "The same, in our networks": lambda cell: f"{multiplications(cell, *sizes[cell]):,}",
            "Near clue: right": lambda cell: right(figures[cell], ("near",)),
            "Far clue: right": lambda cell: right(figures[cell], FAR)}
    return [{"Cell": name} | {NETWORKS[cell][0]: of(cell) for cell in CELLS} for name, of in said.items()]

"""The links of the page inside the cell."""

from pages.common.links.playground import Playground
from pages.common.settings import PageState, choice, number, numbers, shared

BY_HAND, TOY, ON_SENTENCE = "by hand", "train a tiny one", "on your sentence"
NOT_YET, KEEPS, HALVES, LOSES = "not yet", "most of it", "about half", "almost nothing"
FIRST_NUMBER, OWN_SEQUENCE = "remember the first number", "my own sequence"
LARGEST = 20.0  # of a weight set by hand


class InsideCell(PageState, page="cell"):
    """The opened cell: one set by hand, one trained on a small task, and the completers' on a sentence."""

    inside: str = choice(BY_HAND, TOY, ON_SENTENCE, default=BY_HAND, label="Open a cell")
    opened: str = choice("RNN", "GRU", "LSTM", default="LSTM", label="Cell")
    units: int = number(1, 2, default=1, label="Units")
    hand_x: tuple[float, ...] = numbers(8, -9.0, 9.0, default=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0), label="Inputs, step by step")
    hand_w: tuple[float, ...] = numbers(32, -LARGEST, LARGEST, label="Weights set by hand, as the cell's function lists them; none: the page's own")
    hand_held: tuple[float, ...] = numbers(3, -1.0, 1.0, label="Gates held by hand, in order; below 0: computed by the cell")
    hand_step: int = number(1, 8, default=1, label="Step shown")
    hand_op: int = number(1, 8, default=1, label="Operation shown, of its step")
    predicted: str = choice(NOT_YET, KEEPS, HALVES, LOSES, default=NOT_YET, label="Your prediction: what is left after the last step")
    toy_task: str = choice(FIRST_NUMBER, OWN_SEQUENCE, default=FIRST_NUMBER, label="Task")
    toy_cell: str = choice("RNN", "GRU", "LSTM", default="LSTM", label="Its cell, of one unit")
    toy_delay: int = number(1, 12, default=6, label="Steps to remember it for")
    toy_sequence: tuple[float, ...] = numbers(12, -1.0, 1.0, default=(0.8, 0.0, -0.8, 0.0, 0.8, 0.0, -0.8, 0.0), label="Your sequence: numbers from -1 to 1")
    toy_bias: float = number(-2.0, 5.0, default=3.0, step=0.5, label="Bias of the gate that keeps, at the start")
    toy_rounds: int = number(50, 600, default=600, step=50, label="Training steps")
    toy_seed: int = number(0, 99, default=0, label="Seed of the first weights")
    toy_at: int = number(0, 600, default=600, label="Training step shown; 600: the last")
    sentence: str = shared(Playground, "sentence")
    filler: int = shared(Playground, "filler")
    seed: int = shared(Playground, "seed")
    follow: int = number(0, 400, default=0, label="The word followed, by its place; 0: the clue")
    follow_at: int = number(0, 400, default=400, label="How many words have been read; 400: all of them")

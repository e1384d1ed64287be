"""What a tiny training came to, in words and rows."""

from pages.common.links import FIRST_NUMBER, InsideCell
from rnn_core.memory.scalar import Study

LEARNT, SOME = 0.1, 0.9  # of the baseline's loss: below the first it is learnt, above the second not at all
PARAMETERS = {"RNN": 4, "GRU": 12, "LSTM": 16}


def off(loss: float) -> str:
    """A mean squared error as an error, in the numbers' own unit."""
    return f"{loss**0.5:.3f}"


def result(state: InsideCell, study: Study) -> str:
    share = study.losses[-1] / study.baseline if study.baseline else 0.0
    verdict = ("It has learnt it." if share < LEARNT else "It has learnt a part of it." if share < SOME
               else "It has learnt nothing: it is no better than always the same answer.")
    judged = ("41 numbers spread over −0.8 to 0.8, apart from those it was trained on" if state.toy_task == FIRST_NUMBER
              else "the very sequence it learnt by heart: there is no other to judge it on")
    return (f"**{verdict}** After {study.steps[-1]:,} training steps the {state.toy_cell} is off by {off(study.losses[-1])}, "
            f"before them by {off(study.losses[0])}; always the same answer is off by {off(study.baseline)}. "
            f"(The root of the mean squared error, on {judged}.)")


def advice(state: InsideCell, study: Study) -> str:
    """What to try next."""
    if state.toy_task != FIRST_NUMBER:
        return "**Try it.** A cell of one unit has to squeeze all it knows into one number. Which sequences are too much for it?"
    if state.toy_cell == "RNN":
        return ("**What to take along.** With zeros in between, a plain cell only has to learn one number: W_hh near 1. "
                "In a sentence other words are read in between, and all of them go through the same W_hh.")
    gate = {"LSTM": "forget", "GRU": "update"}[state.toy_cell]
    if study.losses[-1] < SOME * study.baseline:
        return (f"**What to take along.** The {gate} gate began open, with a bias of {state.toy_bias:g}, so the gradient reached the first step. "
                "Start with a bias of 0, and it may never get there.")
    return (f"**What to take along.** With a bias of {state.toy_bias:g} the {gate} gate began too far shut: the gradient faded before it reached "
            "the first step. Start with 3.")


def loss_rows(study: Study) -> list[dict[str, str]]:
    return [{"Training step": str(step), "Off by": off(loss)} for step, loss in zip(study.steps, study.losses, strict=True)]

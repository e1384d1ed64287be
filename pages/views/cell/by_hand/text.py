"""What the names of a cell mean, what its presets do, and the numbers as tables."""

import numpy as np

from rnn_core.nn.equations import STEPS, lines, source

FULL = {"RNN": "recurrent neural network, the plain cell", "GRU": "GRU: gated recurrent unit", "LSTM": "LSTM: long short-term memory"}
STATES = {"x": "the input of this step.", "h": "the hidden state of the step before: what the cell said then.",
          "c": "the cell state of the step before: what the cell remembers."}
WEIGHTS = {"W_x": "weights: how strongly the input speaks here.", "W_h": "weights: how strongly the hidden state of the step before speaks here.",
           "b_": "the bias: a number that is always added."}
NAMES = {
    "RNN": {"a": "the sum of what input and old state say.", "h_new": "the new hidden state: the sum, squeezed between −1 and 1."},
    "GRU": {"r": "the reset gate: how much of the old state the candidate may hear. 0 is nothing, 1 is all.",
            "z": "the update gate: how much of the old state stays. 0 is nothing, 1 is all.",
            "v": "what the old state says to the candidate.", "n": "the candidate: what could be written, between −1 and 1.",
            "kept": "what stays of the old state.", "added": "what is written: the gate leaves the candidate only the rest, 1 − z.",
            "h_new": "the new hidden state: what stays plus what is written."},
    "LSTM": {"f": "the forget gate: how much of the old cell state stays. 0 is nothing, 1 is all.",
             "i": "the input gate: how much of the candidate is written. 0 is nothing, 1 is all.",
             "g": "the candidate: what could be written, between −1 and 1.",
             "o": "the output gate: how much of the cell state is shown. 0 is nothing, 1 is all.",
             "kept": "what stays of the old cell state.", "added": "what is written.",
             "c_new": "the new cell state: what stays plus what is written.", "h_new": "the new hidden state: what the cell says."},
}
PULSE, COUNTED = [1, 0, 0, 0, 0, 0], [1, 0, 1, 1, 0, 1]
AGAIN = {"label": "start again", "held": {}, "x": PULSE, "again": True, "says": "The page's own weights and inputs; every gate is computed by the cell."}
PRESETS = {
    "RNN": [AGAIN | {"says": "The page's own weights. A plain cell has no gate to hold: W_hh and tanh act on the state at every step."}],
    "GRU": [
        {"label": "remember everything", "held": {"z": 1}, "x": PULSE, "says": "z = 1: all of the old state stays, so nothing new gets in. One gate does both jobs."},
        {"label": "forget everything", "held": {"z": 0}, "x": PULSE, "says": "z = 0: nothing of the old state stays but what the candidate makes of it."},
        {"label": "count", "held": {"z": 0.5, "r": 1}, "x": COUNTED,
         "says": "It cannot: the new state is a mixture of old state and candidate, so it never passes 1. The LSTM can."}, AGAIN],
    "LSTM": [
        {"label": "remember everything", "held": {"f": 1}, "x": PULSE, "says": "f = 1: the cell state is multiplied by 1 at every step. Nothing fades."},
        {"label": "forget everything", "held": {"f": 0}, "x": PULSE, "says": "f = 0: of the old cell state nothing stays."},
        {"label": "count", "held": {"f": 1, "i": 1, "o": 1}, "x": COUNTED, "says": "f = i = 1: everything stays and every input is added. c counts the ones."}, AGAIN],
}


def meanings(cell: str) -> dict[str, str]:
    """Every name of the cell's function, in a sentence."""
    step = STEPS[cell.lower()]
    names = dict.fromkeys(name for line in lines(step) for name in (*line.reads, line.target))
    return {name: NAMES[cell].get(name) or STATES.get(name) or next(said for start, said in WEIGHTS.items() if name.startswith(start))
            for name in names}


def numbers(values: np.ndarray) -> str:
    return ", ".join(f"{value:.4f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 5e-5 else f"{value:.4f}".rstrip("0").rstrip(".")
                     for value in np.ravel(values))


def operation_rows(cell: str, known: dict[str, np.ndarray], held: dict[str, float]) -> list[dict[str, str]]:
    """One step, a row an operation."""
    step = STEPS[cell.lower()]
    code = source(step).splitlines()
    return [{"Line of NumPy": code[line.number].strip(), "What it reads": "; ".join(f"{name} = {numbers(known[name])}" for name in line.reads),
             "Value": numbers(known[line.target]) + " (held by hand)" * (line.target in held), "Shape": str(known[line.target].shape),
             "Meaning": NAMES[cell][line.target]} for line in lines(step)]


def step_rows(cell: str, run: list[dict[str, np.ndarray]]) -> list[dict[str, str]]:
    """The whole sequence, a row a step."""
    targets = [line.target for line in lines(STEPS[cell.lower()])]
    return [{"Step": str(t + 1), "x": numbers(known["x"])} | {name.replace("_new", ""): numbers(known[name]) for name in targets}
            for t, known in enumerate(run)]


def conclusion(cell: str) -> str:
    return {
        "LSTM": "**What to take along.** The cell state passes a step by one multiplication with f. With f near 1 it is carried on almost "
                "unchanged, and so is the gradient on its way back.",
        "GRU": "**What to take along.** One gate, z, decides both how much stays and how much is written. That saves weights, "
               "and it means that a full memory cannot be added to.",
        "RNN": "**What to take along.** All of the state goes through W_hh and tanh at every step. There is no way past them, "
               "so what was written first is reshaped again and again.",
    }[cell]

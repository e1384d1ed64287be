"""What the networks say of a digit, and how well they do, as HTML, sentences and rows.  No Streamlit here."""

from html import escape
from typing import Any

from pages.common.bars import STYLE, bar, percent
from pages.views.gallery.shared.text import with_interval
from pages.views.gallery.shared.unrolled_data import name_and_colour
from rnn_core.gallery import drawing, images
from rnn_core.gallery.digits import LEAD
from rnn_core.gallery.runs import Run

LABELS = {"digits-feedforward": "Feed-forward, all pixels at once (no recurrence)", "digits-rnn": "RNN, row by row",
          "digits-gru": "GRU, row by row", "digits-lstm": "LSTM, row by row"}
PREPARED = ("Your strokes are stretched to fill the frame, made evenly thick and set upright: so were the digits that the networks learned "
            "from. Whatever you draw is read as a digit, a letter too.")
LITTLE = 4.0  # of 64: so little ink is in no picture that a network has learned from
BLOCK = images.code(drawing.picture([[(0, 0), (0, 1)]]))  # what an upright stroke becomes
Figures = dict[str, dict[str, Any]]  # model → what was measured of it
# The network without recurrence as a reader would write it in the two frameworks; the tests run it.
PYTORCH = '''import torch
from torch import nn


class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 860)
        self.head = nn.Linear(860, 10)

    def forward(self, pictures):                    # (N, 8, 8)
        h = torch.relu(self.hidden(pictures.flatten(1)))
        return self.head(h)                         # (N, 10) logits'''
KERAS = '''import keras
from keras import layers

model = keras.Sequential([
    keras.Input((8, 8)),
    layers.Flatten(),
    layers.Dense(860, activation="relu"),
    layers.Dense(10, activation="softmax"),
])'''
PROGRAMS = {"PyTorch": PYTORCH, "Keras": KERAS}


def network(name: str) -> str:
    return LABELS[name].split(",")[0]


def answers(runs: dict[str, Run], truth: int | None) -> str:
    """Each network's answer, its probability as a bar."""
    return f'{STYLE}<table class="un-bars"><tbody>{"".join(answer(kind, run, truth) for kind, run in runs.items())}</tbody></table>'


def answer(kind: str, run: Run, truth: int | None) -> str:
    (digit, p), (name, colour) = run.outputs[-1][0], name_and_colour(kind)
    right = "" if truth is None else " ✓" if digit == str(truth) else " ✗"
    assert p is not None
    return (f'<tr><th scope="row" style="width:34%">{escape(name)}</th>{bar(p, colour)}'
            f'<td class="un-p" style="width:8em">says <b>{digit}</b>{right} {escape(percent(p))}</td></tr>')


def doubt(code: str, runs: dict[str, Run]) -> str:
    """What nobody should conclude from these answers, or nothing: from hardly any ink, a block, close or opposed answers."""
    if images.parse(code).sum() < LITTLE:
        return "There is hardly any ink in this picture: whatever is said of it is a guess."
    if code == BLOCK:
        return "An upright stroke, a dot and a dash all become this block when they are stretched to fill the frame: it may be any of them."
    close = {kind: run.outputs[-1] for kind, run in runs.items() if (run.outputs[-1][0][1] or 0) - (run.outputs[-1][1][1] or 0) < LEAD}
    if close:
        said = "; ".join(f"the {name_and_colour(kind)[0]} wavers between {best[0][0]} and {best[1][0]}" for kind, best in close.items())
        return f"{said[0].upper()}{said[1:]}. Take the answer for a guess."
    if len({run.outputs[-1][0][0] for run in runs.values()}) > 1:
        return "The networks disagree, however sure each of them sounds. Take their answers for guesses."
    return ""


def settling(runs: dict[str, Run]) -> str:
    """After which row each network's answer no longer changes."""
    parts = []
    for kind, run in runs.items():
        digits = [best[0][0] for best in run.outputs]
        row = max((t + 1 for t in range(len(digits)) if digits[t] != digits[-1]), default=0) + 1
        parts.append(f"{name_and_colour(kind)[0]} says {digits[-1]} from row {row} on")
    return "; ".join(parts) + "."


def accuracy_rows(figures: Figures) -> list[dict[str, str]]:
    """Held-out shares beside the baselines, which are the same for all."""
    rows = [accuracy_row(LABELS[name], found["held_out"], found.get("other_hands")) for name, found in figures.items()]
    return rows + [accuracy_row(label, counted, None) for label, counted in next(iter(figures.values()))["baselines"].items()]


def accuracy_row(label: str, counted: dict[str, Any], hands: dict[str, Any] | None) -> dict[str, str]:
    return {"Reader": label, "Held out, read right": with_interval(counted), "Other people's hands": with_interval(hands) if hands else "–"}


def condition_rows(figures: Figures) -> list[dict[str, str]]:
    """The held-out pictures as they are and changed, and the drawings that nobody saw before the end."""
    rows = [{"Pictures": row["what"]} | {network(name): with_interval(found["conditions"][k]) for name, found in figures.items()}
            for k, row in enumerate(next(iter(figures.values()))["conditions"])]
    drawn = {network(name): with_interval(found["everyday"]["final"][-1]) for name, found in figures.items()}
    return [*rows, {"Pictures": "drawn by hand, in other people's manner"} | drawn]


def where_they_part(figures: Figures) -> str:
    """The kind of change at which the networks lie furthest apart."""
    shares = {name: [row["accuracy"] for row in found["conditions"]] for name, found in figures.items()}
    gaps = [max(column) - min(column) for column in zip(*shares.values(), strict=True)]
    k = gaps.index(max(gaps))
    what = next(iter(figures.values()))["conditions"][k]["what"]
    said = ", ".join(f"{network(name)} {column[k]:.3f}" for name, column in shares.items())
    return f"Trained alike and of one size, they lie furthest apart on pictures {what}: {said}."


def drawn_rows(figures: Figures) -> list[dict[str, str]]:
    """The drawings by manner: how many of how many each network reads."""
    of = next(iter(figures.values()))["everyday"]["final"]
    final = {network(name): found["everyday"]["final"] for name, found in figures.items()}
    return [{"Drawings": row["group"]} | {name: "{right} of {n}".format(**rows[k]) for name, rows in final.items()}
            for k, row in enumerate(of)]


def pixel_order(figures: Figures, shuffled: bool) -> str:
    """What order means to the network that reads all at once, and what it does not: all that is set side by side was measured
    in the same way, without training anew."""
    whole, *others = figures
    backwards = {name: found["rows_backwards"]["accuracy"] for name, found in figures.items()}
    rows = ", ".join(f"{network(name)} {backwards[name]:.3f}" for name in others)
    return ("**Order means nothing to it.** To this network a picture is 64 numbers in any order. Shuffle the pixels, and the weights of its first "
            f"layer alike, and the answer stays{': look at the picture it reads now' if shuffled else '; try it with the switch above'}. Trained anew on "
            f"shuffled pixels it gets {with_interval(figures[whole]['shuffled'])} of the held-out digits right, as many as before within the interval. But each "
            f"weight has its pixel: with untouched weights, and all pictures upside down, it reads {backwards[whole]:.3f} right, and the networks that read row "
            f"by row fare no differently: {rows}. What sets it apart: for these no weights can be moved to make up for rows in another order, "
            "because the same weights read every row.")


def accuracy_after_rows(figures: Figures) -> list[dict[str, str]]:
    return [{"Network": network(name)} | {f"row {t + 1}": f"{share:.3f}" for t, share in enumerate(found["after_row"])}
            for name, found in figures.items()]


def failures(figures: Figures, most: int = 8) -> list[dict[str, Any]]:
    """The failures that the cards name, those of the test first, the most certain first; code: the picture."""
    all_of_them = [{"name": name, **f} for name, found in figures.items() for f in found["failures"]]
    return sorted(all_of_them, key=lambda f: ("picture" not in f, -f["probability"]))[:most]


def failure_rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"Network": network(f["name"]), "Picture": f["what"], "It is": f"{f['is']}", "It says": f"{f['said']}",
             "as sure as": percent(f["probability"])} for f in found]

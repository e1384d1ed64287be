"""What the readers of digits reach, and their cards.

    found = figures("digits-gru", model)         # all that the card says
    print(card(found | {"lr": ..., "search": ...}))
"""

from functools import cache
from typing import Any

import numpy as np

from rnn_core.gallery import drawing, images
from rnn_core.gallery.digits import LEAD, Rows, Whole, lead
from rnn_core.nn.losses import softmax
from rnn_core.nn.optimisers import Adam
from rnn_core.train import model_selection
from rnn_core.train.cards import chosen, rebuild
from rnn_core.train.digit_conditions import CONDITIONS, Read, drawings, everyday, measured
from rnn_core.train.evaluation import share_right
from rnn_core.train.everyday import HALVES
from rnn_core.train.recipe import range_over_seeds, recurrent, stated

# No digits, as they are drawn on the pad (drawing.strokes).
NO_DIGITS = {"the letter A": "26,90 50,12 74,90|34,62 66,62", "the letter X": "28,14 72,88|72,14 28,88",
             "a house": "24,90 24,44 50,12 76,44 76,90 24,90"}


def reader(model: Rows | Whole) -> Read:
    return lambda pictures: model.read(pictures)[-1].argmax(-1)


def loss(model: Rows | Whole, pictures: np.ndarray, labels: np.ndarray) -> float:
    """The mean of -log of the digit's probability, in nats."""
    return round(-float(np.log(model.read(pictures)[-1][np.arange(len(labels)), labels]).mean()), 4)


def share(model: Rows | Whole, pictures: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    return counted(model.read(pictures)[-1].argmax(-1), labels)


def counted(said: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    return share_right(int((said == labels).sum()), len(labels))


def logistic(x: np.ndarray, labels: np.ndarray, *, strength: float = 1.0, steps: int = 1500) -> Read:
    """Weights that make Σ -log p + ‖W‖² / (2 strength) smallest: scikit-learn's LogisticRegression(C=strength).

    x (N, features), labels (N,) -> a reader of (M, features) that gives (M,) labels: the plainest there is.
    """
    x, classes = x.astype(np.float64), int(labels.max()) + 1
    params = {"W": np.zeros((x.shape[1], classes)), "b": np.zeros(classes)}
    optimiser, wanted = Adam(params, lr=0.1), np.eye(classes)[labels]
    for step in range(steps):
        off = (softmax(x @ params["W"] + params["b"]) - wanted) / len(x)
        optimiser.step({"W": x.T @ off + params["W"] / (strength * len(x)), "b": off.sum(0)}, factor=1 - step / steps)
    return lambda other: (other @ params["W"] + params["b"]).argmax(-1)


@cache
def baselines() -> dict[str, dict[str, Any]]:
    """On the same test pictures: the digit that training has most often; logistic regression on all pixels, on the last row."""
    (pictures, labels), (tested, truth) = images.part("training", "validation"), images.part("test")
    most = np.bincount(labels).argmax()
    whole = logistic(pictures.reshape(len(labels), -1), labels)
    last = logistic(pictures[:, -1], labels)
    return {"always the same digit": counted(np.full_like(truth, most), truth),
            "logistic regression, all pixels": counted(whole(tested.reshape(len(truth), -1)), truth),
            "logistic regression, last row only": counted(last(tested[:, -1]), truth)}


def failures(model: Rows | Whole, count: int = 4) -> list[dict[str, Any]]:
    """Test pictures and everyday drawings to develop with that it gets wrong, the most certain first, and drawings that are no
    digits; picture: the number in the test."""
    tested, truth = images.part("test")
    groups, drawn, meant = drawings("development")
    found = [row | {"what": f"held-out digit {row['picture']}"} for row in _wrong_of(model, tested, truth)[:count]]
    for row in _wrong_of(model, drawn, meant)[:count]:
        found.append({"what": f"drawn by hand: {groups[row.pop('picture')]}", **row})
    for what, text in NO_DIGITS.items():
        (row,) = _wrong_of(model, drawing.picture(drawing.strokes(text))[None], np.array([-1]))
        del row["picture"]
        found.append({"what": f"drawn by hand: {what}", **row, "is": "no digit"})
    return found


def _wrong_of(model: Rows | Whole, pictures: np.ndarray, labels: np.ndarray) -> list[dict[str, Any]]:
    answers = model.read(pictures)[-1]
    wrong = sorted(np.flatnonzero(answers.argmax(-1) != labels), key=lambda k: -answers[k].max())
    return [{"code": images.code(pictures[k]), "is": int(labels[k]), "said": int(answers[k].argmax()),
             "probability": round(float(answers[k].max()), 4), "picture": int(k)} for k in wrong]


def unsure(model: Rows | Whole) -> dict[str, Any]:
    """Test pictures in all conditions: how many of its answers lead the next by less than LEAD, and how many are right of
    these and of the others."""
    tested, truth = images.part("test")
    answers = [model.read(variant)[-1] for made in CONDITIONS.values() for variant in made(tested)]
    close = np.concatenate([lead(p) < LEAD for p in answers])
    right = np.concatenate([p.argmax(-1) == truth for p in answers])
    shares = {"share": close, "right": right[close], "others_right": right[~close]}
    return {name: round(float(values.mean()), 4) for name, values in shares.items()}


def figures(name: str, model: Rows | Whole) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    tested, truth = images.part("test")
    kept = model_selection.searched("digits").get(model.cell, {})
    found = {"name": name, "cell": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
             "hidden_size": model.hidden_size, "held_out": share(model, tested, truth) | {"loss": loss(model, tested, truth)},
             "conditions": measured(reader(model), tested, truth), "everyday": {half: everyday(reader(model), half) for half in HALVES},
             "unsure": unsure(model), "rows_backwards": share(model, tested[:, ::-1], truth),  # with the weights as they are
             "baselines": baselines(), "failures": failures(model),
             **{key: kept[key] for key in ("other_hands", "other_hands_conditions", "shuffled") if key in kept}}
    if isinstance(model, Rows):
        found["after_row"] = [counted(p.argmax(-1), truth)["accuracy"] for p in model.read(tested)]
    return found


WHAT = {
    "feedforward": "reads all 64 pixels at once: one layer of relu units and a linear layer, **no recurrence**",
    "rnn": "reads a picture row by row, from the top, with a plain recurrent network (Elman 1990)",
    "gru": "reads a picture row by row, from the top, with a gated recurrent unit (Cho et al. 2014, torch.nn's form)",
    "lstm": "reads a picture row by row, from the top, with a long short-term memory (Hochreiter & Schmidhuber 1997)",
}


DATA = ("**Data**: the handwritten digits that come with scikit-learn 1.9.1 (BSD): the 1,797 pictures of 13 people that are the "
        "test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin & Kaynak 1998, CC BY 4.0). A quarter drawn at "
        "random, 450 pictures, is the test. In training every picture is varied anew each time, for all four readers alike: turned, slanted, "
        "stretched, inked and grained a little; many are moved by up to two pixels, drawn smaller or larger, with thinner or thicker strokes, "
        "or in ink and paper without grey. Of every 32, 4 are drawn from a few strokes of random shape, in forms that these people seldom wrote: "
        "sevens without a bar, ones with a foot or of one stroke, open fours, eights of two rings.")


def interval(c: dict[str, Any]) -> str:
    return f"{c['accuracy']:.3f} ({c['low']:.3f}-{c['high']:.3f})"


def shown(c: dict[str, Any]) -> str:
    return f"{interval(c)[:-1]}; {c['right']} of {c['n']})"


def card(f: dict[str, Any]) -> str:
    apart = range_over_seeds(f)
    lines = [
        f"# {f['name']}", "",
        f"Says which digit a picture of 8 × 8 grey values shows: it {WHAT[f['cell']]}. {f['parameters']:,} parameters, hidden "
        f"size {f['hidden_size']} (all four readers have about 65,000 parameters), stored as float16.", "",
        rebuild(f, "32 pictures"), "", *stated(f), DATA, "",
        chosen(f, "the mean cross-entropy on 200 pictures held back, in all the conditions below, and on the everyday drawings to "
               "develop with, with the same effort for all four",
               "learning rates in full (three, then half or double the last as long as it is the best)", digits=4)
        + " Then trained by that choice on all 1,347 that are not the test.", "",
        "## Held out", "",
        f"Share of the 450 test pictures read right, with 95 % intervals (Wilson){f'; {apart} (the cross-entropy)' if apart else ''}.", "",
        "| reader | share right |", "|---|---|",
        f"| **{f['name']}** | **{shown(f['held_out'])}** |",
        *(f"| {label} | {shown(c)} |" for label, c in f["baselines"].items()), ""]
    return "\n".join(lines + _more(f) + _otherwise(f) + _everyday(f) + _wrong(f))


def _otherwise(f: dict[str, Any]) -> list[str]:
    hands = {row["what"]: row for row in f.get("other_hands_conditions", [])}
    rows = [f"| {row['what']} | {interval(row)} | {interval(hands[row['what']]) if hands else '–'} |" for row in f["conditions"]]
    return ["## Moved, thicker, smaller", "",
            "The test pictures as they are, and changed. A digit fills the height of its picture, so whatever moves up or down loses "
            "ink: what leaves the picture is cut off, and paper comes in. Strokes are thinner by a pixel at each edge and thicker by two, in a "
            "bitmap of 32 × 32 made of the picture; without grey, a pixel is ink from one half on. The intervals are over pictures. Beside "
            "it the same of the training without other people's hands.", "",
            "| pictures | held out | other people's hands |", "|---|---|---|", *rows, "",
            f"On these, {100 * f['unsure']['share']:.1f} % of its answers lead the next by less than {LEAD:g} and are called unsure on the page: "
            f"{f['unsure']['right']:.3f} of these are right, and {f['unsure']['others_right']:.3f} of the others.", ""]


def _everyday(f: dict[str, Any]) -> list[str]:
    halves = zip(f["everyday"]["development"], f["everyday"]["final"], strict=True)
    rows = [(last["group"], "{right} of {n}".format(**first), f"**{shown(last)}**" if last["group"] == "all" else "{right} of {n}".format(**last))
            for first, last in halves]
    return ["## Everyday drawings", "",
            "Drawn stroke by stroke, as different people draw digits, by an AI assistant and by no generator, and made into pixels as the pad "
            "does it (rnn_core/gallery/drawing.py); real visitors may draw otherwise. Half was there to develop with, half was read once, for this "
            "table.", "", "| drawings | to develop with | once, at the end |", "|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows), ""]


def _more(f: dict[str, Any]) -> list[str]:
    lines = []
    if "other_hands" in f:
        lines += [f"**Other people's hands**: the test above has digits by the people who wrote the training digits. The same "
                  f"recipe, trained on the first three quarters of the file and tested on its last quarter, mostly written by "
                  f"others: {shown(f['other_hands'])}.", ""]
    if "after_row" in f:
        lines += ["Share right if the picture ended after row 1, 2, …, 8 (these answers weigh a tenth in training): "
                  + ", ".join(f"{a:.3f}" for a in f["after_row"]) + f". The rows from the bottom up: {f['rows_backwards']['accuracy']:.3f}; "
                  "to this network, order matters.", ""]
    if "shuffled" in f:
        lines += [f"**Order means nothing to it**: trained anew on the same pictures with their 64 pixels shuffled, in one order for "
                  f"all, it reaches {shown(f['shuffled'])}. Each weight has its pixel, all the same: with the weights as they are, "
                  f"it reads {f['rows_backwards']['accuracy']:.3f} of the test pictures right when their rows come from the bottom up.", ""]
    return [*lines, "**Published on this data**: nearest neighbour, trained on 3,823 pictures by 30 other people and tested on all "
                    "1,797: .980 (UCI's description, 1998). Another split, so no direct comparison.", ""]


def _wrong(f: dict[str, Any]) -> list[str]:
    return ["## What it gets wrong", "",
            "Test pictures and everyday drawings to develop with, those it is most sure of first; then three drawings that are no digits:", "",
            *(f"- {row['what']} (it is {'a ' * (row['is'] != 'no digit')}{row['is']}): it says **{row['said']}** ({100 * row['probability']:.1f} %)"
              for row in f["failures"]), "",
            "It answers with a digit whatever it is shown, a letter or a house too; how sure it sounds is no sign that the "
            "picture is a digit. An upright stroke, a dot and a dash all become the same block when they are stretched to fill the picture. "
            "It knows the hands of 13 people.", ""]

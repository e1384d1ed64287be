"""How the four readers of digits are trained: on the same varied pictures, at the same size, tuned with the same effort.

Every learning rate of RATES is tried for a quarter of the steps, SEEDS in full, on the training part; 200 pictures held
back choose.  The model that is shipped is then trained by that choice on both parts together.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from rnn_core.gallery import images
from rnn_core.gallery.digits import Pictures, Rows, Whole
from rnn_core.nn.losses import softmax
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress
from rnn_core.train import model_selection
from rnn_core.train.cards import chosen, rebuild
from rnn_core.train.evaluation import share_right
from rnn_core.train.rare_digits import drawn
from rnn_core.train.recipe import RECIPES, recurrent, stated

Read = Callable[[np.ndarray], np.ndarray]  # pictures (N, 8, 8) as they are given to the network, or the answers to them
STEPS, RATES, SEEDS, BETTER = 8000, (2e-3, 4e-3, 8e-3), (0, 1), min
BATCH, RARE = 64, 6  # pictures of a step; so many of them are drawn in forms that the data hardly has
KINDS = {"feedforward": 540, "rnn": 196, "gru": 111, "lstm": 96}  # hidden_size, so that all have about 41,000 parameters
# Drawn with the app's pad for the cards: what it is, the digit, and its code.
NO_DIGIT = -1
DRAWN: dict[str, tuple[int, str]] = {
    "a 1 with a foot": (1, "000ba00000agc00000bec000000cc000000cc000000cc000004dd40003gggg30"),
    "a plain stroke as a 1": (1, "000cc000000gg000000gg000000gg000000gg000000gg000000gg000000cc000"),
    "a 7 without a bar": (7, "03gggg300068cg100000bb000001g6000006g200000ad000000f7000002g2000"),
    "an 8 of two rings": (8, "003ff30000e44e0000e22e00008ff80001f77f1004c00c4001f33f10006ff600"),
    "an open 4": (4, "00f0660000g0880004g0b80004g8ec100188ec100000c8000000c5000000b400"),
    "a straight 9": (9, "006ff60002f33f2004d00d4000e99g4000188g1000000g0000000g0000000f00"),
    "the letter A": (NO_DIGIT, "00077000000cc000000gg000004cc400008ee80000caac0000g00g0003b00b30"),
    "the letter X": (NO_DIGIT, "03e00e3000e66e00006ee600000ee000000ee000006ee60000e66e0003e00e30"),
    "a house": (NO_DIGIT, "00099000003ff30000c66c0004e00e4004c00c4004c00c4004c00c4003gggg30"),
}


def new(kind: str, seed: int) -> Rows | Whole:
    if kind == Whole.cell:
        return Whole(hidden_size=KINDS[kind], rng=seed)
    model = Rows(kind, hidden_size=KINDS[kind], rng=seed)
    RECIPES["digits"].begin(model.rnn, seed)
    return model


def batches(pictures: np.ndarray, labels: np.ndarray, seed: int, seen: Read = lambda x: x) -> Iterator[Pictures]:
    """Round after round through the pictures in an order drawn anew, RARE others among them, each varied anew."""
    rng, more, of = np.random.default_rng(seed), *drawn(400, np.random.default_rng(0))
    while True:
        order = rng.permutation(len(labels))
        for start in range(0, len(order) - BATCH + RARE + 1, BATCH - RARE):
            chosen, added = order[start : start + BATCH - RARE], rng.integers(0, len(of), RARE)
            mixed = np.concatenate([pictures[chosen], more[added]])
            yield Pictures(seen(images.warped(mixed, rng)), np.concatenate([labels[chosen], of[added]]))


def run(model: Rows | Whole, lr: float, seed: int, steps: int, shown: tuple[np.ndarray, np.ndarray] | None = None,
        **how: Any) -> Iterator[Progress]:
    """The run that is shipped: on all that is not the test, or on the pictures and labels `shown`."""
    pictures, labels = shown or images.part("training", "validation")
    return RECIPES["digits"].run(model, batches(pictures, labels, seed, **how), lr=lr, steps=steps)


def trial(model: Rows | Whole, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    """The run by which rate and seed are chosen."""
    return run(model, lr, seed, steps, images.part("training"))


def score(model: Rows | Whole) -> float:
    """The cross-entropy on the validation part."""
    return loss(model, *images.part("validation"))


def by_choice(kind: str, found: dict[str, Any], report: model_selection.Report) -> dict[str, Any]:
    """What two trainings by the choice that was found reach on other terms."""
    def trained(shown: tuple[np.ndarray, np.ndarray] | None = None, **how: Any) -> Rows | Whole:
        model = new(kind, found["seed"])
        for now in run(model, found["lr"], found["seed"], found["steps"], shown, **how):
            report(f"{kind} lr {found['lr']:g} seed {found['seed']}", now)
        return model

    first, last = others()
    more = {"other_hands": share(trained(first), *last)}
    if kind == Whole.cell:
        tested, labels = images.part("test")
        more["shuffled"] = share(trained(seen=shuffled), shuffled(tested), labels)
    return more


def others() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """The first three quarters in the order of the source, and the last: mostly other writers' hands."""
    pictures, labels = images.in_order()
    cut = len(labels) - 450
    return (pictures[:cut], labels[:cut]), (pictures[cut:], labels[cut:])


def shuffled(pictures: np.ndarray, seed: int = 0) -> np.ndarray:
    """The pictures with their 64 pixels in one other order, the same for all."""
    order = np.random.default_rng(seed).permutation(images.SIDE**2)
    return pictures.reshape(len(pictures), -1)[:, order].reshape(pictures.shape)


# --- what a model reaches -----------------------------------------------------------------------------------

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
    """The test pictures that it gets wrong, the most certain first, and the drawn ones; picture: the number in the test."""
    tested, truth = images.part("test")
    answers = model.read(tested)[-1]
    wrong = sorted(np.flatnonzero(answers.argmax(-1) != truth), key=lambda k: -answers[k].max())[:count]
    found = [_failed(f"held-out digit {k}", images.code(tested[k]), int(truth[k]), answers[k]) | {"picture": int(k)} for k in wrong]
    for what, (digit, code) in DRAWN.items():
        p = model.read(images.parse(code)[None])[-1, 0]
        if p.argmax() != digit:
            found.append(_failed(f"drawn on the pad: {what}", code, digit, p))
    return found


def _failed(what: str, code: str, truth: int, p: np.ndarray) -> dict[str, Any]:
    return {"what": what, "code": code, "is": truth if truth != NO_DIGIT else "no digit", "said": int(p.argmax()), "probability": round(float(p.max()), 4)}


def figures(name: str, model: Rows | Whole) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    tested, truth = images.part("test")
    found = {"name": name, "cell": model.cell, "parameters": model.size, "recurrent": recurrent(model.params),
             "hidden_size": model.hidden_size, "held_out": share(model, tested, truth) | {"loss": loss(model, tested, truth)},
             "rows_backwards": share(model, tested[:, ::-1], truth),  # with the weights as they are
             "baselines": baselines(), "failures": failures(model),
             **{key: value for key, value in model_selection.searched("digits").get(model.cell, {}).items() if key in ("other_hands", "shuffled")}}
    if isinstance(model, Rows):
        found["after_row"] = [counted(p.argmax(-1), truth)["accuracy"] for p in model.read(tested)]
    return found


WHAT = {
    "feedforward": "reads all 64 pixels at once: one layer of relu units and a linear layer, **no recurrence**",
    "rnn": "reads a picture row by row, from the top, with a plain recurrent network (Elman 1990)",
    "gru": "reads a picture row by row, from the top, with a gated recurrent unit (Cho et al. 2014, torch.nn's form)",
    "lstm": "reads a picture row by row, from the top, with a long short-term memory (Hochreiter & Schmidhuber 1997)",
}


def shown(c: dict[str, Any]) -> str:
    return f"{c['accuracy']:.3f} ({c['low']:.3f}-{c['high']:.3f}; {c['right']} of {c['n']})"


def card(f: dict[str, Any]) -> str:
    lines = [
        f"# {f['name']}", "",
        f"Says which digit a picture of 8 × 8 grey values shows: it {WHAT[f['cell']]}. {f['parameters']:,} parameters, hidden "
        f"size {f['hidden_size']} (all four readers have about 41,000 parameters), stored as float16.", "",
        rebuild(f, "64 pictures"), "", *stated(f),
        "**Data**: the handwritten digits that come with scikit-learn 1.9.1 (BSD): the 1,797 pictures of 13 people that are the "
        "test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin & Kaynak 1998, CC BY 4.0). A quarter drawn at "
        "random, 450 pictures, is the test. In training every picture is turned, slanted, stretched, moved, inked and grained "
        "a little differently each time. Of every 64, 6 are sevens without a bar or ones with a foot, forms that these people seldom "
        "wrote, drawn from a few strokes of random shape.", "",
        chosen(f, "the cross-entropy on 200 pictures held back, with the same effort for all four")
        + " Then trained by that choice on all 1,347 that are not the test.", "",
        "## Held out", "",
        "Share of the 450 test pictures read right, with 95 % intervals (Wilson).", "",
        "| reader | share right |", "|---|---|",
        f"| **{f['name']}** | **{shown(f['held_out'])}** |",
        *(f"| {label} | {shown(c)} |" for label, c in f["baselines"].items()), ""]
    return "\n".join(lines + _more(f) + _wrong(f))


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
    return ["## What it gets wrong", "", "Test pictures, those it is most sure of first; then of nine drawings made on the app's pad, three of them no digits:", "",
            *(f"- {row['what']} (it is {'a ' * (row['is'] != 'no digit')}{row['is']}): it says **{row['said']}** ({100 * row['probability']:.1f} %)"
              for row in f["failures"]), "",
            "It answers with a digit whatever it is shown, a letter or a house too; how sure it sounds is no sign that the "
            "picture is a digit. It knows the hands of 13 people.", ""]

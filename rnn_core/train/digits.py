"""How the four readers of digits are trained: on the same varied pictures, at the same size, tuned with the same effort.

Every learning rate of RATES is tried in full, then half or double the last as long as it is the best; SEEDS in full with
the best rate.  What chooses: 200 pictures held back, in all conditions of digit_conditions, and the everyday drawings to
develop with.  The model that is shipped is then trained by that choice on training and validation part together.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from rnn_core.gallery import images
from rnn_core.gallery.digits import Pictures, Rows, Whole
from rnn_core.nn.training import Progress
from rnn_core.train import digit_figures, model_selection
from rnn_core.train.digit_conditions import CONDITIONS, Read, drawings, measured
from rnn_core.train.rare_digits import drawn
from rnn_core.train.recipe import RECIPES
from rnn_core.train.varied_digits import varied

STEPS, RATES, SEEDS, BETTER = 16_000, (4e-3, 8e-3, 1.6e-2), (0, 1, 2), min
SHORT, WIDER = STEPS, 3  # a rate is tried in full, and others as long as the best is the last
BATCH, RARE, FORMS = 32, 4, 800  # pictures of a step; so many of them are drawn in forms that the data hardly has, of so many
KINDS = {"feedforward": 860, "rnn": 244, "gru": 141, "lstm": 121}  # hidden_size, so that all have about 65,000 parameters
card, figures, share, loss = digit_figures.card, digit_figures.figures, digit_figures.share, digit_figures.loss


def new(kind: str, seed: int) -> Rows | Whole:
    if kind == Whole.cell:
        return Whole(hidden_size=KINDS[kind], rng=seed)
    model = Rows(kind, hidden_size=KINDS[kind], rng=seed)
    RECIPES["digits"].begin(model.rnn, seed)
    return model


@cache
def rare() -> tuple[np.ndarray, np.ndarray]:
    return drawn(FORMS, np.random.default_rng(0))


def batches(pictures: np.ndarray, labels: np.ndarray, seed: int, seen: Read = lambda x: x) -> Iterator[Pictures]:
    """Round after round through the pictures in an order drawn anew, RARE others among them, each varied anew."""
    rng, (more, of) = np.random.default_rng(seed), rare()
    while True:
        order = rng.permutation(len(labels))
        for start in range(0, len(order) - BATCH + RARE + 1, BATCH - RARE):
            chosen, added = order[start : start + BATCH - RARE], rng.integers(0, len(of), RARE)
            mixed = np.concatenate([pictures[chosen], more[added]])
            yield Pictures(seen(varied(mixed, rng)), np.concatenate([labels[chosen], of[added]]))


def run(model: Rows | Whole, lr: float, seed: int, steps: int, shown: tuple[np.ndarray, np.ndarray] | None = None,
        **how: Any) -> Iterator[Progress]:
    """The run that is shipped: on all that is not the test, or on the pictures and labels `shown`."""
    pictures, labels = shown or images.part("training", "validation")
    return RECIPES["digits"].run(model, batches(pictures, labels, seed, **how), lr=lr, steps=steps)


def trial(model: Rows | Whole, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    """The run by which rate and seed are chosen."""
    return run(model, lr, seed, steps, images.part("training"))


def score(model: Rows | Whole) -> float:
    """The mean cross-entropy over all conditions of the validation part, and the everyday drawings to develop with."""
    pictures, labels = images.part("validation")
    made = [np.concatenate(variants(pictures)) for variants in CONDITIONS.values()]
    losses = [loss(model, one, np.tile(labels, len(one) // len(labels))) for one in made]
    return round(float(np.mean([*losses, loss(model, *drawings("development")[1:])])), 4)


def by_choice(kind: str, found: dict[str, Any], report: model_selection.Report) -> dict[str, Any]:
    """What two trainings by the choice that was found reach on other terms."""
    def trained(shown: tuple[np.ndarray, np.ndarray] | None = None, **how: Any) -> Rows | Whole:
        model = new(kind, found["seed"])
        for now in run(model, found["lr"], found["seed"], found["steps"], shown, **how):
            report(f"{kind} lr {found['lr']:g} seed {found['seed']}", now)
        return model

    first, last = others()
    hands = trained(first)
    more: dict[str, Any] = {"other_hands": share(hands, *last), "other_hands_conditions": measured(digit_figures.reader(hands), *last)}
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

"""How a family's networks begin and are trained: `new` and `run` do what stands here, and the cards say it.

    RECIPES["sentiment"].begin(model.rnn, rng=seed)
    RECIPES["sentiment"].run(model, batches, lr=4e-3, steps=2500)
    print(*stated(zoo.figures("sentiment-gru")))     # the line of a card
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rnn_core.nn.initialisation import initialise_by_cell
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, averaged, training, warmup_cosine

RECURRENT = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")  # how torch.nn's names of a recurrent layer begin
NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}
LEAST = 3  # seeds whose range says something
CLIP, WARMUP = 1.0, 0.05


@dataclass(frozen=True)
class Recipe:
    gain: float = 1.0  # an RNN's W_hh is orthogonal, times this
    gate: float = 1.0  # bias with which an LSTM's forget gate and a GRU's update gate begin
    end: float = 0.05  # of the learning rate, at the last step
    decay: float = 0.0  # of the weights, decoupled (AdamW)
    average: float = 0.0  # the weights that are kept are the mean over this last share of the steps

    def begin(self, net: Any, rng: int) -> None:
        """The recurrent layer as a training of the family finds it, in place."""
        initialise_by_cell(net, rng=rng, gain=self.gain, value=self.gate)

    def run(self, model: Any, batches: Iterable[Any], *, lr: float, steps: int) -> Iterator[Progress]:
        """The training, with the weights averaged at its end where the recipe says so."""
        found = training(model, batches, Adam(model.params, lr=lr, weight_decay=self.decay), steps=steps, clip=CLIP,
                         schedule=warmup_cosine(WARMUP, self.end))
        return averaged(model, found, self.average) if self.average else found

    def beginning(self, cell: str) -> str:
        """What is set before the first step, beyond torch.nn's own; nothing for a network without recurrence."""
        orthogonal = "W_hh orthogonal" + (f" × {self.gain:g}" if self.gain != 1 else "")
        return {"rnn": orthogonal, "gru": f"update bias {self.gate:g}", "lstm": f"forget bias {self.gate:g}"}.get(cell, "")

    def optimiser(self) -> str:
        """Adam and the course of its learning rate, in words."""
        name = f"AdamW (weight decay {self.decay:g})" if self.decay else "Adam"
        mean = f"; kept are the weights' means over the last {100 * self.average:g} % of the steps" if self.average else ""
        return (f"{name}, gradients clipped at norm {CLIP:g}; the learning rate rises over the first {100 * WARMUP:g} % of the "
                f"steps, then falls along half a cosine to {100 * self.end:g} %{mean}")


RECIPES = {"characters": Recipe(), "music": Recipe(), "digits": Recipe(average=0.25), "series": Recipe(), "numbers": Recipe(),
           "translation": Recipe(), "sentiment": Recipe(gain=0.9, end=0.1, decay=0.01, average=0.4),
           "entities": Recipe(gain=0.9, end=0.1, decay=0.01, average=0.3)}


def recipe_of(name: str) -> Recipe:
    return RECIPES[name.split("-")[0]]


def cell_of(figures: Mapping[str, Any]) -> str:
    """rnn, gru or lstm, of a two-way network too; another word where there is no recurrence."""
    return str(figures.get("cell") or figures["kind"]).removeprefix("bi")


def recurrent(params: Mapping[str, np.ndarray]) -> int:
    """How many of a model's parameters stand in its recurrent layers."""
    return sum(value.size for name, value in params.items() if name.split(".")[-1].startswith(RECURRENT))


def share_said(figures: Mapping[str, Any]) -> str:
    """The recurrent parameters of the total; of a two-way network, that these are two layers'."""
    if not figures["recurrent"]:
        return f"none of {figures['parameters']:,}"
    both = ", half of them in each direction: twice those of the one-way network"
    both *= str(figures.get("kind", "")).startswith("bi")
    return f"{figures['recurrent']:,} of {figures['parameters']:,}{both}"


def stated(figures: Mapping[str, Any]) -> list[str]:
    """A card's line and the empty one after it; none for figures that were taken before the recurrent parameters were counted."""
    if "recurrent" not in figures:
        return []
    recipe = recipe_of(figures["name"])
    first = recipe.beginning(cell_of(figures))
    begins = f"with {first}, all else of the recurrent layer as in torch.nn" if first else "without recurrent weights to set"
    return [f"**Begins** {begins}. **Optimiser**: {recipe.optimiser()}. **Recurrent parameters**: {share_said(figures)}.", ""]


def seeds_of(figures: Mapping[str, Any]) -> list[float]:
    """The validation scores of a search's seeds, each trained in full, in order of size."""
    return sorted(score for score in figures["search"]["seeds"].values() if score is not None)


def range_over_seeds(figures: Mapping[str, Any], digits: int = 3) -> str:
    """What the interval beside it leaves out: how far the seeds of a search, three or more, lie from each other; or nothing."""
    scores = seeds_of(figures)
    if len(scores) < LEAST:
        return ""
    low, high = (f"{score:.{digits}f}" for score in (scores[0], scores[-1]))
    return (f"best of {NUMBERS[len(scores)]} seeds, which in validation reached {low} to {high}: the interval is over test data and "
            "leaves out that another training ends elsewhere")

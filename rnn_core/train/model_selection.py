"""How every family chooses its learning rate and seed: by a validation score, with the same effort for all its kinds.

    found = choose("gru", report, new=new, run=run, score=score, rates=RATES, seeds=SEEDS, steps=STEPS, better=min)
    found["lr"], found["seed"]                   # kept in search-FAMILY.json, from which `searched` reads
    search(family, "gru", report)                # the same for a family's module, which has these names

Every rate is tried with the first seed for a share of the steps; every seed is trained in full with the best rate (the
first one not again, where the rates were tried in full).  With `widened` the row of rates goes on, by halves or doubles,
on the side where the best stands last, until it stands between two that are worse.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rnn_core.nn.training import Progress

Report = Callable[[str, Progress], None]


def choose(kind: str, report: Report, *, new: Callable[[str, int], Any], run: Callable[[Any, float, int, int], Iterator[Progress]],
           score: Callable[[Any], float], rates: Sequence[float], seeds: Sequence[int], steps: int, short: int | None = None,
           better: Callable[..., Any] = max, widened: bool = False) -> dict[str, Any]:
    """Every score, and the choice; `short` steps for a rate, a quarter of all when left out.  None: that rate was too high."""
    @cache
    def reached(lr: float, seed: int, steps: int) -> float | None:
        model = new(kind, seed)
        try:
            for now in run(model, lr, seed, steps):
                report(f"{kind} lr {lr:g} seed {seed}", now)
        except FloatingPointError:
            return None
        return score(model)

    def trial(lr: float) -> float | None:
        return reached(lr, seeds[0], short or steps // 4)

    tried = inside(rates, trial, better) if widened else rates
    of_rates = {str(lr): trial(lr) for lr in tried}
    lr = best(tried, of_rates, better)
    of_seeds = {str(seed): reached(lr, seed, steps) for seed in seeds}
    return {"rates": of_rates, "seeds": of_seeds, "lr": lr, "seed": best(seeds, of_seeds, better), "steps": steps}


def inside(rates: Sequence[float], trial: Callable[[float], float | None], better: Callable[..., Any]) -> list[float]:
    """The rising rates, and before or after them half or double the last one as long as none is better than that."""
    tried = list(rates)
    while True:
        scores = {str(lr): trial(lr) for lr in tried}
        top = scores[str(best(tried, scores, better))]
        if scores[str(tried[0])] == top:
            tried.insert(0, tried[0] / 2)
        elif scores[str(tried[-1])] == top:
            tried.append(2 * tried[-1])
        else:
            return tried


def best(tried: Sequence[Any], scores: dict[str, float | None], better: Callable[..., Any]) -> Any:
    sound = [one for one in tried if scores[str(one)] is not None]
    if not sound:
        raise FloatingPointError(f"no training among {', '.join(map(str, tried))} stayed finite: try lower learning rates")
    return better(sound, key=lambda one: scores[str(one)])


def search(family: Any, kind: str, report: Report) -> dict[str, Any]:
    """The choice for a kind of a family; its `trial`, where it has one, stands for `run`, its SHORT for a quarter of STEPS."""
    return choose(kind, report, new=family.new, run=getattr(family, "trial", family.run), score=family.score, rates=family.RATES,
                  seeds=family.SEEDS, steps=family.STEPS, short=getattr(family, "SHORT", None), better=family.BETTER,
                  widened=getattr(family, "WIDENED", False))


def path(family: str, folder: Path = Path(__file__).parent) -> Path:
    return folder / f"search-{family}.json"


def searched(family: str, folder: Path = Path(__file__).parent) -> dict[str, Any]:
    """What the family's search found, by kind; nothing where none was kept."""
    return json.loads(path(family, folder).read_text()) if path(family, folder).exists() else {}

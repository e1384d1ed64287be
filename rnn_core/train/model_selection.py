"""How every family chooses its learning rate and seed: by a validation score, with the same effort for all its kinds.

    found = choose("gru", report, new=new, run=run, score=score, rates=RATES, seeds=SEEDS, steps=STEPS, better=min)
    found["lr"], found["seed"]                   # kept in search-FAMILY.json, from which `searched` reads
    search(family, "gru", report)                # the same for a family's module, which has these names

Every rate is tried with the first seed for a share of the steps; every seed is trained in full with the best rate (the
first one not again, where the rates were tried in full).
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rnn_core.nn.training import Progress

Report = Callable[[str, Progress], None]


def choose(kind: str, report: Report, *, new: Callable[[str, int], Any], run: Callable[[Any, float, int, int], Iterator[Progress]],
           score: Callable[[Any], float], rates: Sequence[float], seeds: Sequence[int], steps: int, short: int | None = None,
           better: Callable[..., Any] = max, wider: int = 0) -> dict[str, Any]:
    """Every score, and the choice; `short` steps for a rate, a quarter of all when left out.  None: that rate was too high.
    While the best rate is the lowest or the highest, half or double of it is tried, too, up to `wider` times."""
    def reached(lr: float, seed: int, steps: int) -> float | None:
        model = new(kind, seed)
        try:
            for now in run(model, lr, seed, steps):
                report(f"{kind} lr {lr:g} seed {seed}", now)
        except FloatingPointError:
            return None
        return score(model)

    of_rates = {str(lr): reached(lr, seeds[0], short or steps // 4) for lr in rates}
    lr = best(rates, of_rates, better)
    for _ in range(wider):
        if min(rates) < lr < max(rates):
            break
        rates = (*rates, lr * 2 if lr == max(rates) else lr / 2)
        of_rates[str(rates[-1])] = reached(rates[-1], seeds[0], short or steps // 4)
        lr = best(rates, of_rates, better)
    in_full = {str(seeds[0]): of_rates[str(lr)]} if short == steps else {}
    of_seeds = {str(seed): in_full[str(seed)] if str(seed) in in_full else reached(lr, seed, steps) for seed in seeds}
    return {"rates": of_rates, "seeds": of_seeds, "lr": lr, "seed": best(seeds, of_seeds, better), "steps": steps}


def best(tried: Sequence[Any], scores: dict[str, float | None], better: Callable[..., Any]) -> Any:
    sound = [one for one in tried if scores[str(one)] is not None]
    if not sound:
        raise FloatingPointError(f"no training among {', '.join(map(str, tried))} stayed finite: try lower learning rates")
    return better(sound, key=lambda one: scores[str(one)])


def search(family: Any, kind: str, report: Report) -> dict[str, Any]:
    """The choice for a kind of a family; its `trial`, where it has one, stands for `run`, its SHORT for a quarter of STEPS."""
    return choose(kind, report, new=family.new, run=getattr(family, "trial", family.run), score=family.score, rates=family.RATES,
                  seeds=family.SEEDS, steps=family.STEPS, short=getattr(family, "SHORT", None), better=family.BETTER,
                  wider=getattr(family, "WIDER", 0))


def path(family: str, folder: Path = Path(__file__).parent) -> Path:
    return folder / f"search-{family}.json"


def searched(family: str, folder: Path = Path(__file__).parent) -> dict[str, Any]:
    """What the family's search found, by kind; nothing where none was kept."""
    return json.loads(path(family, folder).read_text()) if path(family, folder).exists() else {}

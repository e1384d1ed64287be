"""The loop that a slider opens into as many copies as there are steps, and a second slider that moves through time.

    unroller.show(run, at=3, unrolled=100, key="loop", on_rest=…)

All numbers go to the browser at once.  It tells where the hands have come to rest, for the link, and nothing else.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from pages.common.components import component
from pages.common.heatmap import heatmap
from pages.views.home.loop.compute import Run, liveliest

mounted = component(__file__, '<div class="unroller" data-swipes="own"></div>', scripts=("scene.js", "numbers.js"))


def show(run: Run, *, at: int, unrolled: int, key: str, on_rest: Callable[[dict[str, int]], None]) -> None:
    mounted(data=data(run) | {"at": min(at, len(run.words) - 1), "unrolled": unrolled}, key=key, rest=on_rest)


def data(run: Run) -> dict[str, Any]:
    found = {"words": run.words, "best": [[word, round(p, 4)] for word, p in run.best], "heat": heatmap("h", run.h),
             "units": [{"unit": k} | {name: [round(float(a), 3) for a in values[:, k]] for name, values in (("u", run.u), ("v", run.v), ("h", run.h))}
                       for k in liveliest(run.h)],
             "shapes": {name: list(shape) for name, shape in run.shapes.items()}}
    return found | {"stamp": hashlib.sha256(json.dumps(found).encode()).hexdigest()[:16]}


def rows(run: Run) -> list[dict[str, str]]:
    """The same as a table: a row a step."""
    units = liveliest(run.h)
    return [{"Step": str(t), "Reads": word, "Expects": f"{run.best[t][0]} {run.best[t][1]:.2f}"}
            | {f"h, unit {k}": f"tanh({run.u[t, k]:+.2f} {run.v[t, k]:+.2f}) = {run.h[t, k]:+.2f}" for k in units} for t, word in enumerate(run.words)]

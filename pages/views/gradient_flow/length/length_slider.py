"""The length slider with its picture, drawn in the browser on data sent once, so that a drag asks nothing of the server.

    length_slider.show(picture(…), key="flow", on_length=…, on_sketch=…)     # what it needs at once
    length_slider.all_lengths(data=rest, key="rest")                         # every other length, as soon as it is measured

Two components, so that the picture at the present length does not wait for the others.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from pages.common import links
from pages.common.components import component
from pages.common.theme import NETWORKS
from pages.views.gradient_flow.length import packing
from pages.views.gradient_flow.shared.measurement import Measurement
from pages.views.gradient_flow.shared.text import title

PINS, DIRECT_PATH = ("", "9 5", "2 6"), "5 3"  # how lines are dashed, in the picture and in its legend
slider = component(__file__, '<div class="flow"></div>', scripts=("../shared/sizes.js", "sentences.js", "chart.js"))
all_lengths = component(__file__, "<span hidden></span>", "all_lengths")


def show(data: dict[str, Any], key: str, on_length: Callable[[int], None], on_sketch: Callable[[str], None]) -> None:
    """on_length is called with the length at which a visitor has come to rest, on_sketch with a guess that was drawn."""
    slider(data=data, key=key, length=lambda n: on_length(int(n)), sketch=lambda guess: on_sketch(str(guess or "")))


def line(cell: str, seeds: int, pin: int = 0, direct: bool = False) -> dict[str, Any]:
    name, colour = NETWORKS[cell]
    return {"name": name + (f", pin {pin}" if pin else ", direct path" if direct else ""), "colour": colour,
            "dash": DIRECT_PATH if direct else PINS[pin], "seeds": seeds}


def lines(m: Measurement, sizes: dict[str, list[np.ndarray]], pin: int = 0) -> list[dict[str, Any]]:
    """One line a cell at the present length; the others follow."""
    return [line(cell, m.seeds, pin) | {"levels": [packing.to_base64(packing.levels(row)) for row in rows]} for cell, rows in sizes.items()]


def product_lines(found: Any, pin: int = 0) -> list[dict[str, Any]]:
    """Of compute.Products, which are measured at some lengths and lags only; of a pin without the direct paths."""
    def points(rows: list[np.ndarray]) -> dict[int, list[list[int]]]:
        return {int(n): _points(found.lags, [row[k] for row in rows]) for k, n in enumerate(found.lengths)}

    total = [line(cell, found.seeds, pin) | {"points": points(rows)} for cell, rows in found.total.items()]
    direct = [line(cell, found.seeds, direct=True) | {"points": points(rows[:1])} for cell, rows in found.direct.items()]
    return total if pin else total + direct


def _points(lags: np.ndarray, rows: list[np.ndarray]) -> list[list[int]]:
    """[lag, level], or with several seeds [lag, median, lowest, highest], wherever one was measured."""
    there = ~np.isnan(rows[0])
    return np.stack([lags[there], *(packing.levels(row[there]) for row in rows)], 1).tolist()


def picture(m: Measurement, lengths: np.ndarray, length: int, series: list[dict[str, Any]], stamp: str) -> dict[str, Any]:
    kind = {links.SHARE: "share", links.JACOBIAN: "jacobian"}.get(m.quantity, "every" if m.loss == "every" else "size")
    return {"stamp": stamp, "longest": int(lengths[-1]), "length": length, "lengths": strided(lengths), "title": title(m.quantity, m.from_one),
            "kind": kind, "precision": m.dtype, "series": series}


def strided(lengths: np.ndarray) -> list[int] | None:
    """The lengths one by one, unless they are simply all."""
    return None if len(lengths) == lengths[-1] else lengths.tolist()

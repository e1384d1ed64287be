"""Where the two descents go, and what a window leaves out, in words and as tables.  No Streamlit here."""

from typing import Any

import numpy as np

from pages.common.theme import NETWORKS


def descents(found: Any, clip: float) -> str:
    """Where the two descents (compute.Descents) end, and the step at which they part."""
    free, clipped = found.norms.values()
    path, _ = found.paths.values()
    k = int(np.argmax(free))
    jump = float(np.linalg.norm(path[min(k + 1, len(path) - 1)] - path[k]))
    if free.max() <= clip:
        return f"The gradient never exceeds {clip:g}, so clipping never acts: both descents are the same. Start nearer to the edge."
    first = int(np.argmax(free > clip))
    then = (f"Clipped, that step has the same direction and the length {clip:g} × learning rate" if first == k else
            f"Clipped, every step from {first} on whose gradient exceeds {clip:g} keeps its direction and has the length {clip:g} × learning rate, so that the two "
            f"descents part there; the largest gradient on the clipped one is {clipped.max():.3g}")
    end, clipped_end = (losses[-1] for losses in found.losses.values())
    return (f"Without clipping the largest gradient, {free[k]:.3g} at step {k}, throws the point {jump:.3g} away; it ends with loss {end:.3g}. "
            f"{then}; it ends with loss {clipped_end:.3g}.")


def descent_rows(found: Any) -> list[dict[str, str]]:
    steps = sorted({*range(0, 61, 5), *(int(np.argmax(norms)) for norms in found.norms.values())})
    return [{"Step": str(k)} | {f"{what}, {name}": f"{family[name][k]:.3g}" for name in found.norms for what, family in (("norm", found.norms), ("loss", found.losses))}
            for k in steps]


def windows(sizes: np.ndarray, errors: dict[str, np.ndarray]) -> str:
    parts = []
    for cell, row in errors.items():
        enough = [int(size) for size, error in zip(sizes, row, strict=True) if error <= 0.01]
        parts.append(f"{NETWORKS[cell][0]} {enough[0]}" if enough else f"{NETWORKS[cell][0]} more than {int(sizes[-1])}")
    return f"To be within 1 % of the exact ∂L/∂W_hh a window needs so many steps: {', '.join(parts)}."


def window_rows(sizes: np.ndarray, errors: dict[str, np.ndarray]) -> list[dict[str, str]]:
    return [{"Window": str(size)} | {NETWORKS[cell][0]: f"{row[k]:.2e}" for cell, row in errors.items()} for k, size in enumerate(sizes)]

"""A check-up of a network on one input: rules over arrays, each with what was measured, a threshold and what to try.

    run = load_network("model.h5").run(x)                     # x (steps, features): one sequence
    [found for found in checkup(run) if found.found]

Thresholds are conventions, no theorems: a network that was trained well can cross one.  They are stated with every finding.
On 12 steps of noise none of the zoo's trained networks crosses any; saturation's stands above what they do on 100 (0.73).
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.files.layer import Array, Layer
from rnn_core.files.network import Run

CLOSED, OPEN, FLAT, SATURATED, STILL, STILL_SHARE, VANISHED, EXPLODED, SMALL, LARGE = 0.1, 0.98, 0.49, 0.8, 1e-4, 0.1, 1e-6, 1e6, 0.1, 10.0
KEEPS = {"lstm": "f", "gru": "z"}  # the gate that says how much of the old state stays


@dataclass(frozen=True)
class Rule:
    """name; threshold, in words; means: what it does to the network; advice: what to try."""

    name: str
    threshold: str
    means: str
    advice: str


@dataclass(frozen=True)
class Finding:
    """One rule at one place: what was measured, and whether that crosses the threshold."""

    rule: Rule
    where: str
    measured: float
    found: bool


FORGETS = Rule("Forgets at once", f"mean of the forget gate (a GRU's z) below {CLOSED}",
               "Almost nothing of the old state gets past a step.", "Begin with a forget bias of 1 or more, and train again.")
NEVER_FORGETS = Rule("Never forgets", f"mean of the forget gate (a GRU's z) above {OPEN}",
                     "Nearly everything is kept for good, needed or not.", "Lower the forget bias, or check whether the task needs such a long memory.")
STUCK = Rule("Gate saturated", f"more than {SATURATED:.0%} of a gate's values within {0.5 - FLAT:.2f} of 0 or 1",
             "A gate that is fully open or shut hardly learns any more: its slope is close to 0.",
             "Bring the inputs to unit scale, lower the learning rate, or add a little weight decay.")
IDLE = Rule("Units that never move", f"more than {STILL_SHARE:.0%} of units with a deviation below {STILL:g} over the steps",
            "These units say the same whatever is read.", "Take fewer units; with relu, a lower learning rate or another activation.")
VANISHES = Rule("Gradient vanishes", f"farthest step's gradient below {VANISHED:g} of the nearest's",
                "Training hears nothing from the first steps, so it cannot learn what stands there.",
                "Use an LSTM or GRU with a larger forget bias, shorten the sequence, or read it from the other end as well.")
EXPLODES = Rule("Gradient explodes", f"farthest step's gradient above {EXPLODED:g} times the nearest's",
                "One early step can throw all weights far off.", "Clip the gradient's norm, and begin with an orthogonal W_hh.")
SCALE = Rule("Inputs far from unit scale", f"root mean square of a feature below {SMALL} or above {LARGE:g}",
             "Large inputs saturate the gates, small ones are hardly heard.",
             "Subtract the training mean and divide by the training deviation, feature by feature.")
FRESH = Rule("Initialisation still visible", "all biases exactly as a framework first sets them: 0, or 0 and a forget bias of 1",
             "The biases have probably never been trained.", "Check that the trained weights were saved, and that the optimiser had this layer's.")
RULES = (FORGETS, NEVER_FORGETS, STUCK, IDLE, VANISHES, EXPLODES, SCALE, FRESH)


def checkup(run: Run, slopes: Array | None = None) -> list[Finding]:
    """All rules at all places of a run of one sequence, x (steps, features); slopes: `slope_norms(run)` if it is there already."""
    x = run.inputs[0]
    found = [scale(x), *reach(slope_norms(run) if slopes is None else slopes, nearest(run))]
    for layer in run.stack.layers:
        for k, way in enumerate(layer.ways):
            found += _of_layer(run, layer, k, f"{layer.name}{way}", moves=bool(np.ptp(x, axis=0).any()))
    return found


def _of_layer(run: Run, layer: Layer, k: int, where: str, moves: bool) -> list[Finding]:
    found: list[Finding] = []
    kept = KEEPS.get(layer.cell)
    if kept:
        found += keeping(run.gates[f"{where}.{kept}"], f"{where}.{kept}")
    if layer.recurrent_activation:
        found += [saturated(run.gates[f"{where}.{gate}"], f"{where}.{gate}") for gate in ("ifo" if layer.cell == "lstm" else "rz")]
    if moves:  # on a constant input a unit at rest is no finding
        found.append(idle(run.states[f"{where}.h"], where))
    if layer.bias:
        way = layer.ways[k]
        bias = layer.net.params[f"bias_ih_l0{way}"] + layer.net.params[f"bias_hh_l0{way}"]
        found.append(fresh(bias, layer.cell, where))
    return found


def keeping(gate: Array, where: str = "") -> tuple[Finding, Finding]:
    """A forget gate, or a GRU's z, of any shape."""
    mean = float(gate.mean())
    return Finding(FORGETS, where, mean, mean < CLOSED), Finding(NEVER_FORGETS, where, mean, mean > OPEN)


def saturated(gate: Array, where: str = "") -> Finding:
    """The share of a gate's values at either end."""
    share = float((np.abs(gate - 0.5) > FLAT).mean())
    return Finding(STUCK, where, share, share > SATURATED)


def idle(h: Array, where: str = "") -> Finding:
    """The share of units of h (steps, units) that hardly change."""
    share = float((h.std(0) < STILL).mean())
    return Finding(IDLE, where, share, share > STILL_SHARE)


def reach(slopes: Array, near: int = -1) -> tuple[Finding, Finding]:
    """Gradients (steps,): the one farthest from step `near`, over the one there.  None at all has vanished."""
    far = 0 if near in (-1, len(slopes) - 1) else -1
    ratio = float(slopes[far] / slopes[near]) if slopes[near] else np.inf if slopes[far] else 0.0
    return Finding(VANISHES, "from end to end", ratio, not ratio >= VANISHED), Finding(EXPLODES, "from end to end", ratio, not ratio <= EXPLODED)


def scale(x: Array) -> Finding:
    """x (steps, features): the root mean square of the feature that is farthest from 1."""
    sizes = np.sqrt((x.astype(float) ** 2).mean(0))
    worst = int(np.abs(np.log(np.maximum(sizes, 1e-300))).argmax())
    return Finding(SCALE, f"input, feature {worst}", float(sizes[worst]), not SMALL <= sizes[worst] <= LARGE)


def fresh(bias: Array, cell: str, where: str = "") -> Finding:
    """A layer's biases, (gates · units,) in PyTorch's order: the share that stands as Keras first sets it."""
    starts = [np.zeros_like(bias)]
    if cell == "lstm":
        starts.append(np.repeat(np.array([0, 1, 0, 0], bias.dtype), len(bias) // 4))
    share = max(float((bias == start).mean()) for start in starts)
    return Finding(FRESH, where, share, share == 1.0)


def nearest(run: Run) -> int:
    """The step of the input that is read last before the output which `slope_norms` asks about."""
    layers, steps = run.stack.layers, len(run.output)
    step = 0 if layers[-1].reverse else steps - 1
    for layer in reversed(layers):
        step = steps - 1 - step if layer.go_backwards else step
    return step


def slope_norms(run: Run, seed: int = 0) -> Array:
    """(steps,) ‖∂L/∂x_t‖ of a run of one sequence, where L is a fixed random mixture (norm 1) of the final output's numbers."""
    mixture = np.random.default_rng(seed).normal(size=run.output.shape[-1])
    d_output = np.zeros_like(run.output)
    d_output[0 if run.stack.layers[-1].reverse else -1] = mixture / np.linalg.norm(mixture)
    return np.linalg.norm(run.backward(d_output).x.astype(float), axis=-1)

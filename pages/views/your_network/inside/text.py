"""A network and its check-up in words and rows.  No Streamlit here."""

import numpy as np

from pages.common.markdown import escape_markdown
from rnn_core.files import Layer, Network, Stack
from rnn_core.files.checkup import Finding

PARTS = {"h": "hidden state h", "c": "cell state c", "i": "input gate i", "f": "forget gate f", "g": "candidate g", "o": "output gate o",
         "r": "reset gate r", "z": "update gate z", "n": "candidate n", "v": "what the reset gate acts on, v"}
GATES = "ifozr"
USUAL = {"merge": ("", "concat"), "reset_after": ("", True), "projection": ("",), "recurrent_activation": ("", "sigmoid"), "bias": (True,)}
TITLES = {"stack": "Part", "layer": "Layer", "cell": "Cell", "input_size": "In", "hidden_size": "Units", "output_size": "Out",
          "direction": "Direction", "activation": "Activation", "recurrent_activation": "of the gates", "merge": "Merged by",
          "reset_after": "Reset after", "bias": "Bias", "projection": "Projected to", "parameters": "Parameters"}


def rows(network: Network) -> list[dict[str, str]]:
    """The architecture, a row a layer; what is as usual in every layer is left out."""
    full = network.architecture
    shown = [key for key in TITLES if any(row[key] not in USUAL.get(key, ()) for row in full)]
    shown = shown if len(network.stacks) > 1 else [key for key in shown if key != "stack"]
    return [{TITLES[key]: f"{row[key]:,}" if key == "parameters" else str(row[key]) for key in shown} for row in full]


def summary(network: Network) -> str:
    stored = " and ".join(network.stored)
    layers = "one recurrent layer" if len(network.layers) == 1 else f"{len(network.layers)} recurrent layers"
    others = f" {len(network.others)} other arrays of the file are not used here." if network.others else ""
    return escape_markdown(f"{network.kind}: {layers}, {network.parameters:,} parameters, stored as {stored}.{others}")


def label(key: str, stack: Stack) -> str:
    """`lstm_l0_reverse.f` → lstm_l0, reverse: forget gate f"""
    name, _, part = key.rpartition(".")
    _, way = place(name, stack)
    return f"{name.removesuffix('_reverse') + ', reverse' if way else name}: {PARTS[part]}"


def place(name: str, stack: Stack) -> tuple[Layer, str]:
    """The layer and direction of a name such as lstm_l0_reverse."""
    return next((layer, way) for layer in stack.layers for way in layer.ways if layer.name + way == name)


def in_words(key: str, values: np.ndarray, stack: Stack) -> str:
    """The picture in words: values (steps, units)."""
    moves = values.std(0)
    busiest, quietest = int(moves.argmax()), int(moves.argmin())
    sentence = (f"{label(key, stack)}. Mean {values.mean():.2f}, from {values.min():.2f} to {values.max():.2f}, over {len(values):,} steps and "
                f"{values.shape[1]:,} units. Unit {busiest} moves most (deviation {moves[busiest]:.2g}), "
                f"unit {quietest} least ({moves[quietest]:.2g}).")
    return escape_markdown(sentence)


def means(key: str, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The gates of this layer and direction that lie between 0 and 1: their mean over the units, (steps,) each."""
    name = key.rpartition(".")[0]
    return {gate: values[f"{name}.{gate}"].mean(1) for gate in GATES if f"{name}.{gate}" in values}


def means_in_words(lines: dict[str, np.ndarray]) -> str:
    return "; ".join(f"{PARTS[gate]}: mean {line.mean():.2f}, from {line.min():.2f} to {line.max():.2f}" for gate, line in lines.items()) + "."


def means_rows(lines: dict[str, np.ndarray], slopes: np.ndarray) -> list[dict[str, str]]:
    return [{"Step": str(t + 1)} | {PARTS[gate]: f"{line[t]:.3f}" for gate, line in lines.items()} | {"Gradient": f"{slopes[t]:.3g}"}
            for t in range(len(slopes))]


def reach_in_words(slopes: np.ndarray) -> str:
    return (f"The first step's gradient is {slopes[0]:.2g}, the last one's {slopes[-1]:.2g}, and the largest, {slopes.max():.2g}, "
            f"step {int(slopes.argmax()) + 1}'s.")


def finding(found: Finding) -> str:
    """What is measured, the threshold, what it means and what to try."""
    rule = found.rule
    return (f"**{rule.name}** · {escape_markdown(found.where)}: measured {found.measured:.3g}; "
            f"told when: {escape_markdown(rule.threshold)}. {rule.means} *Try:* {escape_markdown(rule.advice)}")


def verdict(findings: list[Finding]) -> str:
    found, rules = sum(one.found for one in findings), len({one.rule.name for one in findings})
    if not found:
        return f"Nothing stands out: in {len(findings)} checks by {rules} rules no threshold was crossed."
    return f"{found} of {len(findings)} checks crossed {'its' if found == 1 else 'their'} threshold. A threshold is a convention, no proof of a fault."


def finding_rows(findings: list[Finding]) -> list[dict[str, str]]:
    return [{"Rule": one.rule.name, "Where": one.where, "Measured": f"{one.measured:.3g}", "Told when": one.rule.threshold,
             "Verdict": "look at it" if one.found else "fine"} for one in findings]


def difference(largest: float, target: str) -> str:
    framework = "PyTorch" if target == "pytorch" else "Keras"
    return (f"Both files were run here on random input: no output differs by more than {largest:.1e}. "
            f"This program loads the file in {framework}:")

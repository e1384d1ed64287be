"""What every room says below its drawing, as rows and sentences.  No Streamlit here."""

from typing import Any

from pages.common.theme import NETWORKS
from rnn_core.frameworks import Options
from rnn_core.frameworks.data import TASKS, features
from rnn_core.gallery.topologies import Topology
from rnn_core.train.recipe import LEAST, NUMBERS, cell_of, recipe_of, seeds_of, share_said

CELLS = ("rnn", "gru", "lstm")


def shape_rows(wiring: Topology, sizes: tuple[int, int, int], each: tuple[str, str]) -> list[dict[str, str]]:
    """What goes in and comes out in torch.nn's order; `each` says what one row of input and of output stands for."""
    start = "the start sign, then " if wiring.split else ""
    names = {"states": "states" if wiring.recurrent else "hidden layer"}
    meaning = {"input": f"one {each[0]} a step that reads from outside",
               "fed back": f"one {each[0]} for every other step: {start}what it wrote before",
               "states": "what is kept after every step" if wiring.recurrent else "made anew for each input; nothing is kept",
               "output": f"one {each[1]} a step that writes"}
    return [{"tensor": names.get(name, name), "shape (steps, batch, size)": f"{shape}", "what": meaning[name]}
            for name, shape in wiring.shapes(*sizes).items()]


def size_note(options: Options, sizes: tuple[int, int, int]) -> str:
    """Whose sizes the few lines have: those of the code page's data, where the program is run, beside this room's."""
    task = TASKS[options.task]
    names, theirs = ("Numbers read at a step", "hidden units", "outputs"), (features(options), options.hidden_size, task.outputs)
    pairs = "; ".join(f"{name} {there} ({here})" for name, there, here in zip(names, theirs, sizes, strict=True))
    return f"The same wiring on the code page's toy data ({task.about}), with sizes that go with these; in brackets this room's. {pairs}."


def training_note(figures: dict[str, dict[str, Any]]) -> str:
    """How the networks of a room began and were trained, and how much of each is recurrent; name → what its card holds."""
    recipe = recipe_of(next(iter(figures)))
    cells = [cell for cell in CELLS if cell in {cell_of(f) for f in figures.values()}]
    begins = ", ".join(f"{NETWORKS[cell][0]} with {recipe.beginning(cell)}" for cell in cells)
    note = f"**How they were trained.** {recipe.optimiser()}."
    if begins:
        note = (f"**How they began and were trained.** At first each network is set to keep most of its state from step to "
                f"step: {begins}; the rest of a recurrent layer begins as in PyTorch. {recipe.optimiser()}.")
    counted = "; ".join(f"{name} {share_said(f)}" for name, f in figures.items() if "recurrent" in f)
    return note + (f" Recurrent parameters: {counted}." if counted else "") + seeds_note(figures)


def seeds_note(figures: dict[str, dict[str, Any]]) -> str:
    """What intervals leave out, where a search had three seeds or more."""
    ranges = {name: scores for name, scores in ((name, seeds_of(f)) for name, f in figures.items()) if len(scores) >= LEAST}
    if not ranges:
        return ""
    said = "; ".join(f"{name} {scores[0]:.4g} to {scores[-1]:.4g}" for name, scores in ranges.items())
    of = NUMBERS[len(next(iter(ranges.values())))]
    return (f" Each is the best of {of} trainings with other seeds, and the intervals leave out how far these lie apart."
            f" In validation they reached: {said}.")


def with_interval(found: dict[str, Any], key: str = "accuracy") -> str:
    return f"{found[key]:.3f} ({found['low']:.3f}–{found['high']:.3f})"

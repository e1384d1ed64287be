"""What every room says below its drawing, as rows and sentences.  No Streamlit here."""

from typing import Any

from rnn_core.frameworks import Options
from rnn_core.frameworks.data import TASKS, features
from rnn_core.gallery.topologies import Topology


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


def with_interval(found: dict[str, Any], key: str = "accuracy") -> str:
    return f"{found[key]:.3f} ({found['low']:.3f}–{found['high']:.3f})"

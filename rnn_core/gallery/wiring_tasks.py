"""Tasks stated in a sentence, and whether a wiring can do them: decided by which input can reach which output.

    found = check(TASKS[0], reads=(0, 1, 2, 3), writes=(3,))
    found.solved, found.explanation, found.topology

A task says how many things are given and wanted, which of the given each wanted one hangs on, and whether what was written
before must be known (a melody that is drawn note by note).
"""

from dataclasses import dataclass

import numpy as np

from rnn_core.gallery.topologies import Topology


@dataclass(frozen=True)
class Task:
    """needs (given, wanted) of bool: which given thing each wanted one hangs on.  fed: what was written must be known."""

    sentence: str
    given: tuple[str, ...]
    wanted: tuple[str, ...]
    needs: np.ndarray
    fed: bool = False

    @property
    def steps(self) -> int:
        """Room enough to read everything before anything is written."""
        return len(self.given) + len(self.wanted)


@dataclass(frozen=True)
class Checked:
    topology: Topology | None
    solved: bool
    explanation: tuple[str, ...]


def _task(sentence: str, given: str, wanted: str, needs: str = "all", fed: bool = False) -> Task:
    rows, columns = len(given.split()), len(wanted.split())
    matrix = np.ones((rows, columns), bool) if needs == "all" else np.triu(np.ones((rows, columns), bool))
    return Task(sentence, tuple(given.split()), tuple(wanted.split()), matrix, fed)


TASKS = (
    _task("Say whether a review of four words praises or not.", "not a bad film", "verdict"),
    _task("While four words are read, say after each one whether the text so far is friendly.", "well that was awful",
          "friendly? friendly? friendly? friendly?", "so far"),
    _task("Compose a tune: one note is given, four are wanted, each drawn by chance and fitting those before it.", "G",
          "note note note note", fed=True),
    _task("Translate three words into three; the first translated word may hang on the last word read.", "the white house",
          "la maison blanche", fed=True),
    _task("Mark every one of four words as name or not. The first, Jordan, is a person or a country: only the words after it tell.",
          "Jordan won the race", "name? name? name? name?"),
    _task("One picture is given whole; say which digit it shows.", "picture", "digit"),
    _task("Describe one picture in four words.", "picture", "a dog on grass", fed=True),
    _task("Three months of sales are given; forecast the next two, the second knowing the first.", "May June July", "August September", fed=True),
)


def check(task: Task, reads: tuple[int, ...], writes: tuple[int, ...], *, fed: bool = False, back: bool = False) -> Checked:
    """What such a wiring can and cannot do of the task.  Steps beyond the task's are left out."""
    used = sorted({t for t in (*reads, *writes) if 0 <= t < task.steps})
    if not any(t in used for t in reads) or not any(t in used for t in writes):
        return Checked(None, False, ("Choose at least one step that reads and one that writes.",))
    steps = range(max(used) + 1)
    wiring = Topology("your wiring", tuple(t in reads for t in steps), tuple(t in writes for t in steps),
                      recurrent=len(steps) > 1, feeds_back=fed, two_way=back)
    wrong = [*_counts(task, wiring), *_twice(wiring)] or [*_missing(task, wiring), *_unheard(task, wiring)]
    return Checked(wiring, not wrong, tuple(wrong) or _praise(task, wiring))


def _counts(task: Task, wiring: Topology) -> list[str]:
    pairs = (("read", len(wiring.read_steps), len(task.given), "given"), ("written", len(wiring.write_steps), len(task.wanted), "wanted"))
    return [f"{want} {'thing is' if want == 1 else 'things are'} {kind} and {have} {'is' if have == 1 else 'are'} {verb}."
            for verb, have, want, kind in pairs if have != want]


def _twice(wiring: Topology) -> list[str]:
    if wiring.two_way and wiring.feeds_back:
        return ["The direction from right to left would have to read what is still to be written: choose one of the two."]
    return []


def _missing(task: Task, wiring: Topology) -> list[str]:
    lacking = task.needs & ~wiring.reach()
    found = []
    for k in np.flatnonzero(lacking.any(0)):
        names = ", ".join(f"“{task.given[j]}”" for j in np.flatnonzero(lacking[:, k]))
        found.append(f"“{task.wanted[k]}” at step {wiring.write_steps[k] + 1} is written before {names} could reach it.")
    return found[:3]


def _unheard(task: Task, wiring: Topology) -> list[str]:
    if task.fed and not wiring.feeds_back:
        return ["Every output is chosen without knowing what was chosen before it: let what is written be read at the next step."]
    return []


def _praise(task: Task, wiring: Topology) -> tuple[str, ...]:
    sentences = ["Right: every output can hear all that it hangs on, and nothing is missing."]
    if wiring.two_way and not (task.needs & ~np.triu(np.ones(task.needs.shape, bool))).any():
        sentences.append("The direction from right to left is not needed here, and with it nothing can be said before all is read.")
    return tuple(sentences)

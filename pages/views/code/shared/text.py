"""Where recorded runs come from, and how nearly both frameworks agreed in one.  No Streamlit here."""

import re
from functools import lru_cache
from typing import Any

from rnn_core.frameworks import Options, proofs
from rnn_core.frameworks.record import recorded
from rnn_core.frameworks.verify import stamp

PACKAGES = {"python": "Python", "torch": "PyTorch", "tensorflow": "TensorFlow", "keras": "Keras", "numpy": "NumPy"}
# What the first choice's PyTorch program printed on an Intel Xeon, with the recorded run's version of PyTorch, each time
# and with one thread or two; the recorded run was on another processor.
ELSEWHERE = "loss 0.1730, right 0.945"


def made_with(about: dict[str, Any]) -> str:
    return f"{', '.join(f'{PACKAGES[name]} {value}' for name, value in about['versions'].items())}; {about['machine']}; {about['date']}"


def agreement(run: dict[str, Any]) -> list[dict[str, str]]:
    """How nearly both answer alike once they have the same weights."""
    return [{"With PyTorch's trained weights in both": name, "measured": value} for name, value in (
        ("largest difference of any held-out answer", f"{run['difference']:.1e}, with answers up to {run['largest']:.1f}"),
        ("held-out loss in PyTorch", f"{run['loss']['pytorch']:.6f}"), ("held-out loss in Keras", f"{run['loss']['keras']:.6f}"))]


def provenance(changed: str = "") -> str:
    """Of which programs the output is, and how far it can be expected again.  `changed`: what the run's choice has that the page's has not."""
    whose = f"the nearest choice's programs, which have {changed}; not of those above" if changed else "exactly these programs"
    return (f"Recorded from a run of {whose}: {made_with(recorded()['about'])}; "
            "by python -m rnn_core.frameworks.record. The two start from other random weights, so their losses differ; "
            "with the same weights they answer alike, up to float32's rounding. Their seeds make them repeat on one machine. Another processor "
            "rounds differently, training makes the difference grow, and what is trained can come out otherwise: the PyTorch program that "
            f"this page opens with ended at {held_out(Options())} in its recorded run, at {ELSEWHERE} on another processor.")


@lru_cache(maxsize=1)
def held_out(o: Options) -> str:
    """What the choice's PyTorch program ended at in the recorded run."""
    match = re.search(r"held out: (.*?) \(", recorded()["runs"][stamp(o)]["printed"]["pytorch"])
    return match[1] if match else ""


def provenance_of_proofs() -> str:
    return f"Recorded: {made_with(proofs.about())}; by python -m rnn_core.frameworks.pitfalls."

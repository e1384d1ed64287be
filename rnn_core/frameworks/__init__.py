"""The same network as a program in PyTorch and in Keras, and its weights carried from one to the other.

    print(generate("keras", cell="lstm", task="tagging", bidirectional=True, masked=True))     # or "pytorch"
    print(generate("both", cell="gru"))                   # one after the other, and the weights carried across
    weights = torch_to_keras("lstm", state_dict)          # arrays in Keras's order, for layer.set_weights
    state_dict = keras_to_torch("lstm", weights)

Nothing here needs either framework; only running the programs does.
"""

from dataclasses import replace
from typing import Any

from rnn_core.frameworks import joint_program, keras_tf, pytorch
from rnn_core.frameworks.convert import Mismatch, keras_to_torch, per_layer, torch_to_keras
from rnn_core.frameworks.options import Options, conflicts
from rnn_core.frameworks.program_lines import Line, source
from rnn_core.nn import checks

PROGRAMS = {"pytorch": pytorch.program, "keras": keras_tf.program, "both": joint_program.program}


def program(framework: str, options: Options) -> list[Line]:
    """The program as lines that know what they mean.  Raises ValueError for a combination that makes no sense."""
    why = conflicts(options)
    if why:
        raise ValueError(" ".join(why))
    return PROGRAMS[checks.choice("framework", framework, tuple(PROGRAMS))](options)


def generate(framework: str, **options: Any) -> str:
    """Source text that runs as it is: data, model, training, and what it has learned.  `options` are those of Options;
    a forecast has raw features unless told otherwise."""
    chosen = Options(**options)
    if chosen.task == "forecasting" and "embedding" not in options:
        chosen = replace(chosen, embedding=False)
    return source(program(framework, chosen))


__all__ = ["Mismatch", "Options", "generate", "keras_to_torch", "per_layer", "program", "torch_to_keras"]

"""A character model as two files that work without this project: its weights, and a PyTorch script that goes on from them.

    weights(model, "what it was trained on")      # the bytes of NAME.safetensors
    script(model, "NAME.safetensors", lr=0.005)   # the source of NAME.py: it loads them, writes, and trains on
"""

from pathlib import Path

from rnn_core.nn.safetensors import as_safetensors
from rnn_core.text.characters import CharacterModel

LAYERS = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
SCRIPT = Path(__file__).with_name("export_script.txt").read_text(encoding="utf-8")  # str.format fills it in


def weights(model: CharacterModel, about: str) -> bytes:
    """The float32 weights under torch's names, with the alphabet, as a safetensors file; ModuleNotFoundError without the package."""
    return as_safetensors(model.params, model.metadata | {"about": about})


def script(model: CharacterModel, weights: str, *, rows: int = 8, window: int = 32, lr: float = 0.005, clip: float = 1.0,
           weight_decay: float = 0.0) -> str:
    """The source of a program that needs torch, safetensors and the file called `weights` beside it, nothing else."""
    return SCRIPT.format(
        weights=weights, name=weights.removesuffix(".safetensors"), LAYER=LAYERS[model.cell], rows=rows, window=window, lr=lr,
        clip=clip, weight_decay=weight_decay, embedding_dim=model.embedding.embedding_dim, hidden_size=model.rnn.hidden_size,
        num_layers=model.rnn.num_layers)

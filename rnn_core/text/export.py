"""A character model as two files that work without this project: its weights, and a PyTorch script that goes on from them.

    weights(model, "what it was trained on")      # the bytes of NAME.safetensors
    script(model, "NAME.safetensors", lr=0.005)   # the source of NAME.py: it loads them, writes, and trains on
"""

from rnn_core.nn.safetensors import as_safetensors
from rnn_core.text.characters import CharacterModel

LAYERS = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
SCRIPT = '''"""Goes on from {weights}: a {LAYER} that reads characters.

    pip install torch safetensors numpy
    python {name}.py                      # writes 300 characters
    python {name}.py text.txt             # trains on that text, and writes again
    python {name}.py text.txt --steps 500
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn
from torch.nn.functional import cross_entropy

WEIGHTS = Path(__file__).with_name("{weights}")
ROWS, WINDOW, LR, CLIP, WEIGHT_DECAY = {rows}, {window}, {lr!r}, {clip!r}, {weight_decay!r}


class CharacterModel(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.symbols = symbols
        self.embedding = nn.Embedding(len(symbols), {embedding_dim})
        self.rnn = nn.{LAYER}({embedding_dim}, {hidden_size}, num_layers={num_layers})
        self.head = nn.Linear({hidden_size}, len(symbols))

    def forward(self, ids, state=None):  # ids (T, N) -> logits (T, N, symbols), state
        output, state = self.rnn(self.embedding(ids), state)
        return self.head(output), state

    def encode(self, text):
        return torch.tensor([self.symbols.index(c) for c in text if c in self.symbols])


def load():
    with safe_open(WEIGHTS, framework="pt") as file:
        model = CharacterModel(json.loads(file.metadata()["alphabet"]))
        model.load_state_dict({{name: file.get_tensor(name).float() for name in file.keys()}})
        return model, file.metadata()


@torch.no_grad()
def write(model, length, start="\\n", temperature=0.8):
    ids = model.encode(start)
    ids, state, text = (ids if len(ids) else torch.zeros(1, dtype=torch.long))[:, None], None, ""
    for _ in range(length):
        logits, state = model(ids, state)
        ids = torch.multinomial((logits[-1] / temperature).softmax(-1), 1)
        text += model.symbols[ids.item()]
    return text


def detached(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def train(model, text, steps):
    """Truncated backpropagation through time: ROWS parts of the text side by side, the state carried from window to window."""
    ids = model.encode(text)
    length = (len(ids) - 1) // ROWS
    if length < WINDOW:
        raise SystemExit(f"the text needs at least {{ROWS * WINDOW + 1}} characters that the model knows; it has {{len(ids)}}")
    rows = torch.stack([ids[k * length : (k + 1) * length + 1] for k in range(ROWS)], 1)
    optimiser, state, start = torch.optim.AdamW(model.parameters(), lr=LR, weight_decay=WEIGHT_DECAY), None, 0
    for step in range(1, steps + 1):
        window = rows[start : start + WINDOW + 1]
        logits, state = model(window[:-1], state)
        loss = cross_entropy(logits.flatten(0, 1), window[1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimiser.step()
        state, start = detached(state), start + WINDOW
        if start + WINDOW > length:
            state, start = None, 0
        if step == 1 or step % 100 == 0 or step == steps:
            print(f"step {{step}}: loss {{loss.item():.5f}} nats per character", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text", nargs="?", help="a text file to train on")
    parser.add_argument("--steps", type=int, default=1000)
    given = parser.parse_args()
    torch.manual_seed(0)
    model, metadata = load()
    if given.text:
        train(model, Path(given.text).read_text(encoding="utf-8"), given.steps)
        kept = WEIGHTS.with_name(WEIGHTS.stem + "-more.safetensors")
        save_file(model.state_dict(), kept, metadata)
        print(f"kept in {{kept.name}}")
    print(write(model, 300))


if __name__ == "__main__":
    main()
'''


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

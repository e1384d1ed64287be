"""Live training: characters a second of ours and of the same network in torch.nn, on one thread, taking turns.

Both read the same text in the same windows, with the same embedding, cell, linear layer, loss, clipping and Adam, at the
page's default sizes.  Processor time, medians of five rounds; ours is the page's own loop, its marks and samples left out.
"""

import itertools
import statistics
import time
import warnings
from collections.abc import Callable, Iterator

import torch

from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training
from rnn_core.text.characters import CharacterModel, Streams
from rnn_core.text.corpus.texts import austen
from rnn_core.text.study import Settings

CELLS, ROUNDS, STEPS = ("rnn", "gru", "lstm"), 5, 60


def ours(model: CharacterModel, streams: Streams, s: Settings) -> Iterator[object]:
    return training(model, streams, Adam(model.params, lr=s.lr), steps=10**9, clip=s.clip)


def theirs(model: CharacterModel, streams: Streams, s: Settings) -> Iterator[object]:
    E, H, V = s.embedding_dim, s.hidden_size, len(model.alphabet)
    embedding, head = torch.nn.Embedding(V, E), torch.nn.Linear(H, V)
    rnn = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[s.cell](E, H)
    parameters = [*embedding.parameters(), *rnn.parameters(), *head.parameters()]
    optimiser, state = torch.optim.Adam(parameters, lr=s.lr), None
    for stretch in streams:
        ids = torch.from_numpy(stretch.ids)
        output, state = rnn(embedding(ids[:-1]), state)
        loss = torch.nn.functional.cross_entropy(head(output).flatten(0, 1), ids[1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, s.clip)
        optimiser.step()
        state = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
        yield loss.item()


def speed(make: Callable[..., Iterator[object]], s: Settings) -> Callable[[], float]:
    """Characters a second over the next STEPS steps."""
    from rnn_core.text.characters import Alphabet

    text = austen()
    model = CharacterModel(s.cell, Alphabet.of(text), embedding_dim=s.embedding_dim, hidden_size=s.hidden_size)
    steps = make(model, Streams(model, text, steps=s.window, rows=s.rows), s)
    list(itertools.islice(steps, 5))

    def measured() -> float:
        start = time.process_time()
        list(itertools.islice(steps, STEPS))
        return STEPS * s.rows * s.window / (time.process_time() - start)

    return measured


def measure() -> dict[str, tuple[float, float, float]]:
    """cell: (ours, theirs, the median of the rounds' ratios)."""
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    found = {}
    for cell in CELLS:
        one, other = speed(ours, Settings(cell=cell)), speed(theirs, Settings(cell=cell))
        pairs = [(one(), other()) for _ in range(ROUNDS)]
        found[cell] = (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(a / b for a, b in pairs))
    return found

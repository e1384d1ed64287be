"""The sentence completers: four networks that read words and say how probable every next word is.

    completer = Completer("lstm", vocabulary, hidden_size=128, rng=0)
    reading = completer.read("i grew up in germany so i speak fluent")
    reading.ranked[:5]; reading.tokens; reading.unknown

All are alike but for the middle: a table of word vectors E, a network, a projection q = P h + b back to the size
of a word vector, and the softmax of E q + b_V over the vocabulary (the output shares the table: Press & Wolf 2017).
The middle is an RNN, a GRU, an LSTM, or, for "window", a feed-forward network that sees the last WINDOW words only
(Bengio et al. 2003).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rnn_core import GRU, LSTM, RNN
from rnn_core.nn import checks
from rnn_core.nn.losses import softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, padded, scatter_add
from rnn_core.text.vocabulary import Vocabulary, tokenise

KINDS: dict[str, Any] = {"window": None, "rnn": RNN, "gru": GRU, "lstm": LSTM}
WINDOW = 5
LONGEST = 400  # words; a longer text is read from its last so many, and the reading says so


@dataclass(frozen=True)
class Batch:
    """ids (T + 1, N): every word is to be predicted from those before it; weights (T, N): how much each counts."""

    ids: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Reading:
    """What a completer makes of a text.  probabilities[k] belongs to words[k]; they sum to 1 with <unk> and <s>."""

    tokens: tuple[str, ...]
    unknown: tuple[str, ...]
    words: tuple[str, ...]
    probabilities: np.ndarray
    dropped: int  # words at the start that were too many to read

    @cached_property
    def ranked(self) -> list[tuple[str, float]]:
        """Every word of the vocabulary with its probability, the most probable first."""
        order = np.argsort(-self.probabilities[2:], kind="stable") + 2
        return [(self.words[k], float(self.probabilities[k])) for k in order]

    @property
    def known(self) -> int:
        """How many words it knows; <s> and <unk> are none."""
        return len(self.words) - 2

    @property
    def outside(self) -> float:
        """The probability that the next word is one it has no name for."""
        return float(self.probabilities[1])

    def place(self, word: str) -> int | None:
        """1 for the most probable word, 2 for the next; None for a word outside the vocabulary."""
        words = [ranked for ranked, _ in self.ranked]
        return words.index(word) + 1 if word in words else None

    def probability(self, word: str) -> float | None:
        """None for a word outside the vocabulary."""
        return float(self.probabilities[self.words.index(word)]) if word in self.words[2:] else None


def _branched(read: Any, before: Any) -> Any:
    """The states (1, N, H) after a word, and beside them the last column's before it."""
    if isinstance(read, tuple):
        return tuple(_branched(r, b) for r, b in zip(read, before, strict=True))
    return np.concatenate([read[:, :-1], before[:, -1:], read[:, -1:]], 1)


class Completer(Assembled):
    def __init__(self, kind: str, vocabulary: Vocabulary, *, embedding_dim: int = 64, hidden_size: int = 128,
                 dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.kind, self.vocabulary = checks.choice("kind", kind, tuple(KINDS)), vocabulary
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        E, H, V = embedding_dim, hidden_size, len(vocabulary)
        drawn = {"embedding.weight": rng.normal(0, E**-0.5, (V, E)),
                 "projection.weight": rng.uniform(-(H**-0.5), H**-0.5, (E, H)),
                 "projection.bias": np.zeros(E), "decoder.bias": np.zeros(V)}
        self.params = {name: value.astype(self.dtype) for name, value in drawn.items()}
        if kind == "window":
            bound = (WINDOW * E) ** -0.5
            self.params["hidden.weight"] = rng.uniform(-bound, bound, (H, WINDOW * E)).astype(self.dtype)
            self.params["hidden.bias"] = np.zeros(H, self.dtype)
        else:
            self.net = KINDS[kind](E, H, dtype=self.dtype, rng=rng)
            self.params |= {f"net.{name}": value for name, value in self.net.params.items()}

    def in_float64(self) -> "Completer":
        """The same network computing in float64."""
        p = self.params
        exact = Completer(self.kind, self.vocabulary, embedding_dim=p["embedding.weight"].shape[1],
                          hidden_size=p["projection.weight"].shape[1], dtype="float64")
        for name, value in exact.params.items():
            value[...] = p[name]
        return exact

    # --- from words to the state, and back -----------------------------------------------------------------

    def _windows(self, ids: np.ndarray) -> np.ndarray:
        """(T, N) -> (T, N, WINDOW): each word with those before it; before the first stands <s>."""
        padded = np.concatenate([np.zeros((WINDOW - 1, ids.shape[1]), ids.dtype), ids])
        return np.stack([padded[k : k + len(ids)] for k in range(WINDOW)], -1)

    def states(self, ids: np.ndarray, keep: bool = False) -> tuple[np.ndarray, Any]:
        """h (T, N, H) after every word of ids (T, N), and what its way back needs."""
        table = self.params["embedding.weight"]
        if self.kind == "window":
            x = table[self._windows(ids)].reshape(*ids.shape, -1)
            h = np.tanh(x @ self.params["hidden.weight"].T + self.params["hidden.bias"])
            return h, x
        if keep:
            trace = self.net.trace(table[ids])
            return trace.output, trace
        return self.net(table[ids])[0], None

    def _words_back(self, ids: np.ndarray, h: np.ndarray, run: Any, d_h: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """The slopes along what the middle read, (T, N, E) or (T, N, WINDOW * E), and along its parameters."""
        if self.kind == "window":
            da = (d_h * (1 - h * h)).reshape(-1, h.shape[-1])
            d_x = (da @ self.params["hidden.weight"]).reshape(*ids.shape, -1)
            return d_x, {"hidden.weight": da.T @ run.reshape(-1, run.shape[-1]), "hidden.bias": da.sum(0)}
        found = self.net.backward(run, d_h)
        return found.x, {f"net.{name}": slope for name, slope in found.params.items()}

    def _states_back(self, ids: np.ndarray, h: np.ndarray, run: Any, d_h: np.ndarray, grads: dict[str, np.ndarray]) -> None:
        d_x, found = self._words_back(ids, h, run, d_h)
        grads |= found
        table = grads["embedding.weight"]
        scatter_add(table, (self._windows(ids) if self.kind == "window" else ids).ravel(), d_x.reshape(-1, table.shape[1]))

    # --- from the state to the next word, and back ---------------------------------------------------------

    def logits(self, h: np.ndarray) -> np.ndarray:
        """(…, V): how much speaks for every word after the states h (…, H)."""
        return self._logits(h)[0]

    def _logits(self, h: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        p = self.params
        q = h @ p["projection.weight"].T + p["projection.bias"]
        return q @ p["embedding.weight"].T + p["decoder.bias"], q

    def loss_and_grads(self, batch: Batch) -> tuple[float, dict[str, np.ndarray]]:
        """The weighted mean cross-entropy of the words that count, in nats, and every parameter's slope."""
        p, ids = self.params, batch.ids[:-1]
        h, run = self.states(ids, keep=True)
        counted = batch.weights > 0
        chosen = h[counted]
        logits, q = self._logits(chosen)
        loss, d_logits = softmax_cross_entropy(logits, batch.ids[1:][counted], batch.weights[counted])
        d_q = d_logits @ p["embedding.weight"]
        grads = {"embedding.weight": d_logits.T @ q, "decoder.bias": d_logits.sum(0),
                 "projection.weight": d_q.T @ chosen, "projection.bias": d_q.sum(0)}
        d_h = np.zeros_like(h)
        d_h[counted] = d_q @ p["projection.weight"]
        self._states_back(ids, h, run, d_h, grads)
        return loss, {name: grads[name] for name in p}

    # --- what the answer hangs on ----------------------------------------------------------------------------

    def slopes_at_words(self, ids: np.ndarray, answer: int) -> np.ndarray:
        """The slope of log p(answer), after the last of ids (T, 1), along every word's vector: (T, E)."""
        h, run = self.states(ids, keep=True)
        d_logits = -softmax(self.logits(h[-1])).astype(self.dtype)
        d_logits[0, answer] += 1
        d_h = np.zeros_like(h)
        d_h[-1] = d_logits @ self.params["embedding.weight"] @ self.params["projection.weight"]
        d_x = self._words_back(ids, h, run, d_h)[0][:, 0]
        if self.kind != "window":
            return d_x
        found, seen = np.zeros((len(ids), self.params["embedding.weight"].shape[1]), self.dtype), min(WINDOW, len(ids))
        found[-seen:] = d_x[-1].reshape(WINDOW, -1)[-seen:]
        return found

    def states_without(self, ids: np.ndarray) -> np.ndarray:
        """(T, H): the state at the end of ids (T + 1,), each time without another of the words ids[1:].

        One reading, from which at every word another branches off that has not read it.
        """
        if self.kind == "window":
            kept = np.stack([np.delete(np.concatenate([np.zeros(WINDOW, ids.dtype), ids]), WINDOW + t)[-WINDOW:]
                             for t in range(1, len(ids))])
            x = self.params["embedding.weight"][kept].reshape(len(kept), -1)
            return np.tanh(x @ self.params["hidden.weight"].T + self.params["hidden.bias"])
        vectors = self.params["embedding.weight"][ids][:, None, None]
        _, state = self.net(vectors[0])
        for x in vectors[1:]:  # the last column has read every word so far, column k all but word k
            columns = (state[0] if isinstance(state, tuple) else state).shape[1]
            _, read = self.net(np.broadcast_to(x, (1, columns, x.shape[-1])), state)
            state = _branched(read, state)
        return (state[0] if isinstance(state, tuple) else state)[0, :-1]

    # --- reading -------------------------------------------------------------------------------------------

    def read(self, text: str) -> Reading:
        """The next word after `text`, as probabilities over the whole vocabulary."""
        tokens = tokenise(text)
        read = tokens[-LONGEST:]
        ids = np.concatenate([[0], self.vocabulary.encode(read)])[:, None].astype(np.int64)
        h, _ = self.states(ids)
        probabilities = softmax(self.logits(h[-1].astype(np.float64)))[0]
        return Reading(tuple(read), tuple(self.vocabulary.unknown(read)), self.vocabulary.words, probabilities,
                       len(tokens) - len(read))

    def answers(self, texts: list[str], batch: int = 256) -> list[str]:
        """The most probable next word after each text; many at once, of any lengths."""
        encoded = [np.concatenate([[0], self.vocabulary.encode(tokenise(text))]).astype(np.int64) for text in texts]
        order = np.argsort([len(e) for e in encoded], kind="stable")
        found: dict[int, str] = {}
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            ids, ends = padded([encoded[k] for k in rows])
            h = self.states(ids)[0][ends - 1, np.arange(len(rows))]
            logits = self.logits(h)
            logits[:, :2] = -np.inf
            found |= {k: self.vocabulary.words[w] for k, w in zip(rows, logits.argmax(-1), strict=True)}
        return [found[k] for k in range(len(texts))]

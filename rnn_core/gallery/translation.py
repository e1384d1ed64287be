"""Encoder and decoder: one network reads a sentence to its end, another writes it in a second language.

    model = Translator("gru", english, french, attention=True, hidden_size=192, rng=0)
    for now in training(model, batches, Adam(model.params), steps=1000): ...
    model.translated(["the", "dog", "sleeps", "."]).words        # ["le", "chien", "dort", "."]

The encoder's last state is all that the decoder begins with: the context vector (Sutskever, Vinyals & Le 2014; Cho et al.
2014).  With attention the decoder also looks at every state of the encoder again, before each word (Luong, Pham & Manning
2015, "global attention", score "dot", without input feeding):

    a_t = softmax_s(h_t · e_s)      c_t = Σ_s a_ts e_s      h̃_t = tanh(W_c [c_t; h_t])      p_t = softmax(W h̃_t + b)

Neither changes the decoder's state, so that in training, where the right words are fed in (teacher forcing), the whole
decoder is one layer call.  Shapes: S source steps, T target steps, N sentences, H hidden units; <s> (id 0) begins and ends.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rnn_core.gallery.runs import Run, ranked
from rnn_core.gallery.topologies import ENCODER_DECODER, Topology
from rnn_core.nn import checks
from rnn_core.nn.layers import CELLS
from rnn_core.nn.losses import softmax, softmax_cross_entropy
from rnn_core.nn.modules import Assembled, Embedding, Linear, gathered, named, padded
from rnn_core.text.vocabulary import Vocabulary

LONGEST = 40  # words that are written at most, and read at most
START, END, OUTSIDE = "(start)", "(end)", "(unknown)"  # how <s> before and after a sentence, and <unk> are shown


@dataclass(frozen=True)
class Translation:
    """One sentence translated: what was written, and how.  M steps of writing, the last of which is the end if `ended`."""

    source: list[str]
    words: list[str]  # the written ones, without <s>
    fed: list[str]  # (M,) what the decoder was given before each step; <s> first
    p: np.ndarray  # (M, V) probabilities of every next word
    encoder: np.ndarray  # (S, H) states
    decoder: np.ndarray  # (M, H) states
    attention: np.ndarray | None  # (M, S) weights
    ended: bool
    forced: bool  # the right words were fed in, whatever it wrote


@dataclass(frozen=True)
class Pairs:
    """A batch.  source (S, N), padded by 0; lengths (N,); target (T + 1, N): <s>, the words, <s>; weights (T, N): 1 where
    the next word is one to be predicted, 0 in the padding."""

    source: np.ndarray
    lengths: np.ndarray
    target: np.ndarray
    weights: np.ndarray

    @classmethod
    def of(cls, sources: Sequence[np.ndarray], targets: Sequence[np.ndarray]) -> "Pairs":
        """From rows of ids, without <s>."""
        source, lengths = padded(sources)
        target, ends = padded([[0, *row, 0] for row in targets])
        return cls(source, lengths, target, (np.arange(len(target) - 1)[:, None] < ends - 1).astype(np.float32))


class Translator(Assembled):
    def __init__(self, cell: str, source: Vocabulary, target: Vocabulary, *, attention: bool = False, embedding_dim: int = 64,
                 hidden_size: int = 128, dtype: Any = "float32", rng: int | np.random.Generator = 0):
        self.cell, self.source, self.target = checks.choice("cell", cell, tuple(CELLS)), source, target
        self.dtype, rng = checks.float_dtype(dtype), np.random.default_rng(rng)
        how: dict[str, Any] = {"dtype": dtype, "rng": rng}
        self.parts: dict[str, Any] = {
            "encoder.embedding": Embedding(len(source), embedding_dim, **how),
            "encoder.rnn": CELLS[cell](embedding_dim, hidden_size, **how),
            "decoder.embedding": Embedding(len(target), embedding_dim, **how),
            "decoder.rnn": CELLS[cell](embedding_dim, hidden_size, **how)}
        if attention:
            self.parts["attention"] = Linear(2 * hidden_size, hidden_size, bias=False, **how)
        self.parts["head"] = Linear(hidden_size, len(target), **how)
        self.params = gathered(**self.parts)

    @property
    def attends(self) -> bool:
        return "attention" in self.parts

    @property
    def hidden_size(self) -> int:
        return self.parts["encoder.rnn"].hidden_size

    @property
    def metadata(self) -> dict[str, str]:
        """What a file needs beside the weights, so that `restored` can make the model again."""
        return {"cell": self.cell, "source": json.dumps(self.source.words), "target": json.dumps(self.target.words)}

    # --- training ------------------------------------------------------------------------------------------

    def loss_and_grads(self, batch: Pairs) -> tuple[float, dict[str, np.ndarray]]:
        """The mean cross-entropy of the words, in nats, under teacher forcing, and every parameter's slope."""
        run = self._forced(batch)
        loss, d_logits = softmax_cross_entropy(run["logits"], batch.target[1:], batch.weights)
        d_top, of_head = self.parts["head"].backward(run["top"], d_logits)
        grads, d_e = {"head": of_head}, None
        d_h = d_top
        if self.attends:
            d_h, d_e, grads["attention"] = self._attention_backward(run, d_top)
        of_decoder = self.parts["decoder.rnn"].backward(run["decoder"], d_h)
        of_encoder = self.parts["encoder.rnn"].backward(run["encoder"], d_e, of_decoder.initial)
        grads["decoder.rnn"], grads["encoder.rnn"] = of_decoder.params, of_encoder.params
        grads["decoder.embedding"] = self.parts["decoder.embedding"].backward(batch.target[:-1], of_decoder.x)
        grads["encoder.embedding"] = self.parts["encoder.embedding"].backward(batch.source, of_encoder.x)
        return loss, named({part: grads[part] for part in self.parts})

    def _forced(self, batch: Pairs) -> dict[str, Any]:
        """The run with the right words fed in: traces of both halves, what the head sees, its logits (T, N, V)."""
        encoder = self.parts["encoder.rnn"].trace(self.parts["encoder.embedding"](batch.source), lengths=batch.lengths)
        decoder = self.parts["decoder.rnn"].trace(self.parts["decoder.embedding"](batch.target[:-1]), encoder.final)
        run: dict[str, Any] = {"encoder": encoder, "decoder": decoder, "top": decoder.output}
        if self.attends:
            present = np.arange(len(batch.source))[:, None] < batch.lengths
            run["top"], run["weights"], run["both"] = self._attended(encoder.output, decoder.output, present)
        run["logits"] = self.parts["head"](run["top"])
        return run

    def forced(self, batch: Pairs) -> np.ndarray:
        """(T, N, V) logits of every next word, the right ones fed in before it."""
        return self._forced(batch)["logits"]

    def losses(self, batch: Pairs) -> float:
        """The loss alone."""
        return softmax_cross_entropy(self._forced(batch)["logits"], batch.target[1:], batch.weights)[0]

    def _attended(self, e: np.ndarray, h: np.ndarray, present: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """h̃ (T, N, H), the weights a (N, T, S), and [c; h] (T, N, 2H); e (S, N, H), h (T, N, H), present (S, N)."""
        by_row = e.transpose(1, 0, 2)
        scores = h.transpose(1, 0, 2) @ by_row.transpose(0, 2, 1)
        a = softmax(np.where(present.T[:, None], scores, self.dtype.type(-1e9)))
        both = np.concatenate([(a @ by_row).transpose(1, 0, 2), h], -1)
        return np.tanh(self.parts["attention"](both)), a, both

    def _attention_backward(self, run: dict[str, Any], d_top: np.ndarray) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        """The slopes along h (T, N, H), e (S, N, H) and W_c, from the one along h̃; bottom up, as _attended goes down."""
        e, h, a = run["encoder"].output.transpose(1, 0, 2), run["decoder"].output.transpose(1, 0, 2), run["weights"]
        H = self.hidden_size
        d_both, grads = self.parts["attention"].backward(run["both"], d_top * (1 - run["top"] ** 2))
        d_c, d_h = d_both[..., :H].transpose(1, 0, 2), d_both[..., H:].transpose(1, 0, 2)
        d_a = d_c @ e.transpose(0, 2, 1)
        d_scores = a * (d_a - (a * d_a).sum(-1, keepdims=True))
        d_h = d_h + d_scores @ e
        d_e = a.transpose(0, 2, 1) @ d_c + d_scores.transpose(0, 2, 1) @ h
        return np.ascontiguousarray(d_h.transpose(1, 0, 2)), np.ascontiguousarray(d_e.transpose(1, 0, 2)), grads

    # --- writing -------------------------------------------------------------------------------------------

    def translated(self, source: Sequence[str], forced: Sequence[str] | None = None, *, longest: int = LONGEST) -> Translation:
        """The sentence translated greedily: each most probable word is written and fed in again.

        With `forced` the right words are fed in instead (teacher forcing): `words` are then what it would have written.
        """
        ids = self.source.encode(source)
        if not len(ids):
            raise ValueError("there is no word to translate: give at least one")
        feed = None if forced is None else [0, *self.target.encode(forced)]
        e, state = self._encoded(ids[:, None], None)
        fed, tops, states, looks = [0], [], [], []
        while len(fed) <= (longest if feed is None else len(feed)):
            h, state, logits, a = self._step(np.array([fed[-1]]), state, e, None)
            tops.append(softmax(logits[0].astype(np.float64)))
            states.append(h[0])
            looks += [] if a is None else [a]
            nxt = int(tops[-1].argmax()) if feed is None else feed[len(fed)] if len(fed) < len(feed) else 0
            if feed is None and nxt == 0:
                break
            fed.append(nxt)
        fed, p = fed[: len(tops)], np.stack(tops)
        chosen = p.argmax(-1)
        words = [self.target.words[k] for k in chosen if k]
        return Translation(list(source), words, [self.target.words[k] for k in fed], p, e[:, 0], np.stack(states),
                           np.concatenate(looks) if self.attends else None, bool(chosen[-1] == 0), feed is not None)

    def run(self, source: Sequence[str], forced: Sequence[str] | None = None) -> Run:
        """The same as a run of the gallery: S steps that read, M that write."""
        return as_run(self, self.translated(source, forced))

    def wiring(self, reads: int, writes: int) -> Topology:
        """Encoder and decoder at the length of a sentence."""
        return replace(ENCODER_DECODER.unrolled(reads, writes), attends=self.attends)

    def translate_all(self, sources: Iterable[Sequence[str]], *, longest: int = LONGEST, rows: int = 100) -> list[list[str]]:
        """Many sentences, greedily, `rows` side by side."""
        ids = [self.source.encode(source) for source in sources]
        return [words for start in range(0, len(ids), rows) for words in self._together(ids[start : start + rows], longest)]

    def _together(self, rows: list[np.ndarray], longest: int) -> list[list[str]]:
        source, lengths = padded(rows)
        e, state = self._encoded(source, lengths)
        present = np.arange(len(source))[:, None] < lengths
        chosen = np.zeros((longest + 1, len(rows)), np.int64)
        running = np.ones(len(rows), bool)
        for t in range(longest):
            _, state, logits, _ = self._step(chosen[t], state, e, present)
            chosen[t + 1] = np.where(running, logits.argmax(-1), 0)
            running &= chosen[t + 1] != 0
            if not running.any():
                break
        return [[self.target.words[k] for k in column if k] for column in chosen.T]

    def _encoded(self, source: np.ndarray, lengths: np.ndarray | None) -> tuple[np.ndarray, Any]:
        """The encoder's states (S, N, H) and the context vector: its last state, of an LSTM (h, c)."""
        return self.parts["encoder.rnn"](self.parts["encoder.embedding"](source), lengths=lengths)

    def _step(self, word: np.ndarray, state: Any, e: np.ndarray,
              present: np.ndarray | None) -> tuple[np.ndarray, Any, np.ndarray, np.ndarray | None]:
        """One step of the decoder: h (N, H), the next state, logits (N, V), attention (N, S)."""
        h, state = self.parts["decoder.rnn"](self.parts["decoder.embedding"](word[None]), state)
        if not self.attends:
            return h[0], state, self.parts["head"](h[0]), None
        top, a, _ = self._attended(e, h, np.ones(e.shape[:2], bool) if present is None else present)
        return h[0], state, self.parts["head"](top[0]), a[:, 0]


def as_run(model: Translator, translation: Translation) -> Run:
    """S steps that read, M that write, the first of which is fed <s>.  Under teacher forcing what a step hands on is the right
    word: `taken`."""
    S, M = len(translation.source), len(translation.p)
    names = [END, OUTSIDE, *model.target.words[2:]]
    taken = (*("",) * S, *(names[model.target.ids[word]] for word in translation.fed[1:]), END) if translation.forced else None
    return Run(model.wiring(S, M), (*translation.source, START, *("",) * (M - 1)), (*((),) * S, *(ranked(names, p) for p in translation.p)),
               np.concatenate([translation.encoder, translation.decoder]), attention=translation.attention, taken=taken, forced=translation.forced)


def restored(weights: dict[str, np.ndarray], metadata: dict[str, str]) -> Translator:
    """The model whose weights and metadata these are; KeyError, TypeError or ValueError when they are no such model's."""
    source, target = Vocabulary(json.loads(metadata["source"])), Vocabulary(json.loads(metadata["target"]))
    model = Translator(metadata["cell"], source, target, attention="attention.weight" in weights,
                       embedding_dim=weights["encoder.embedding.weight"].shape[1],
                       hidden_size=weights["encoder.rnn.weight_hh_l0"].shape[1])
    model.load_state_dict(weights)
    return model

"""How well a completer does on sentences it was not trained on."""

import math
from collections import Counter
from typing import Any

import numpy as np

from rnn_core.nn.losses import log_softmax
from rnn_core.text.completion import Batch, Completer
from rnn_core.text.corpus import add_filler, prose, sentences
from rnn_core.train.everyday import inputs

LENGTHS = (0, 5, 10, 20, 40, 80)
COUNT = 1000
NO_ANSWER, SURE = "-", 0.5  # of an everyday input; the probability from which an answer counts as given


def wilson(right: float, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, spread = right / of, z * z / of
    middle, half = share + spread / 2, z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def share_right(right: int, of: int) -> dict[str, Any]:
    """How many are right, their share, and its 95 % interval (Wilson)."""
    low, high = wilson(right, of)
    return {"right": right, "n": of, "accuracy": round(right / of, 4), "low": round(low, 4), "high": round(high, 4)}


def mcnemar(first: int, second: int) -> tuple[float, float]:
    """Two readers of the same sentences, `first` of which only the one got right, `second` only the other: how far these
    are from halves, in standard deviations, and how often chance alone parts them so far (McNemar 1947, two-sided)."""
    if not first + second:
        return 0.0, 1.0
    z = (first - second) / math.sqrt(first + second)
    return z, math.erfc(abs(z) / math.sqrt(2))


def accuracy(completer: Completer, part: str, count: int = COUNT,
             lengths: tuple[int, ...] = LENGTHS) -> list[dict[str, Any]]:
    """Top-1 over the whole vocabulary in every group of the part, beside its most frequent answer."""
    rows = []
    for group, words, made in sentences.groups(part, count, lengths):
        answers = completer.answers([s.text for s in made])
        right = sum(t == s.answer for t, s in zip(answers, made, strict=True))
        (_, most), = Counter(s.answer for s in made).most_common(1)
        rows.append({"group": group, "filler": words} | share_right(right, len(made))
                    | {"accuracy": right / len(made), "majority": most / len(made)})
    return rows


def everyday(completer: Completer, family: str, half: str) -> list[dict[str, Any]]:
    """Top-1 on everyday inputs, by group; where nothing tells the answer, it is right to be sure of none."""
    found: dict[str, list[bool]] = {}
    rows = [(group, answer, add_filler(text, 0)) for group, answer, text in inputs(family, half)]  # as the page reads them
    for (group, answer, text), said in zip(rows, completer.answers([row[2] for row in rows]), strict=True):
        right = said == answer if answer != NO_ANSWER else completer.read(text).ranked[0][1] < SURE
        found.setdefault(group, []).append(right)
    return [{"group": group, **share_right(sum(right), len(right))} for group, right in found.items()]


def failures(completer: Completer, count: int = 3) -> list[dict[str, Any]]:
    """The first held-out sentences that it gets wrong, from the groups in which it does worst."""
    found = []
    for group, words, made in sentences.groups("test", 200, (0, 20, 80)):
        answers = completer.answers([s.text for s in made])
        wrong = [(s, t) for s, t in zip(made, answers, strict=True) if t != s.answer]
        found += [(len(wrong), {"group": group, "filler": words, "text": s.text, "answer": s.answer, "said": t})
                  for s, t in wrong[:1]]
    return [row for _, row in sorted(found, key=lambda pair: -pair[0])[:count]]


def prose_batch(completer: Completer, steps: int = 24) -> Batch:
    """All held-out prose, in rows of `steps` words."""
    ids = completer.vocabulary.encode(t for p in prose.paragraphs(True) for t in (*p, "<s>"))
    ids = ids[: len(ids) // steps * steps].reshape(-1, steps).T
    return Batch(np.concatenate([np.zeros_like(ids[:1]), ids]), (ids > 1).astype(np.float32))


def prose_perplexity(completer: Completer) -> dict[str, float]:
    """exp of the mean cross-entropy of the held-out words it has names for; beside word and word-pair counts."""
    batch = prose_batch(completer)
    h = completer.states(batch.ids[:-1])[0]
    counted = batch.weights > 0
    targets, losses = batch.ids[1:][counted], []
    for rows, chosen in zip(np.array_split(h[counted], 20), np.array_split(targets, 20), strict=True):
        losses.append(-np.take_along_axis(log_softmax(completer.logits(rows)), chosen[:, None], 1))
    return {"perplexity": round(float(np.exp(np.concatenate(losses).mean(dtype=np.float64))), 1),
            "words": int(counted.sum()), **_counted(completer, batch)}


def _counted(completer: Completer, batch: Batch) -> dict[str, float]:
    """Perplexity of add-one word counts, and of word pairs mixed with them, half and half."""
    V, counted = len(completer.vocabulary), batch.weights > 0
    ids = completer.vocabulary.encode(t for p in prose.paragraphs(False) for t in (*p, "<s>"))
    single = (np.bincount(ids, minlength=V) + 1) / (len(ids) + V)
    pairs = Counter(zip(ids[:-1].tolist(), ids[1:].tolist(), strict=True))
    firsts = np.bincount(ids[:-1], minlength=V)
    before, after = batch.ids[:-1][counted], batch.ids[1:][counted]
    double = np.array([pairs[p] / max(1, firsts[p[0]]) for p in zip(before.tolist(), after.tolist(), strict=True)])
    mixed = 0.5 * double + 0.5 * single[after]
    return {"unigram": round(float(np.exp(-np.log(single[after]).mean())), 1),
            "bigram": round(float(np.exp(-np.log(mixed).mean())), 1)}

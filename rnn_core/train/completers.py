"""How the four completers are trained: on the same data, at the same size, tuned with the same effort.

For each kind the search tries every learning rate of RATES for a quarter of the steps, then trains SEEDS in full
with the best one and keeps the best seed; both choices go by the validation sentences.  Its outcome is kept in
search-completion.json, from which `python -m rnn_core.train NAME` takes the learning rate and the seed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from rnn_core.nn.initialisation import initialise_by_cell
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.text.completion import Batch, Completer
from rnn_core.text.corpus import facts, filler, prose, sentences, templates
from rnn_core.text.vocabulary import Vocabulary, tokenise
from rnn_core.train import evaluation

STEPS, RATES, SEEDS, BETTER = 8000, (1e-3, 2e-3, 4e-3, 8e-3), (0, 1, 2), max
KINDS = {"window": 275, "rnn": 270, "gru": 152, "lstm": 128}  # hidden_size, so that all have about as many parameters
VOCABULARY_SIZE = 3000
ROWS = 64
PROSE_STEPS = 24
PARTS, SHARES = ("far", "fact", "near", "prose"), (0.42, 0.15, 0.08, 0.35)
ANSWER, OTHER, PROSE_COUNTED = 8.0, 1.0, 0.5  # weight of an answer; of a word that counts; share of prose words that do
OTHERS_COUNTED = 0.15  # share of a made sentence's other words that count


def vocabulary() -> Vocabulary:
    """Every word that the made sentences can have, and the most frequent of the prose."""
    made = [templates.FACTS, templates.NEAR, filler.WHO, filler.DID, filler.WHEN, *filler.JOIN, ", . ; : ? !",
            *facts.COLOURS, *facts.COLOURS.values(), *facts.LANGUAGES, *facts.LANGUAGES.values()]
    clauses = sentences.CLUES + sentences.QUESTIONS + sentences.UNSEEN_CLUES + sentences.UNSEEN_QUESTIONS
    made += [subject.say(clause) for subject in sentences.SUBJECTS for clause in clauses]
    slots = {"c", "l", "o", "k"}  # {C} and its like, as the tokeniser leaves them
    words = {token for text in made for token in tokenise(text.replace("|", " "))} - slots
    return Vocabulary.of(words | {"'m", "'s", "'re"}, Counter(t for p in prose.paragraphs(False) for t in p), VOCABULARY_SIZE)


class Batches:
    """Iterating gives the batches of one run; `steps` is how many the curriculum counts with."""

    def __init__(self, words: Vocabulary, steps: int, seed: int):
        self.words, self.steps, self.seed = words, steps, seed
        self.prose = words.encode(token for p in prose.paragraphs(False) for token in (*p, "<s>"))

    def __iter__(self) -> Iterator[Batch]:
        rng, made = np.random.default_rng([self.seed, 1]), 0
        while True:
            kind = PARTS[rng.choice(len(PARTS), p=SHARES)]
            longest = 3 + round((sentences.LONGEST_TRAINED - 3) * min(1.0, made / (0.4 * self.steps)))
            yield self._prose(rng) if kind == "prose" else self._made(kind, longest, rng)
            made += 1

    def _prose(self, rng: np.random.Generator) -> Batch:
        starts = rng.integers(0, len(self.prose) - PROSE_STEPS, ROWS)
        ids = np.concatenate([np.zeros((1, ROWS), np.int64), self.prose[starts + np.arange(PROSE_STEPS)[:, None]]])
        counted = (rng.random((PROSE_STEPS, ROWS)) < PROSE_COUNTED) & (ids[1:] != 0)
        return Batch(ids, counted.astype(np.float32) * OTHER)

    def _made(self, kind: str, longest: int, rng: np.random.Generator) -> Batch:
        made = [self._sentence(kind, longest, rng) for _ in range(ROWS)]
        rows = [self.words.encode([*tokenise(s.text), s.answer]) for s in made]
        steps = max(map(len, rows))
        ids, weights = np.zeros((steps + 1, ROWS), np.int64), np.zeros((steps, ROWS), np.float32)
        for k, row in enumerate(rows):
            ids[1 : len(row) + 1, k] = row
            weights[: len(row), k] = (rng.random(len(row)) < OTHERS_COUNTED) * OTHER
            weights[len(row) - 1, k] = ANSWER
        return Batch(ids, weights)

    def _sentence(self, kind: str, longest: int, rng: np.random.Generator) -> sentences.Sentence:
        if kind == "far":
            words = int(rng.integers(0, longest + 1))
            return sentences.far(rng, "training", sentences.SEEN, words)
        before = int(rng.integers(1, 11)) if rng.random() < 0.5 else 0
        return sentences.near(rng, "training", before) if kind == "near" else sentences.fact(rng, before)


def new(kind: str, seed: int) -> Completer:
    completer = Completer(kind, vocabulary(), hidden_size=KINDS[kind], rng=seed)
    if kind != "window":
        initialise_by_cell(completer.net, rng=seed, value=2.0 if kind == "lstm" else 1.0)
    return completer


def run(completer: Completer, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    batches = Batches(completer.vocabulary, steps, seed)
    return training(completer, batches, Adam(completer.params, lr=lr), steps=steps, schedule=warmup_cosine())


def score(completer: Completer) -> float:
    """The mean accuracy over the groups of validation sentences."""
    rows = evaluation.accuracy(completer, "validation", 300, (0, 10, 20))
    return round(float(np.mean([row["accuracy"] for row in rows])), 4)


def figures(name: str, completer: Completer) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    return {"name": name, "kind": completer.kind, "parameters": completer.size, "hidden_size": KINDS[completer.kind],
            "longest_trained": evaluation.sentences.LONGEST_TRAINED, "accuracy": evaluation.accuracy(completer, "test"),
            "prose": evaluation.prose_perplexity(completer), "failures": evaluation.failures(completer)}

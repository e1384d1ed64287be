"""Batches for the completers, endless and from a seed: sentences made of facts, and prose."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from rnn_core.text.completion import Batch
from rnn_core.text.corpus import facts, filler, prose, sentences, templates
from rnn_core.text.vocabulary import Vocabulary, tokenise

VOCABULARY_SIZE = 3000
ROWS = 64
PROSE_STEPS = 24
KINDS, SHARES = ("far", "fact", "near", "prose"), (0.42, 0.15, 0.08, 0.35)
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
            kind = KINDS[rng.choice(len(KINDS), p=SHARES)]
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

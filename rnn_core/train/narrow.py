"""How the narrowly trained LSTM of the zoo is made: an exhibit.

The same network as `completion-lstm`, trained on made sentences alone, as all four were at first: between clue and question
stood clauses of one small bank, at most twenty words.  On such sentences it answers nearly all; behind what people write it
forgets.  What was never between clue and blank in training, the forget gate does not know to ignore.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from rnn_core.nn.initialisation import initialise_by_cell
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.text.completion import Batch, Completer
from rnn_core.text.corpus import prose, sentences
from rnn_core.text.vocabulary import Vocabulary
from rnn_core.train import completers

KIND, STEPS = "lstm", 8000
CHOSEN = {"lr": 8e-3, "seed": 0, "steps": STEPS}  # as its own search found, among .001, .002, .004 and .008
VOCABULARY_SIZE = 3000
PARTS, SHARES = ("far", "fact", "near", "prose"), (0.42, 0.15, 0.08, 0.35)
OTHERS_COUNTED, PROSE_COUNTED = 0.15, 0.5


def vocabulary() -> Vocabulary:
    """Every word that the made sentences can have, and the most frequent of the prose."""
    return Vocabulary.of(completers.made_words(), Counter(t for p in prose.paragraphs(False) for t in p), VOCABULARY_SIZE)


class Batches(completers.Batches):
    """A batch has one kind of sentence; between clue and question stands the made filler, and nothing else."""

    def __iter__(self) -> Iterator[Batch]:
        rng, made = np.random.default_rng([self.seed, 1]), 0
        while True:
            kind = PARTS[rng.choice(len(PARTS), p=SHARES)]
            longest = 3 + round((sentences.LONGEST_TRAINED - 3) * min(1.0, made / (0.4 * self.steps)))
            yield self.of_prose(rng, PROSE_COUNTED) if kind == "prose" else self.of_sentences(
                [self._sentence(kind, longest, rng) for _ in range(completers.ROWS)], rng, OTHERS_COUNTED)
            made += 1

    def _sentence(self, kind: str, longest: int, rng: np.random.Generator) -> sentences.Sentence:
        if kind == "far":
            words = int(rng.integers(0, longest + 1))
            return sentences.far(rng, "training", sentences.SEEN, words)
        before = int(rng.integers(1, 11)) if rng.random() < 0.5 else 0
        return sentences.near(rng, "training", before) if kind == "near" else sentences.fact(rng, before)


def new(kind: str, seed: int) -> Completer:
    completer = Completer(KIND, vocabulary(), hidden_size=completers.KINDS[KIND], rng=seed)
    initialise_by_cell(completer.net, rng=seed, value=2.0)
    return completer


def run(completer: Completer, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    batches = Batches(completer.vocabulary, steps, seed)
    return training(completer, batches, Adam(completer.params, lr=lr), steps=steps, schedule=warmup_cosine())


figures, score = completers.figures, completers.score

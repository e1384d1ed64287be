"""How the four completers are trained: on the same data, at the same size, tuned with the same effort.

For each kind the search trains in full with every learning rate of RATES, then with the other SEEDS at the best one, and keeps
the best seed; both choices go by the validation sentences and the everyday inputs to develop with.  Its outcome is kept in
search-completion.json, from which `python -m rnn_core.train NAME` takes the learning rate and the seed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from rnn_core import zoo
from rnn_core.nn.initialisation import initialise_by_cell
from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import Progress, training, warmup_cosine
from rnn_core.text.completion import Batch, Completer
from rnn_core.text.corpus import facts, filler, prose, sentences, templates, varied, wordings
from rnn_core.text.vocabulary import Vocabulary, tokenise
from rnn_core.train import evaluation
from rnn_core.train.everyday import HALVES

STEPS, RATES, SEEDS, BETTER = 6000, (2e-3, 4e-3, 8e-3), (0, 1, 2), max
SHORT, WIDER = STEPS, 3  # a rate is tried in full, and others as long as the best is the last
EVERYDAY = ("completion", "stories")  # everyday inputs: as they are typed into a demo, and longer ones, as authors write
KINDS = {"window": 275, "rnn": 270, "gru": 152, "lstm": 128}  # hidden_size, so that all have about as many parameters
VOCABULARY_SIZE = 4000
ROWS = 64
PROSE_STEPS = 24
PROSE_SHARE = 0.2  # of the batches; the others are made sentences, a row each by these shares
SHARES = {"made far": 0.1, "made near": 0.05, "far": 0.36, "two countries": 0.13, "no clue": 0.06, "near": 0.2, "fact": 0.1}
LENGTHS, LENGTH_SHARES = (8, 16, 32, varied.LONGEST), (0.35, 0.35, 0.22, 0.08)  # the most words between clue and question in a batch
ANSWER, OTHER, PROSE_COUNTED = 8.0, 1.0, 0.4  # weight of an answer; of a word that counts; share of prose words that do
OTHERS_COUNTED = 0.05  # share of a made sentence's other words that count
SLOT = re.compile(r"<unk>|\{\w+\}")  # <unk>, {C} and their like
CLAUSES_COUNT = 8  # times as much as prose does an everyday clause weigh where words are counted


def made_words() -> set[str]:
    """Every word that the made sentences can have."""
    made = [templates.FACTS, templates.NEAR, filler.WHO, filler.DID, filler.WHEN, *filler.JOIN, ", . ; : ? !",
            *facts.COLOURS, *facts.COLOURS.values(), *facts.LANGUAGES, *facts.LANGUAGES.values()]
    clauses = sentences.CLUES + sentences.QUESTIONS + sentences.UNSEEN_CLUES + sentences.UNSEEN_QUESTIONS
    return words_of([*made, *(subject.say(clause) for subject in sentences.SUBJECTS for clause in clauses)]) | {"'m", "'s", "'re"}


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of wordings, without their slots."""
    return {token for text in texts for token in tokenise(SLOT.sub(" ", text.replace("|", " ")))}


def vocabulary() -> Vocabulary:
    """Every word of the made sentences and of the wordings, and the most frequent of the clauses and the prose."""
    told = [line for name in ("clues", "questions", "two-countries", "no-clue", "parts") for line in wordings.lines(name)]
    texts = [*(subject.say(line) for subject in sentences.SUBJECTS for line in told), *wordings.lines("near"), *varied.ADVERBS,
             *(cell for thing, plural, adjectives, _ in wordings.things() for cell in (thing, plural, *adjectives)),
             *(kin for who in varied.RELATIONS.values() for kin in who)]
    counted = Counter(t for p in prose.paragraphs(False) for t in p)
    for line in wordings.lines("clauses"):
        counted.update(dict.fromkeys(tokenise(line), CLAUSES_COUNT))
    return Vocabulary.of(made_words() | words_of(texts), counted, VOCABULARY_SIZE)


class Batches:
    """Iterating gives the batches of one run; `steps` is how many the curriculum counts with."""

    def __init__(self, words: Vocabulary, steps: int, seed: int):
        self.words, self.steps, self.seed = words, steps, seed
        self.prose = words.encode(token for p in prose.paragraphs(False) for token in (*p, "<s>"))

    def __iter__(self) -> Iterator[Batch]:
        rng, batch = np.random.default_rng([self.seed, 1]), 0
        while True:
            grown = min(1.0, batch / (0.4 * self.steps))  # short sentences first
            longest = 3 + round((LENGTHS[rng.choice(len(LENGTHS), p=LENGTH_SHARES)] - 3) * grown)
            yield self.of_prose(rng) if rng.random() < PROSE_SHARE else self._made(longest, rng)
            batch += 1

    def of_prose(self, rng: np.random.Generator, counted_share: float = PROSE_COUNTED) -> Batch:
        """Stretches of prose, of whose words so many count."""
        starts = rng.integers(0, len(self.prose) - PROSE_STEPS, ROWS)
        ids = np.concatenate([np.zeros((1, ROWS), np.int64), self.prose[starts + np.arange(PROSE_STEPS)[:, None]]])
        counted = (rng.random((PROSE_STEPS, ROWS)) < counted_share) & (ids[1:] != 0)
        return Batch(ids, counted.astype(np.float32) * OTHER)

    def of_sentences(self, made: list[sentences.Sentence], rng: np.random.Generator, counted_share: float = OTHERS_COUNTED) -> Batch:
        """Sentences with their answers, of whose other words so many count."""
        rows = [self.words.encode([*tokenise(s.text), s.answer]) for s in made]
        steps = max(map(len, rows))
        ids, weights = np.zeros((steps + 1, len(rows)), np.int64), np.zeros((steps, len(rows)), np.float32)
        for k, row in enumerate(rows):
            ids[1 : len(row) + 1, k] = row
            weights[: len(row), k] = (rng.random(len(row)) < counted_share) * OTHER
            weights[len(row) - 1, k] = ANSWER
        return Batch(ids, weights)

    def _made(self, longest: int, rng: np.random.Generator) -> Batch:
        kinds = rng.choice(len(SHARES), ROWS, p=list(SHARES.values()))
        return self.of_sentences([self._sentence(list(SHARES)[kind], longest, rng) for kind in kinds], rng)

    def _sentence(self, kind: str, longest: int, rng: np.random.Generator) -> sentences.Sentence:
        some = rng.random() < 0.5
        if kind == "made far":
            return sentences.far(rng, "training", sentences.SEEN, int(rng.integers(0, min(longest, sentences.LONGEST_TRAINED) + 1)))
        if kind == "made near":
            return sentences.near(rng, "training", int(rng.integers(1, 11)) if some else 0)
        words = int(rng.integers(1, 11)) * some if kind in ("near", "fact") else int(rng.integers(0, longest + 1)) * (rng.random() < 0.85)
        return varied.MAKERS[kind](rng, words)


def new(kind: str, seed: int) -> Completer:
    completer = Completer(kind, vocabulary(), hidden_size=KINDS[kind], rng=seed)
    if kind != "window":
        initialise_by_cell(completer.net, rng=seed, value=2.0 if kind == "lstm" else 1.0)
    return completer


def run(completer: Completer, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    batches = Batches(completer.vocabulary, steps, seed)
    return training(completer, batches, Adam(completer.params, lr=lr), steps=steps, schedule=warmup_cosine())


def score(completer: Completer) -> float:
    """The mean of two accuracies: over the groups of validation sentences, and over those of the everyday inputs to develop with."""
    made, typed = evaluation.accuracy(completer, "validation", 300, (0, 10, 20)), evaluation.everyday(completer, "completion", "development")
    return round(float(np.mean([np.mean([row["accuracy"] for row in rows]) for rows in (made, typed)])), 4)


def figures(name: str, completer: Completer) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    return {"name": name, "kind": completer.kind, "parameters": completer.size, "recurrent": sum(
                value.size for parameter, value in completer.params.items() if parameter.startswith(("net.", "hidden."))),
            "hidden_size": KINDS[completer.kind], "words": len(completer.vocabulary) - 2, "longest_trained": longest_trained(name),
            "accuracy": evaluation.accuracy(completer, "test"),
            "everyday": {family: {half: evaluation.everyday(completer, family, half) for half in HALVES} for family in EVERYDAY},
            "prose": evaluation.prose_perplexity(completer), "failures": evaluation.failures(completer)}


def longest_trained(name: str) -> int:
    """Words between clue and question, at most."""
    return sentences.LONGEST_TRAINED if name in zoo.EXHIBITS else varied.LONGEST

"""One character model learning one text, in bursts: what a visitor watches.

    study = Study(text, Settings(cell="gru", hidden_size=64, steps=2000))
    while not study.done:
        study.advance(seconds=0.1)          # a burst; the next one goes on where it ended
        print(study.step, study.losses[-1], study.marks[-1].sample)
    study.model.write("She ", 100)

Nothing depends on how the bursts fall: losses and marks are those of the steps, so a study repeats to the last bit,
and one that was stopped after n steps is the study of n steps.
"""

import time
from dataclasses import dataclass

import numpy as np

from rnn_core.nn.optimisers import Adam
from rnn_core.nn.training import training
from rnn_core.text import turns
from rnn_core.text.characters import LARGEST_ALPHABET, Alphabet, CharacterModel, Streams
from rnn_core.text.ngrams import ngram_bits
from rnn_core.text.units import Tracked, tracking

HELD_OUT = 0.1  # of the text, at its end
LOOKED_AT = 20_000  # characters by which units are chosen, and as many by which they are measured
JUDGED = 3000  # characters of it, at most, by which the marks are given
SHORTEST, LONGEST = 1000, 1_000_000  # characters
EVERY = 100  # steps from one mark to the next
MOST_SECONDS = 180.0


@dataclass(frozen=True)
class Settings:
    """All that a study depends on beside its text.  lr, clip, weight_decay: AdamW's, and the largest norm of the slopes."""

    cell: str = "gru"
    hidden_size: int = 64
    num_layers: int = 1
    rows: int = 8
    window: int = 32  # characters that are read between two steps; the way back ends there
    lr: float = 0.005
    clip: float = 1.0
    weight_decay: float = 0.0
    steps: int = 2000
    seed: int = 0

    @property
    def embedding_dim(self) -> int:
        return max(4, self.hidden_size // 4)


@dataclass(frozen=True)
class Mark:
    step: int
    bits: float  # per character of the held-out text
    sample: str  # written from a new line, temperature 0.8, always the same draw


class Study:
    """ValueError, with the remedy, for a text that is too short or has too few or too many different characters."""

    def __init__(self, text: str, settings: Settings):
        if len(text) < SHORTEST:
            raise ValueError(f"the text has {len(text):,} characters, and at least {SHORTEST:,} are needed: give a longer one")
        if len(set(text[:LONGEST])) < 2:
            raise ValueError(f"the text has {len(text):,} characters, and all of them are {text[0]!r}: there is nothing to predict; "
                             "give a text with at least 2 different characters")
        self.settings, self.text = settings, text[:LONGEST]
        alphabet = Alphabet.of(self.text)
        place = int(len(self.text) * (1 - HELD_OUT))
        self.read, self.held_out = self.text[:place], self.text[place:]
        self.model = CharacterModel(settings.cell, alphabet, embedding_dim=settings.embedding_dim, hidden_size=settings.hidden_size,
                                    num_layers=settings.num_layers, rng=settings.seed)
        self.judged, counted = alphabet.encode(self.held_out[:JUDGED]), alphabet.encode(self.read)
        if len(counted) < SHORTEST * (1 - HELD_OUT) or len(self.judged) < 2:
            raise ValueError(f"the text has {len(set(self.text)):,} different characters, and a network knows at most {LARGEST_ALPHABET}; the most "
                             f"frequent ones are only {len(counted):,} of the {place:,} characters it would read and {len(self.judged):,} of those "
                             "held out: give a text with fewer different characters, or a longer one")
        self.baselines = {n: ngram_bits(counted, self.judged, len(alphabet), n) for n in (1, 2)}
        self.losses: list[float] = []  # nats per character, step by step
        self.marks: list[Mark] = []
        self.seconds = 0.0  # of computing
        self._tracked: tuple[int, dict[str, Tracked]] = (-1, {})
        optimiser = Adam(self.model.params, lr=settings.lr, weight_decay=settings.weight_decay)
        streams = Streams(self.model, self.read, steps=settings.window, rows=settings.rows)
        self._training = training(self.model, streams, optimiser, steps=settings.steps, clip=settings.clip)
        self._mark()

    @property
    def step(self) -> int:
        return len(self.losses)

    @property
    def done(self) -> bool:
        return self.step >= self.settings.steps or self.seconds >= MOST_SECONDS

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.step / self.settings.steps

    @property
    def seconds_left(self) -> float:
        """Of computing, if it goes on as it has."""
        return self.seconds / max(1, self.step) * (self.settings.steps - self.step)

    @property
    def characters_per_second(self) -> float:
        return self.step * self.settings.rows * self.settings.window / max(self.seconds, 1e-9)

    def advance(self, seconds: float) -> int:
        """Train for so long, or to the end; returns how many other studies wait.

        FloatingPointError when the loss is no number any more; what was learnt before stays.
        """
        with turns.mine() as waiting:
            start = time.perf_counter()
            while not self.done and (spent := time.perf_counter() - start) < seconds:
                self.losses.append(next(self._training).loss)
                if self.step % EVERY == 0 or self.step == self.settings.steps:
                    self._mark()
            spent = time.perf_counter() - start
        self.seconds += spent
        return waiting

    def at_rest(self) -> int:
        """How many steps are done, once a burst that another thread has begun, or waits to begin, is over."""
        with turns.mine():
            return self.step

    def _mark(self) -> None:
        self.marks.append(Mark(self.step, float(self.model.losses(self.judged).mean()),
                               self.model.write("\n", 160, temperature=0.8, rng=0)))

    def curve(self, points: int = 200) -> tuple[np.ndarray, np.ndarray]:
        """(step, bits per character): the losses, averaged over so many stretches of equal length."""
        width = max(1, -(-self.settings.steps // points))
        whole = len(self.losses) // width * width
        means = np.array(self.losses[:whole]).reshape(-1, width).mean(1) / np.log(2)
        return np.arange(1, len(means) + 1) * width, means

    def tracked(self) -> dict[str, Tracked]:
        """Units that follow a feature: chosen at the end of what was read, measured in what was held out; made once a step."""
        if self._tracked[0] != self.step:
            known = self.read[-LOOKED_AT:], self.held_out[:LOOKED_AT]
            self._tracked = (self.step, tracking(self.model, *known))
        return self._tracked[1]

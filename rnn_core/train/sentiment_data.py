"""Sentences with what twenty readers thought of them, and words with what ten did: the data of the sentiment networks.

    rated.sentences("training")[0]          # Sentence("Effective but too tepid biopic", -0.6, "movies")
    rated.lexicon()["horrible"]             # -2.5

From the source archive of vaderSentiment 0.5 (MIT licence; Hutto & Gilbert 2014), which is fetched once and not repeated
here.  Its newspaper sentences are left out: their licence is not clear.  A product review stays in one part as a whole.
"""

import hashlib
import html
import io
import tarfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rnn_core.gallery.word_vectors import split
from rnn_core.train.fetch import fetch

SHA256 = "5d97c37f3ef6e24eef331122e055dbedafeb6a56abfce0608b326701116ea49a"
INNER = "vaderSentiment-0.5/additional_resources/hutto_ICWSM_2014.tar.gz"
NEGATED = -0.74  # what "not" does to a word's rating, as measured by the same authors (n_scalar in their program)
FRAMES = ("not {}", "isn't {}", "is not {}", "not very {}", "not really {}", "not {} at all", "it is not {}", "this was not {}",
          "never {}", "wasn't {}", "not at all {}", "don't find it {}", "nothing {}", "not a {} film", "it wasn't a {} one")
SOURCES = {"movies": "movieReviewSnippets", "products": "amazonReviewSnippets", "tweets": "tweets"}
CLEAR = 0.5  # a rating this far from 0 counts as a verdict


@dataclass(frozen=True)
class Sentence:
    text: str
    rating: float  # the mean of twenty, from -4 to 4
    source: str

    @property
    def clear(self) -> bool:
        return abs(self.rating) >= CLEAR

    @property
    def good(self) -> bool:
        return self.rating > 0


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """The files that are used, as text."""
    archive = fetch("vaderSentiment", "0.5", sha256=SHA256)
    with zipfile.ZipFile(archive) as outer, tarfile.open(fileobj=io.BytesIO(outer.read(INNER)), mode="r:gz") as inner:
        def text(name: str) -> str:
            member = inner.extractfile(f"hutto_ICWSM_2014/{name}")
            if member is None:
                raise ValueError(f"{name} is not in the archive")
            return member.read().decode("utf-8", "replace")

        return {source: text(f"{name}_GroundTruth.txt") for source, name in SOURCES.items()} | {
            "lexicon": text("vader_sentiment_lexicon.txt")}


def part_of(source: str, group: str) -> str:
    """Eight of ten groups are for training, one for validation, one for the test, by a hash of the group's name."""
    number = int(hashlib.sha256(f"{source} {group}".encode()).hexdigest()[:8], 16) % 10
    return "validation" if number == 8 else "test" if number == 9 else "training"


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Sentence, ...]]:
    """Every sentence once, by part; a text that stands there twice counts where it stands first."""
    parts: dict[str, list[Sentence]] = {"training": [], "validation": [], "test": []}
    seen: set[str] = set()
    for source in SOURCES:
        for line in _texts()[source].splitlines():
            number, rating, text = line.split("\t", 2)
            text = html.unescape(text.strip()).replace("''", '"')
            if text.casefold() not in seen:
                seen.add(text.casefold())
                group = number.split("_")[0] if source == "products" else text.casefold()
                parts[part_of(source, group)].append(Sentence(text, float(rating), source))
    return {part: tuple(found) for part, found in parts.items()}


def sentences(part: str) -> tuple[Sentence, ...]:
    return _all()[part]


def clearly_rated(part: str) -> tuple[Sentence, ...]:
    """Those of the part on which there is a verdict."""
    return tuple(one for one in sentences(part) if one.clear)


@lru_cache(maxsize=1)
def lexicon() -> dict[str, float]:
    """Words and faces with the mean of ten ratings each, from -4 to 4."""
    found = {}
    for line in _texts()["lexicon"].splitlines():
        word, rating = line.split("\t")[:2]
        found[word] = float(rating)
    return found


@lru_cache(maxsize=1)
def _counted() -> Counter[str]:
    """How often the training sentences have each word."""
    return Counter(token.key for one in sentences("training") for token in split(one.text))


def negations(part: str) -> list[tuple[str, float]]:
    """The lexicon's clearly good and bad words that the training sentences have three times or more, with their ratings:
    only those of the training part are ever trained after a "not"."""
    return [(word, rating) for word, rating in lexicon().items()
            if word.isalpha() and abs(rating) >= 1 and _counted()[word] >= 3 and part_of("negation", word) == part]

"""Builds rnn_core/gallery/data/music.npz from the three out-of-copyright fiddle books that music21's wheel carries.

    python -m rnn_core.train.data music        # needs requirements-data.txt; 20 seconds

Only files of ryansMammoth (Boston, 1883), oneills1850 (Chicago, 1903) and airdsAirs (Glasgow, 1778-1801) are read, by abc.py.
A tune is kept when its metre and mode are among the usual ones and none of its notes is rare.  Tunes that share a fifth of
their melody or their title, as the same tune in two books does, form a group, and a group is never parted.
"""

import importlib.util
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rnn_core.gallery.tunes import FILE, METRES, MODES, PARTS
from rnn_core.train import abc_notation

BOOKS = {"ryansMammoth": "Ryan's Mammoth Collection, 1883", "oneills1850": "O'Neill's Music of Ireland, 1903",
         "airdsAirs": "Aird's Airs, 1778-1801"}
LEAST = 25  # a note (pitch and length) that occurs more rarely takes its tune out
NOTES = (24, 256)  # the shortest and the longest tune
SHINGLE, SHARED = 8, 0.2  # tunes that share so much of their runs of 8 intervals are one group
NO_NAMES = {"The Bunch", "Ivy Leaf", "O'Neill's DMI", "Money Musk", "MONEY MUSK", "Opera Reel", "OPERA REEL", "The Traveller", "High Road",
            "Dal Segno", "Irish Version", "All Ornaments", "D Mixolydian", "G2. This", "FDEC D2", "Hit Her Upon", "F. O'Neill"}
MEANT = {"Trish O'Nei": "Trish O'Neil", "J.B. Walsh": "John B. Walsh", "A.Lee Worman": "A. Lee Worman", "A.LEE WORMAN": "A. Lee Worman"}
HELD_OUT = 0.1  # of the tunes for validation, and as many for the test


@dataclass(frozen=True)
class Found:
    title: str
    credit: str
    metre: int
    mode: int
    notes: tuple[tuple[int, int], ...]  # the tonic is C
    upbeat: int = 0  # ticks before the first bar line

    @property
    def shingles(self) -> set[tuple[int, ...]]:
        """Every run of SHINGLE intervals: the same in another key, octave or note value."""
        pitches = [pitch for pitch, _ in self.notes if pitch != abc_notation.REST]
        steps = [b - a for a, b in itertools.pairwise(pitches)]
        return {tuple(steps[k : k + SHINGLE]) for k in range(len(steps) - SHINGLE + 1)}


def build(path: Path = FILE) -> None:
    """Writes the file, and prints what is in it."""
    kept = usual(list(found(corpus())))
    parts = split(groups(kept))
    counts = Counter(note for tune in kept for note in tune.notes)
    words = sorted(counts)
    ids = {note: k + 1 for k, note in enumerate(words)}
    credits = sorted({tune.credit for tune in kept})
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path, words=np.array(words, np.int16), stream=np.array([k for t in kept for k in [*map(ids.get, t.notes), 0]], np.uint16),
        lengths=np.array([len(t.notes) + 1 for t in kept], np.uint16), metre=np.array([t.metre for t in kept], np.uint8),
        mode=np.array([t.mode for t in kept], np.uint8), upbeat=np.array([t.upbeat for t in kept], np.uint8), part=parts.astype(np.uint8),
        credit=np.array([credits.index(t.credit) for t in kept], np.uint8 if len(credits) < 256 else np.uint16),
        titles=np.frombuffer("\n".join(t.title for t in kept).encode(), np.uint8),
        credits=np.frombuffer("\n".join(credits).encode(), np.uint8))
    shares = ", ".join(f"{(parts == k).sum():,} {name}" for k, name in enumerate(PARTS))
    print(f"{path.name}: {len(kept):,} tunes ({shares}), {sum(counts.values()):,} notes, {len(words)} different, "
          f"{path.stat().st_size:,} bytes")


def corpus() -> Path:
    """Where the package keeps its tunes; it is not imported, only its files are read."""
    package = importlib.util.find_spec("music21")
    if not package or not package.submodule_search_locations:
        raise ModuleNotFoundError("music21 is not installed: pip install -r requirements-data.txt")
    return Path(package.submodule_search_locations[0]) / "corpus"


def found(folder: Path) -> Iterator[Found]:
    """Every melody of the three books, its tonic put on C: down to the C below it, within one octave."""
    for book, called in BOOKS.items():
        for file in sorted((folder / book).glob("*.abc")):
            text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
            for block in re.split(r"(?m)^(?=X:)", text)[1:]:
                tune = abc_notation.read(block)
                if tune and f"{tune.metre[0]}/{tune.metre[1]}" in METRES and tune.mode in MODES:
                    yield Found(tidied(tune.fields.get("T", "")), "; ".join(filter(None, (called, credited(tune.fields.get("Z", ""))))),
                                METRES.index(f"{tune.metre[0]}/{tune.metre[1]}"), MODES.index(tune.mode),
                                tuple((p if p == abc_notation.REST else p - tune.tonic, t) for p, t in tune.notes), tune.upbeat)


def credited(text: str) -> str:
    """The names of those who wrote the tune down for the computer, out of remarks, dates and addresses."""
    text = re.sub(r"\S*[@:]\S*|ABCMUS|\b(Transcribed|Contributed|Proofread|Corrected|Edited)\b", "", text.replace("henrik.norbeck@", "Henrik Norbeck @"))
    names = [name.strip(".").title() if name.isupper() else name.strip(".")
             for name in re.findall(r"[A-Z][\w.']*(?: (?:de )?[A-Z][\w.']*)+", text)]
    return ", ".join(dict.fromkeys(MEANT.get(name, name) for name in names if name not in NO_NAMES))


def tidied(title: str) -> str:
    """The title without the kind of dance behind two dashes, THE not shouted, the article in front."""
    title = re.sub(r"\s+", " ", title.split("--")[0].replace('"', "")).strip(" .,") or "Untitled"
    title = re.sub(r"^(.*?)\.?, (The|A)$", r"\2 \1", title)
    return title.title().replace("'S", "'s").replace("’S", "’s") if title.isupper() else title


def usual(tunes: list[Found]) -> list[Found]:
    """Those of a usual length without a rare note, each melody once."""
    counts = Counter(note for tune in tunes for note in tune.notes)
    kept = {tune.notes: tune for tune in reversed(tunes) if NOTES[0] <= len(tune.notes) <= NOTES[1]
            and all(counts[note] >= LEAST for note in tune.notes)}
    return list(reversed(kept.values()))


def groups(tunes: list[Found]) -> np.ndarray:
    """(tunes,) the number of each tune's group: alike in melody, or with the same title, directly or over others."""
    parent = list(range(len(tunes)))

    def head(k: int) -> int:
        while parent[k] != k:
            parent[k] = k = parent[parent[k]]
        return k

    for (a, b), share in alike([tune.shingles for tune in tunes]).items():
        if share >= SHARED:
            parent[head(a)] = head(b)
    titles: dict[str, int] = {}
    for k, tune in enumerate(tunes):
        title = re.sub(r"\b(the|a|an|reel|jig|hornpipe|strathspey)\b|[^a-z]", "", tune.title.lower())
        if len(title) > 3:
            parent[head(k)] = head(titles.setdefault(title, k))
    return np.array([head(k) for k in range(len(tunes))])


def alike(shingles: list[set[tuple[int, ...]]]) -> dict[tuple[int, int], float]:
    """The share of the smaller of each two tunes' shingles that the other has too; pairs that share none are left out."""
    having = defaultdict(list)
    for k, own in enumerate(shingles):
        for shingle in own:
            having[shingle].append(k)
    common: Counter[tuple[int, int]] = Counter()
    for tunes in having.values():
        common.update((a, b) for i, a in enumerate(tunes) for b in tunes[i + 1 :])
    return {pair: n / min(len(shingles[pair[0]]), len(shingles[pair[1]])) for pair, n in common.items()}


def split(group: np.ndarray) -> np.ndarray:
    """(tunes,) place in PARTS: groups in a drawn order go to the test, then to validation, until each has its share."""
    order = np.random.default_rng(0).permutation(np.unique(group))
    place = np.argsort(order)[np.searchsorted(np.sort(order), group)]
    before = np.searchsorted(np.sort(place), place) / len(group)
    return np.where(before < HELD_OUT, PARTS.index("test"), np.where(before < 2 * HELD_OUT, PARTS.index("validation"), 0))

"""Numbers in English and French words, written by num2words 0.5.14 (LGPL; what it writes are facts).

    python -m rnn_core.train.data numbers              writes rnn_core/gallery/data/numbers.txt.xz

Training has what whoever learns to count is taught, which is also what people type first, and numbers drawn by their
digits, because most of those below a million have six.  No number of one part is in another.
"""

import lzma

import numpy as np

from rnn_core.gallery.translation_pairs import FOLDER
from rnn_core.gallery.translation_words import LARGEST

SEED = 0
SMALL, YEARS = range(1000), range(1000, 2101)
THOUSANDS, HUNDREDS = range(1000, LARGEST + 1, 1000), range(1000, 10_000, 100)
# digits: how many are drawn for validation, test, training, among those that are not taught
SHARES = {4: (100, 250, 1_200), 5: (170, 330, 2_700), 6: (230, 420, 4_600)}
PARTS = ("validation", "test", "training")


def taught() -> list[int]:
    """The numbers that are learnt by heart: all up to 999, the years, whole thousands, whole hundreds below 10,000."""
    return sorted({*SMALL, *YEARS, *THOUSANDS, *HUNDREDS})


def chosen() -> dict[str, list[int]]:
    rng = np.random.default_rng(SEED)
    # every thousand once with a small ending (40,016) and once with whole hundreds (71,400), drawn
    ended = {k + int(end) for k in THOUSANDS for end in (rng.integers(1, 100), 100 * rng.integers(1, 10))}
    known = {*taught(), *ended}
    found: dict[str, list[int]] = {"training": sorted(known), "validation": [], "test": []}
    for digits, shares in SHARES.items():
        drawn = (int(n) for n in rng.permutation(np.arange(10 ** (digits - 1), 10**digits)) if int(n) not in known)
        for part, share in zip(PARTS, shares, strict=True):
            found[part] += [next(drawn) for _ in range(share)]
    return found


def build() -> None:
    from num2words import num2words

    text = "".join(f"{part}\t{n}\t{num2words(n, lang='en')}\t{num2words(n, lang='fr')}\n"
                   for part, numbers in chosen().items() for n in numbers)
    (FOLDER / "numbers.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))

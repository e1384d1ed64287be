"""Numbers in English and French words, written by num2words 0.5.14 (LGPL; what it writes are facts).

    python -m rnn_core.train.data numbers              writes rnn_core/gallery/data/numbers.txt.xz

By number of digits, because most of the numbers below a million have six.  No number of one part is in another.
"""

import lzma

import numpy as np

from rnn_core.gallery.translation_pairs import FOLDER

SEED = 0
# digits: how many for training, validation, test; the first hundred are all trained, as whoever learns to count does.
SHARES = {3: (400, 50, 150), 4: (1_600, 100, 250), 5: (3_000, 150, 300), 6: (4_900, 200, 300)}
PARTS = ("training", "validation", "test")


def chosen() -> dict[str, list[int]]:
    rng = np.random.default_rng(SEED)
    found: dict[str, list[int]] = {"training": list(range(100)), "validation": [], "test": []}
    for digits, shares in SHARES.items():
        start, end = 10 ** (digits - 1), 10**digits
        drawn = iter(start + rng.permutation(end - start)[: sum(shares)])
        for part, share in zip(PARTS, shares, strict=True):
            found[part] += [int(next(drawn)) for _ in range(share)]
    return found


def build() -> None:
    from num2words import num2words

    text = "".join(f"{part}\t{n}\t{num2words(n, lang='en')}\t{num2words(n, lang='fr')}\n"
                   for part, numbers in chosen().items() for n in numbers)
    (FOLDER / "numbers.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))

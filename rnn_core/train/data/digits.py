"""scikit-learn's handwritten digits as one small file, split once and for all.  Needs scikit-learn, to build only."""

from pathlib import Path

import numpy as np

TRAINING, VALIDATION, TEST = 0, 1, 2
TESTED, HELD_BACK = 450, 200  # a quarter; and what of the rest chooses rate and seed


def build(folder: Path) -> Path:
    """digits.npz: images (1797, 64) of 0 to 16, labels, and part: a quarter drawn at random is the test, for good."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(labels))
    part = np.full(len(labels), TRAINING, np.uint8)
    part[order[:TESTED]] = TEST
    part[order[TESTED : TESTED + HELD_BACK]] = VALIDATION
    path = folder / "digits.npz"
    np.savez_compressed(path, images=images.astype(np.uint8), labels=labels.astype(np.uint8), part=part)
    return path

"""scikit-learn's handwritten digits as one small file, split once and for all.  Needs scikit-learn, to build only."""

import numpy as np

from rnn_core.gallery.images import DATA, PARTS

TESTED, HELD_BACK = 450, 200  # a quarter; and what of the rest chooses rate and seed


def build() -> None:
    """images (1797, 64) of 0 to 16 and labels, in the order of the source; part: a quarter drawn at random is the test."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(labels))
    part = np.full(len(labels), PARTS["training"], np.uint8)
    part[order[:TESTED]] = PARTS["test"]
    part[order[TESTED : TESTED + HELD_BACK]] = PARTS["validation"]
    np.savez_compressed(DATA, images=images.astype(np.uint8), labels=labels.astype(np.uint8), part=part)

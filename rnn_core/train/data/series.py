"""The yearly sunspot numbers as one small file.  Needs statsmodels, to build only."""

import numpy as np

from rnn_core.gallery.series import DATA


def build() -> None:
    """years (309,) from 1700 to 2008, and the mean sunspot number of each."""
    from statsmodels.datasets import sunspots

    table = sunspots.load_pandas().data
    np.savez_compressed(DATA, years=table["YEAR"].to_numpy().astype(np.int16),
                        values=table["SUNACTIVITY"].to_numpy().astype(np.float32))

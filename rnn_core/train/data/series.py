"""The yearly sunspot numbers as one small file.  Needs statsmodels, to build only."""

from pathlib import Path

import numpy as np


def build(folder: Path) -> Path:
    """sunspots.npz: years (309,) from 1700 to 2008, and the mean sunspot number of each."""
    from statsmodels.datasets import sunspots

    table = sunspots.load_pandas().data
    path = folder / "sunspots.npz"
    np.savez_compressed(path, years=table["YEAR"].to_numpy().astype(np.int16),
                        values=table["SUNACTIVITY"].to_numpy().astype(np.float32))
    return path

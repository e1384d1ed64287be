"""Every method's forecast from one year on, beside the record.  No Streamlit here."""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Forecasts:
    """years and truth: those read and, as far as they are in the record, those ahead; ahead: by method, AHEAD values."""

    start: int
    years: Array
    truth: Array
    ahead: dict[str, Array]
    errors: dict[str, float]  # root mean squared error over the years whose truth is known; empty when none is

    @property
    def known(self) -> int:
        """Forecast years whose truth is in the record."""
        return max(0, int(self.years[-1]) - self.start)

"""Every method is what its name says."""

import numpy as np
import pytest

from pages.views.gallery.series import compute
from rnn_core.gallery.forecast_baselines import persistence, seasonal
from rnn_core.gallery.series import sunspots

YEARS, VALUES = sunspots()


def test_the_baselines_are_what_their_names_say():
    found = compute.forecasts(1986)
    past, truth = VALUES[YEARS <= 1986], VALUES[YEARS > 1986]
    np.testing.assert_array_equal(found.ahead["the last year again"], persistence(past, 22))
    np.testing.assert_array_equal(found.ahead["the last 11 years again"], seasonal(past, 22))
    assert len(truth) == found.known == 22 and len(found.ahead) == 7
    for label, ahead in found.ahead.items():
        assert found.errors[label] == pytest.approx(np.sqrt(np.mean((ahead - truth) ** 2)))

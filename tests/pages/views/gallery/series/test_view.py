"""The sunspots: every forecast on the page is the method's own, and the page says who beats whom."""

import json

import pytest

from pages.common import links
from pages.views.gallery.series import compute
from rnn_core import zoo
from rnn_core.gallery.series import AHEAD, READ, sunspots
from tests.app import shown, visit

YEARS, VALUES = sunspots()


def room(**query):
    return visit("pages/gallery.py", room=links.SEQUENCES, seq_what=links.BY_YEARS, **query)


def nets(at):
    return next(data for data in (json.loads(e.proto.json)[0] for e in at.get("bidi_component")) if "nets" in data)["nets"]


@pytest.mark.parametrize("start", [1809, 1950, 1986, 2008])
def test_a_forecast_comes_back_from_its_link(start):
    at = room(series_from=start)
    assert not at.exception
    past = VALUES[start >= YEARS]
    for cell, net in zip(compute.CELLS, nets(at), strict=True):
        ahead = zoo.load_gallery(f"series-{cell}").forecast(past[-READ:], AHEAD)
        assert [told[0][0] for told in net["outputs"][-AHEAD:]] == [f"{start + k + 1}: {v:.0f}" for k, v in enumerate(ahead)]
        assert net["reads"] == [True] * READ + [False] * (AHEAD - 1) and net["writes"] == [False] * (READ - 1) + [True] * AHEAD
        assert net["inputs"][READ - 1] == f"{start}: {past[-1]:.0f}"
        assert sum(edge[4] == "fed back" for edge in net["edges"]) == AHEAD - 1


@pytest.mark.parametrize("start", ["1000000000", "NaN", "1808", "2009", "soon", ""])
def test_hostile_years_get_a_notice(start):
    at = room(series_from=start)
    assert not at.exception and any("cannot be used" in info.value for info in at.info)


def test_what_folds_up_opens():
    at = room(series_from=2000)
    for key in ("series_forecasts", "series_compared", "series_by_year", "series_drawing_table", "gallery_cards", "gallery_code"):
        at.session_state[key] = True
    at.run()
    assert not at.exception and "Networks against linear models" in shown(at) and "Held out: 1925-2008" in shown(at)

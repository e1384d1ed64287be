"""The sunspots: every forecast on the page is the method's own, and the page says who beats whom."""

import json

import numpy as np
import pytest

from pages.common import links
from pages.views.gallery.series import compute, text
from rnn_core import zoo
from rnn_core.gallery import sunspots
from rnn_core.gallery.forecast_baselines import persistence, seasonal
from rnn_core.gallery.series import AHEAD, READ
from tests.app import shown, visit

YEARS, VALUES = sunspots.series()


def room(**query):
    return visit("pages/gallery.py", room=links.SEQUENCES, seq_what=links.BY_YEARS, **query)


def nets(at):
    return next(data for data in (json.loads(e.proto.json) for e in at.get("bidi_component")) if "nets" in data)["nets"]


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


def test_the_rivals_are_what_their_names_say():
    found = compute.forecasts(1986)
    past, truth = VALUES[YEARS <= 1986], VALUES[YEARS > 1986]
    np.testing.assert_array_equal(found.ahead["the last year again"], persistence(past, 22))
    np.testing.assert_array_equal(found.ahead["the last 11 years again"], seasonal(past, 22))
    assert len(truth) == found.known == 22 and len(found.ahead) == 7
    for label, ahead in found.ahead.items():
        assert found.errors[label] == pytest.approx(np.sqrt(np.mean((ahead - truth) ** 2)))


@pytest.mark.parametrize("start, told", [(1880, "this is no test"), (1924, "have **not seen**"), (1990, "of the 22 years, 18 can be compared"),
                                         (2008, "of the 22 years, none can be compared")])
def test_the_page_says_what_was_learned_from_and_what_can_be_compared(start, told):
    assert told in text.what_is_read(compute.forecasts(start)) and told in shown(room(series_from=start))


def test_the_verdict_is_that_of_the_figures():
    figures = {cell: zoo.figures(f"series-{cell}") for cell in compute.CELLS}
    told = shown(room())
    for how, where in (("one", "one year ahead"), ("closed", "in closed loop")):
        better = [cell.upper() for cell in compute.CELLS if figures[cell]["gained"][how][0] > 0]
        assert f"**{', '.join(better) or 'no network'} clearly beats the better linear model {where}**" in told
    cycle = figures["gru"]["baselines"]["the last 11 years again"]["closed"]
    assert any(f["held_out"]["closed"] < cycle for f in figures.values()) or "there none has a smaller error" in told
    assert all(f["held_out"][f"{how}_interval"][1] < f["baselines"]["the last year again"][f"{how}_interval"][0]
               for f in figures.values() for how in ("one", "closed"))
    assert len(text.comparison_rows(figures)) == 6 and len(text.error_rows(compute.forecasts(1986), figures)) == 7


@pytest.mark.parametrize("start", ["1000000000", "NaN", "1808", "2009", "soon", ""])
def test_hostile_years_are_told(start):
    at = room(series_from=start)
    assert not at.exception and any("cannot be used" in info.value for info in at.info)


def test_what_folds_up_opens():
    at = room(series_from=2000)
    for key in ("series_forecasts", "series_compared", "series_by_year", "series_drawing_table", "gallery_cards", "gallery_code"):
        at.session_state[key] = True
    at.run()
    assert not at.exception and "Networks against linear models" in shown(at) and "Held out: 1925-2008" in shown(at)

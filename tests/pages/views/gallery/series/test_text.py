"""What the page says of the forecasts is what the figures hold."""

import pytest

from pages.common import links
from pages.views.gallery.series import compute, text
from rnn_core import zoo
from tests.app import shown, visit


def room(**query):
    return visit("pages/gallery.py", room=links.SEQUENCES, seq_what=links.BY_YEARS, **query)


@pytest.mark.parametrize("start, told", [(1880, "this is no test"), (1924, "have **not seen**"), (1990, "of the 22 years, 18 can be compared"),
                                         (2008, "of the 22 years, none can be compared")])
def test_the_page_says_what_was_learned_from_and_what_can_be_compared(start, told):
    assert told in text.what_is_read(compute.forecasts(start)) and told in shown(room(series_from=start))


def test_the_comparison_is_that_of_the_figures():
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

"""The small pictures of wirings."""

import re

import pytest

from pages.views.gallery.shared import wiring_icons
from rnn_core.gallery.topologies import ALL, BACKWARD, FORECAST, LOOK


@pytest.mark.parametrize("wiring", ALL, ids=lambda w: w.name)
def test_a_picture_has_a_box_for_everything_read_kept_and_written_and_a_line_for_every_edge(wiring):
    svg = wiring_icons.svg(wiring)
    assert svg.count("<rect") == len(wiring.read_steps) + len(wiring.write_steps) + wiring.steps
    assert svg.count("<path") == len([e for e in wiring.edges() if e.kind not in (BACKWARD, LOOK)])
    assert svg.count("stroke-dasharray") == sum(e.kind == "fed back" for e in wiring.edges())


def test_all_stand_within_their_frame():
    for svg in (wiring_icons.BLANK, *map(wiring_icons.svg, (*ALL, FORECAST))):
        width = float(re.search(r'width="([\d.]+)"', svg)[1])
        assert all(0 <= float(x) <= width for x in re.findall(r'<rect x="([\d.]+)"', svg))

"""The drawing says what the converter does."""

import re
import xml.etree.ElementTree as ET

import pytest

from pages.views.code.weights import figures, text
from rnn_core.frameworks import Options

CHOICES = [Options(cell=cell, num_layers=2, bidirectional=True, hidden_size=6) for cell in ("rnn", "lstm", "gru")]


@pytest.mark.parametrize("o", CHOICES, ids=lambda o: o.cell)
def test_the_drawing_is_sound_and_every_block_has_its_line(o):
    drawn = ET.fromstring(figures.weight_layout(o))
    paths = [e for e in drawn.iter() if e.tag.endswith("path")]
    assert len(paths) == {"rnn": 1, "lstm": 4, "gru": 3}[o.cell] + 2
    assert drawn.get("aria-label") == text.layout_sentence(o)


def test_only_the_grus_lines_cross():
    for o in CHOICES:
        ends = [(int(a), int(b)) for a, b in re.findall(r'd="M142 (\d+) C.*?, 330 (\d+)"', figures.weight_layout(o))][: {"rnn": 1, "lstm": 4, "gru": 3}[o.cell]]
        ends.sort()
        assert (sorted(b for _, b in ends) != [b for _, b in ends]) == (o.cell == "gru")

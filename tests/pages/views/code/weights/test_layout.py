"""The drawing and the table say what the converter does."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from pages.views.code.weights import layout
from rnn_core.frameworks import Options, torch_to_keras
from rnn_core.frameworks.data import features

CHOICES = [Options(cell=cell, num_layers=2, bidirectional=True, hidden_size=6) for cell in ("rnn", "lstm", "gru")]


@pytest.mark.parametrize("o", CHOICES, ids=lambda o: o.cell)
def test_the_drawing_is_sound_and_every_block_has_its_line(o):
    drawn = ET.fromstring(layout.picture(o))
    paths = [e for e in drawn.iter() if e.tag.endswith("path")]
    assert len(paths) == {"rnn": 1, "lstm": 4, "gru": 3}[o.cell] + 2
    assert drawn.get("aria-label") == layout.sentence(o)


def test_only_the_grus_lines_cross():
    for o in CHOICES:
        ends = [(int(a), int(b)) for a, b in re.findall(r'd="M142 (\d+) C.*?, 330 (\d+)"', layout.picture(o))][: {"rnn": 1, "lstm": 4, "gru": 3}[o.cell]]
        ends.sort()
        assert (sorted(b for _, b in ends) != [b for _, b in ends]) == (o.cell == "gru")


@pytest.mark.parametrize("o", CHOICES, ids=lambda o: o.cell)
def test_the_tables_shapes_are_the_converters(o):
    state, rows = {}, layout.table(o)
    for row in rows:
        for name in row["PyTorch"].split(", "):
            state[name] = np.zeros([int(n) for n in re.findall(r"\d+", row["shape"])], np.float32)
    weights = torch_to_keras(o.cell, state)
    assert [str(w.shape) for w in weights] == [row["becomes"] for row in rows]
    assert weights[0].shape[0] == features(o)

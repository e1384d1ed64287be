"""The programs as files, and the nearest recorded choice."""

import json

from pages.views.code.programs import compute
from pages.views.code.shared.compute import recorded_run
from rnn_core.frameworks import Options, generate
from rnn_core.frameworks.record import recorded


def test_files_are_the_programs():
    o = Options(task="generation")
    assert compute.file(o, "keras", "py") == generate("keras", **vars(o))
    assert json.loads(compute.file(o, "both", "ipynb"))["nbformat"] == 4
    assert compute.file_name(o, "keras", "ipynb") == "generation_lstm_keras.ipynb"


def test_the_nearest_is_recorded_and_says_what_is_different():
    o = Options(cell="gru", task="tagging", hidden_size=200, seed=9)
    near, changed = compute.nearest(o)
    assert (near.cell, near.task) == ("gru", "tagging") and changed == "hidden_size 32, seed 0"
    assert recorded_run(near) and recorded_run(o) is None and len(recorded()["runs"]) > 1

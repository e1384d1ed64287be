"""Files, the nearest recorded choice, and the round's score."""

import json

from pages.common.links import Code
from pages.views.code.shared import compute
from rnn_core.frameworks import Options, generate, options
from rnn_core.frameworks.record import recorded


def test_the_pages_choices_are_the_generators():
    settings = {f: Code.__dataclass_fields__[f].metadata["setting"] for f in Code.__dataclass_fields__}
    assert set(settings["program"].options) == set(options.TASKS) and tuple(c.lower() for c in settings["cell"].options) == options.CELLS
    assert (settings["num_layers"].high, settings["hidden_size"].high, settings["program_seed"].high, settings["dropout"].high) == (
        options.MOST_LAYERS, options.MOST_UNITS, options.LAST_SEED, options.MOST_DROPOUT)
    assert set(settings["initial_state"].options) == {options.ZEROS, options.GIVEN}


def test_a_choice_comes_back_from_its_link():
    o = Options(cell="gru", task="tagging", num_layers=2, bidirectional=True, dropout=0.3, embedding=False, masked=True, seed=5)
    state, notices = Code.read(compute.query(o))
    assert notices == [] and compute.options(state) == (o, [])


def test_every_value_that_the_slider_can_take_is_a_dropout():
    for k in range(10):
        o, why = compute.options(Code(num_layers=2, dropout=k * 0.1))
        assert why == [] and o.dropout == k / 10


def test_files_are_the_programs():
    o = Options(task="generation")
    assert compute.file(o, "keras", "py")() == generate("keras", **vars(o))
    assert json.loads(compute.file(o, "both", "ipynb")())["nbformat"] == 4
    assert compute.file_name(o, "keras", "ipynb") == "generation_lstm_keras.ipynb"


def test_the_nearest_is_recorded_and_says_what_is_different():
    o = Options(cell="gru", task="tagging", hidden_size=200, seed=9)
    near, changed = compute.nearest(o)
    assert (near.cell, near.task) == ("gru", "tagging") and changed == "hidden_size 32, seed 0"
    assert compute.printed(near) and compute.printed(o) is None and len(recorded()["runs"]) > 1


def test_it_is_said_that_another_processor_can_come_to_another_figure_with_a_measured_one():
    told = compute.provenance()
    recorded_figure = compute.held_out(Options())
    assert f"held out: {recorded_figure} (" in compute.printed(Options())["printed"]["pytorch"] and "0.910" in recorded_figure
    assert f"ended at {recorded_figure} in its recorded run, at {compute.ELSEWHERE} on another processor." in told and "last digits" not in told


def test_lines_of_a_bug_keep_their_indentation_and_escape_nothing_but_spaces():
    assert compute.as_code("    x = 1") == "`\xa0\xa0\xa0\xa0x\xa0=\xa01`" and compute.as_code("") == "`\xa0`"
    assert not any("`" in line for _, bug in compute.bugs() for line in bug.lines)


def test_the_first_answer_counts():
    kept = {}
    assert compute.first_answer(kept, "a", False) is False and compute.first_answer(kept, "a", True) is False
    compute.first_answer(kept, "b", True)
    assert compute.score(kept) == (2, 1) and compute.score({}) == (0, 0)


def test_the_round_goes_around():
    count = len(compute.bugs())
    assert compute.around(count - 1, 1) == 0 and compute.around(0, -1) == count - 1

"""What is shown as printed was printed by just these programs, and both answered alike."""

import json

import pytest

from rnn_core.frameworks import Options
from rnn_core.frameworks.options import CELLS, TASKS, conflicts, covering
from rnn_core.frameworks.record import FILE, choices_to_run, recorded, write
from rnn_core.frameworks.verify import CLOSE, run, stamp

RUNS = recorded()["runs"]


def test_every_entry_belongs_to_the_programs_of_its_own_options():
    """A program that is changed is recorded anew: python -m rnn_core.frameworks.record."""
    assert len(RUNS) >= 60
    for key, entry in RUNS.items():
        assert stamp(Options(**entry["options"])) == key, entry["options"]


def test_every_recorded_pair_agreed_once_it_had_the_same_weights():
    for entry in RUNS.values():
        assert entry["difference"] <= CLOSE * max(1.0, entry["largest"]), entry["options"]
        assert entry["loss"]["pytorch"] == pytest.approx(entry["loss"]["keras"], rel=2e-5, abs=2e-6), entry["options"]
        assert all("held out" in text for text in entry["printed"].values())


@pytest.mark.slow
def test_the_covering_set_and_every_plain_choice_are_recorded():
    for o in [*covering(), *(o for o in choices_to_run()[:15])]:
        assert stamp(o) in RUNS, o
    assert {(o.task, o.cell) for o in choices_to_run()[:15]} == {(t, c) for t in TASKS for c in CELLS}


@pytest.mark.slow
def test_what_is_wanted_makes_sense_and_comes_once():
    assert len(set(choices_to_run())) == len(choices_to_run()) and not any(conflicts(o) for o in choices_to_run())


def test_another_text_has_another_stamp():
    assert len({stamp(Options(seed=k, hidden_size=h)) for k in range(3) for h in (16, 32)}) == 6


@pytest.mark.slow
def test_the_pytorch_programs_still_print_what_is_recorded():
    """On another machine the last digits may differ; the first ones do not."""
    for cell in CELLS:
        o = Options(cell=cell, task="tagging")
        ours, kept = (text.splitlines() for text in (run_of(o), RUNS[stamp(o)]["printed"]["pytorch"]))
        assert [line.rpartition(" ")[0].split("0.")[0] for line in ours] == [line.rpartition(" ")[0].split("0.")[0] for line in kept]
        first, then = (float(lines[0].split()[-1]) for lines in (ours, kept))
        assert first == pytest.approx(then, abs=2e-3)


def run_of(o):
    from rnn_core.frameworks import generate

    return run(generate("pytorch", **vars(o)))[1]


def test_entries_are_kept_one_a_line(tmp_path):
    write(tmp_path / "r.json", {"b": {"x": 1}, "a": {"x": 2}})
    text = (tmp_path / "r.json").read_text()
    assert list(json.loads(text)["runs"]) == ["a", "b"] and text.count("\n") == 5
    assert FILE.name == "recorded.json"

import itertools
from dataclasses import fields, replace

import pytest

from rnn_core.frameworks import generate
from rnn_core.frameworks.options import VALUES, Options, conflicts, covering, grid, without_conflicts


@pytest.mark.parametrize("bad, named", [
    ({"cell": "gruu"}, "gruu"), ({"task": "translation"}, "translation"), ({"num_layers": 0}, "num_layers"), ({"num_layers": 9}, "1 to 4"),
    ({"hidden_size": 10**9}, "hidden_size"), ({"hidden_size": 8.0}, "8.0"), ({"dropout": 1.0}, "dropout"), ({"dropout": 0.95}, "0.9"),
    ({"dropout": float("nan")}, "nan"), ({"seed": -1}, "seed"), ({"seed": True}, "True"), ({"initial_state": "learned"}, "learned")])
def test_a_choice_out_of_bounds_is_named(bad, named):
    with pytest.raises(ValueError, match=named):
        Options(**bad)


@pytest.mark.parametrize("bad", [{"bidirectional": "yes"}, {"masked": 1}, {"embedding": None}])
def test_a_flag_is_a_flag(bad):
    with pytest.raises(TypeError, match=next(iter(bad))):
        Options(**bad)


@pytest.mark.parametrize("senseless, why", [
    ({"task": "generation", "bidirectional": True}, "still to be"), ({"task": "forecasting"}, "no ids"),
    ({"dropout": 0.5}, "no between")])
def test_what_makes_no_sense_says_why_and_is_corrected_without_losing_task_or_cell(senseless, why):
    o = Options(cell="gru", **senseless)
    assert len(conflicts(o)) == 1 and why in conflicts(o)[0]
    assert not conflicts(without_conflicts(o)) and (without_conflicts(o).task, without_conflicts(o).cell) == (o.task, o.cell)
    with pytest.raises(ValueError, match=why):
        generate("keras", **vars(o))


def test_sense_is_left_alone():
    o = Options(task="tagging", bidirectional=True, num_layers=2, dropout=0.5)
    assert without_conflicts(o) == o and conflicts(o) == []


def test_the_covering_set_has_every_pair_that_can_stand_together_and_is_small():
    names = [f.name for f in fields(Options)]

    def pairs(o):
        return set(itertools.combinations([(name, getattr(o, name)) for name in names], 2))

    wanted = set().union(*(pairs(o) for o in grid()))
    chosen = covering()
    assert set().union(*(pairs(o) for o in chosen)) == wanted
    assert len(chosen) < 30 and not any(conflicts(o) for o in chosen)
    for (a, x), (b, y) in itertools.combinations([(n, v) for n in names for v in VALUES[n]], 2):
        if a != b and ((a, x), (b, y)) not in wanted:  # only what conflicts() forbids is missing
            assert {(a, x), (b, y)} & {("task", "generation"), ("task", "forecasting"), ("dropout", 0.3)}, (a, x, b, y)


def test_a_forecast_has_raw_features_unless_asked_otherwise():
    assert "Embedding" not in generate("keras", task="forecasting")
    with pytest.raises(ValueError, match="no ids"):
        generate("keras", task="forecasting", embedding=True)
    assert replace(Options(), embedding=False) == Options(embedding=False)

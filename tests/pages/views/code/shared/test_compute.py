"""The page's choice as the generator's options, and back."""

from pages.common.links import Code
from pages.views.code.shared import compute
from rnn_core.frameworks import Options, options


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

"""A network of one's own: trained by a press of the button, repeated by its link, and refused in words."""

from urllib.parse import parse_qsl

import pytest

from rnn_core.text.corpus.texts import TEXTS
from rnn_core.text.study import Settings, Study
from tests.app import captions, shown, visit

QUICK = {"reads": "characters", "task": "train your own", "own_steps": 120, "own_size": 12, "own_text": "facts"}


def trained(**query):
    at = visit(**QUICK | query)
    at.button(key="own_train").click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize("cell", ["RNN", "GRU", "LSTM"])
@pytest.mark.slow
def test_a_link_trains_the_same_network_every_time(cell):
    at = trained(own_cell=cell, own_seed=3, own_rate="0.01", own_layers=2, own_rows=4, own_window=20, own_clip=0.5, own_decay=0.01)
    study = at.session_state["own_study"]
    expected = Study(TEXTS["facts"](), Settings(cell.lower(), 12, 2, 4, 20, 0.01, 0.5, 0.01, 120, 3))
    while not expected.done:
        expected.advance(60)
    assert study.losses == expected.losses and study.marks == expected.marks
    assert f"After 120 steps it needs {expected.marks[-1].bits:.2f} bits" in shown(at) and len(at.get("plotly_chart")) == 1


@pytest.mark.slow
def test_the_new_network_joins_the_page():
    at = trained()
    at.button(key="own_write").click().run()
    assert at.segmented_control(key="writer").value == "yours" and "un-tinted" in shown(at) and not at.exception
    study = at.session_state["own_study"]
    assert study.tracked()["inside quotes"].correlation == 0 and "No unit can be said to follow *inside quotes*" in shown(at)  # no quotes in it
    at.selectbox(key="feature").set_value("the word ends here").run()
    tracked = study.tracked()["the word ends here"]
    assert f"Unit {tracked.unit} {'follows' if tracked.follows else 'came closest'}" in shown(at)
    at.session_state["others"] = True
    at.run()
    assert "another text" in shown(at) and not at.exception


@pytest.mark.slow
def test_ones_own_network_writes_whatever_writer_the_link_names():
    at = trained(writer="RNN", prompt="tom ")
    at.button(key="own_write").click().run()
    assert at.segmented_control(key="writer").value == "yours" and at.text_input(key="prompt").value == "tom " and not at.exception


@pytest.mark.slow
def test_stopping_keeps_what_was_learnt_and_the_link_says_how_much():
    at = visit(**QUICK | {"own_steps": 5000})
    text, study = TEXTS["facts"](), None
    study = Study(text, Settings("gru", 12, steps=5000))
    study.advance(0.2)
    at.session_state["own_study"], at.session_state["own_running"] = study, False
    at.run()
    kept = study.step
    assert any(f"After {study.marks[-1].step:,} steps" in m.value for m in at.markdown)
    at.session_state["own_steps"] = 200 + kept
    study.settings = Settings("gru", 12, steps=kept + 60)
    at.button(key="own_go_on").click().run()
    assert not at.exception and study.step == kept + 60


def test_the_page_says_when_the_settings_are_no_longer_the_networks():
    at = trained()
    assert not any("not those of the network" in n.value for n in at.info)
    at.number_input(key="own_size").set_value(20).run()
    assert any("not those of the network" in n.value for n in at.info)
    assert "hidden size 12" in captions(at)


def test_stopping_after_a_few_steps_gives_a_link_that_holds():
    at = visit(**QUICK)
    study = Study(TEXTS["facts"](), Settings("gru", 12, steps=120))
    study.advance(1e-9)
    while not study.step:
        study.advance(0.001)
    at.session_state["own_study"], at.session_state["own_running"] = study, False
    at.session_state["own_steps"] = study.step  # as Stop does
    at.run()
    assert not at.exception and study.step < 100 and at.number_input(key="own_steps").value == study.step


def test_the_code_page_is_entered_with_these_settings():
    at = trained(own_cell="LSTM", own_layers=2)
    (page_link,) = [link.proto for link in at.get("page_link") if "as a program" in link.proto.label]
    told = dict(parse_qsl(page_link.query_string))
    assert (told["program"], told["cell"], told["num_layers"], told["hidden_size"]) == ("generation", "LSTM", "2", "12")

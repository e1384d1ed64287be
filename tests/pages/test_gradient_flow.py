"""The gradient page as a visitor with a link sees it."""

import json

import numpy as np
import pytest

from pages.common import links
from rnn_core import gradient_flow
from tests import app
from tests.pages.views.gradient_flow.length.test_packing import unpack


def visit(**query):
    return app.visit("pages/gradient_flow.py", **query)


def sent(at):
    """What the components were given: the picture's data, then every other length."""
    return [json.loads(found.proto.json)[0] for found in at.get("bidi_component")]


def shown(at):
    return "\n".join([*(m.value for m in at.markdown), *(c.value for c in at.caption), *(str(h.proto) for h in at.get("html"))])


def line(series):
    return np.frombuffer(__import__("base64").b64decode(series["levels"][0]), "<i4") / 1000


def test_a_link_brings_its_run_back_with_the_numbers_of_the_core():
    at = visit(init="keras", forget="3", length=60, net_seed=5, hidden=16)
    assert not at.exception
    picture, rest = sent(at)
    assert picture["length"] == 60 and picture["longest"] == 1000 and picture["lengths"] is None
    assert [series["name"] for series in picture["series"]] == ["RNN", "GRU", "LSTM"]
    for series, packed in zip(picture["series"], rest["series"], strict=True):
        flow = gradient_flow(series["name"].lower(), length=60, hidden_size=16, init="keras", forget_bias=3.0, seed=5)
        np.testing.assert_allclose(line(series)[::-1], flow.log10("state"), atol=1e-3)
        row = unpack(packed[0], np.arange(1, 1001), 1000)[59] / 1000
        np.testing.assert_allclose(row, line(series), atol=0.03)
    assert rest["stamp"] == picture["stamp"]


@pytest.mark.slow
def test_a_setting_changes_the_run():
    at = visit()
    before = sent(at)[0]
    at.session_state["forget"] = "5"
    at.run()
    after = sent(at)[0]
    assert not at.exception and before["stamp"] != after["stamp"]
    assert line(after["series"][2])[-1] > -10 > line(before["series"][2])[-1]
    assert before["series"][0] == after["series"][0]  # the RNN has no forget gate


@pytest.mark.parametrize("quantity", [links.STATE, links.HIDDEN, links.CELL, links.JACOBIAN, links.INPUT, links.SHARE])
@pytest.mark.parametrize("more", [{"hidden": 4}, {"told": links.EVERY, "seeds": 2, "hidden": 2}, {"nets": links.TRAINED, "sentence": "the sky … is", "filler": 3},
                                  {"precision": "float32", "hidden": 8, "inputs": links.PULSE}])
@pytest.mark.slow
def test_every_quantity_is_drawn_in_every_setting(quantity, more):
    at = visit(quantity=quantity, **more)
    assert not at.exception
    picture = sent(at)[0]
    assert picture["series"] and all("NaN" not in json.dumps(series) for series in picture["series"])
    assert picture["title"] in shown(at)


BAD = [{"length": 10**9}, {"hidden": 0}, {"gain": "nan"}, {"gain": "1e999"}, {"init": "glorot"}, {"forget": "9"}, {"kept": "a~b"}, {"scale": "inf"},
       {"panel": "moon"}, {"seeds": 10**6}, {"quantity": "∂x"}, {"colour": "red"}, {"sketch": "x" * 9000}, {"net_seed": -1}]


@pytest.mark.parametrize("query", BAD, ids=lambda query: next(iter(query)))
def test_a_spoiled_link_gives_a_working_page_and_a_plain_notice(query):
    at = visit(**query)
    name = next(iter(query))
    assert not at.exception and len(sent(at)) == 2
    assert any(name in notice.value and "link" in notice.value for notice in at.info)


def test_hostile_text_stays_text():
    at = visit(nets=links.TRAINED, sentence="<script>alert(1)</script> \x00 is", sketch="<img>:1_2:<b>")
    assert not at.exception and "<script>" not in shown(at)


def test_an_empty_sentence_is_a_single_step():
    at = visit(nets=links.TRAINED, sentence="")
    assert not at.exception and sent(at)[0]["longest"] == 1


@pytest.mark.slow
def test_pins_are_drawn_in_the_same_picture_and_kept_in_the_link():
    at = visit(init="keras", hidden=8)
    at.button(key="pin_run").click().run()
    at.session_state["init"] = "pytorch"
    at.run()
    assert not at.exception
    names = [series["name"] for series in sent(at)[0]["series"]]
    assert names == ["RNN", "GRU", "LSTM", "RNN, pin 1", "GRU, pin 1", "LSTM, pin 1"]
    assert len(sent(at)[1]["series"]) == 6 and "Initialisation" in shown(at)
    at.button(key="run_back_0").click().run()
    assert at.session_state["init"] == "keras"
    at.button(key="run_unpin_0").click().run()
    assert len(sent(at)[0]["series"]) == 3


def test_who_guesses_first_does_not_get_the_lstm_shown_at_once():
    assert sent(visit(mode="guess first"))[0]["hidden"] == ["LSTM"]
    assert sent(visit())[0]["hidden"] is None


# --- the other views ------------------------------------------------------------------------------------------


def charts(at):
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


@pytest.mark.parametrize("panel", [links.THEORY, links.WAVE, links.EXPLODING, links.LEARNING])
@pytest.mark.parametrize("more", [{}, {"hidden": 128, "init": "identity", "activation": "relu", "gain": "4.0"}, {"hidden": 2, "scale": "0.0", "gain": "0.0"}])
@pytest.mark.slow
def test_every_view_is_drawn_in_every_setting(panel, more):
    at = visit(panel=panel, **more)
    assert not at.exception and len(charts(at)) >= 1
    assert at.header and not at.subheader, "below the title, h1, a section is h2"
    assert "nan" not in shown(at).lower().replace("finance", "")


@pytest.mark.parametrize("case, sentence", [(links.NON_NORMAL, "But first it grows, to **28.8**"), (links.SATURATED, "this gradient should explode"),
                                        (links.PRESENT, "The bound holds")])
def test_the_cases_of_theory_say_what_they_show(case, sentence):
    at = visit(panel=links.THEORY, case=case)
    assert not at.exception and sentence in shown(at)
    names = [trace["name"] for trace in charts(at)[0]["data"]]
    assert names[:2] == ["bound σ_max(W)ᵏ", "bound σ_max(W)ᵏ ∏ max|φ′|"]


def test_the_wave_shows_the_numbers_of_the_core():
    at = visit(panel=links.WAVE, forget="2", net_seed=3)
    (data,) = sent(at)
    flow = gradient_flow("lstm", length=20, forget_bias=2.0, seed=3)
    np.testing.assert_allclose(data["series"][2]["logs"], flow.log10("state"), atol=1e-3)
    assert data["low"] < data["high"] and "until less than a thousandth is left" in shown(at)


def test_the_cliff_is_fallen_off_and_clipping_helps():
    at = visit(panel=links.EXPLODING)
    assert "throws the point 19.5 away; it ends with loss 0.09" in shown(at)
    at = visit(panel=links.EXPLODING, cliff_clip="5.0", cliff_w="1.0")
    assert "clipping never acts" in shown(at)


def test_the_grid_says_who_learns_and_names_its_command():
    for task in ("recall", "adding", "copy"):
        at = visit(panel=links.LEARNING, learn_task=task)
        assert not at.exception and "python -m rnn_core.memory" in shown(at)
        assert ("None of these networks" if task == "copy" else "The longest delay") in shown(at)
        assert [trace["name"] for trace in charts(at)[0]["data"]] == [
            "RNN", "RNN, orthogonal", "GRU", "LSTM", "LSTM, forget bias 3", "without memory"]


def test_one_can_be_trained_now(monkeypatch):
    from pages.views.gradient_flow.learning import view

    monkeypatch.setattr(view, "STEPS", 40)
    at = visit(panel=links.LEARNING, learn_delay=5)
    at.button(key="train_now").click().run()
    assert not at.exception and "Held-out loss (recall, delay 5" in shown(at)


@pytest.mark.slow
def test_the_numbers_are_checked_against_autograd():
    at = visit(length=40, init="keras")
    at.toggle(key="check_torch").set_value(True).run()
    assert not at.exception and "Agrees with autograd in float64" in shown(at)


def test_a_table_stands_beside_every_picture():
    for panel, tables in ((links.LENGTH_SLIDER, 1), (links.THEORY, 2), (links.WAVE, 2), (links.EXPLODING, 2)):
        at = visit(panel=panel)
        assert len([e for e in at.expander if e.label == "The same as a table"]) == tables


def test_the_many_directions_and_the_pairs_of_steps_have_tables():
    for panel, key in (("theory", "directions_table"), ("watch it flow", "pairs_table")):
        at = visit(panel=panel)
        at.session_state[key] = True
        at.run()
        assert not at.exception and ("Singular values by lag" if panel == "theory" else "by distance") in "".join(str(h.proto) for h in at.get("html"))

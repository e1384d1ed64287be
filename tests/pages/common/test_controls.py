"""What a link asks for, what the widgets show, and what is said of it are the same."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.common import links
from pages.common.settings import Number
from tests.app import visit

ODD = ["inf", "-inf", "nan", "1e400", "9" * 5000, "-1", "0", "0.5", "1.5", "2.7", "5e0", " 3 ", "1_0", "0x10", "", "३", "1.0", "-0.0", "4.999", "80.5",
       "128.9", "256.9", "<b>", "1,5", "07"]


def numbers(page):
    return [f.name for f in fields(page) if isinstance(f.metadata["setting"], Number)]


def agrees(page, path, query):
    at = visit(path, **query)
    assert not at.exception, (query, at.exception)
    state, notices = page.read(query)
    drawn = {w.key: w.value for w in [*at.slider, *at.number_input] if w.key in numbers(page)}
    assert drawn and drawn == {name: getattr(state, name) for name in drawn}, query
    assert len([i for i in at.info if "The link's" in i.value]) == len(notices), query
    for name in page.refused(query):
        assert any(f"The link's {name}=" in i.value for i in at.info) and name not in at.query_params, (name, query)
    return at


def told(page):
    odd = st.sampled_from(ODD) | st.floats(-10, 300).map(str) | st.integers(-3, 1200).map(str)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(numbers(page), odd))


@given(query=told(links.Code))
@settings(max_examples=40)
@pytest.mark.slow
def test_no_number_of_a_link_is_shown_otherwise_than_it_is_said(query):
    agrees(links.Code, "pages/code.py", query)


@pytest.mark.parametrize("page, path, fixed", [
    (links.GradientFlow, "pages/gradient_flow.py", {}), (links.Playground, "pages/playground.py", {}),
    (links.CharacterTraining, "pages/playground.py", {"reads": links.CHARACTERS}), (links.Music, "pages/gallery.py", {"room": links.MUSIC})],
    ids=["gradient flow", "words", "characters", "tune"])
@pytest.mark.slow
def test_nor_on_any_other_page(page, path, fixed):
    for k in (0, 9, 17):
        agrees(page, path, {name: ODD[(k + n) % len(ODD)] for n, name in enumerate(numbers(page))} | fixed)


@pytest.mark.parametrize("name, told, shown, words", [
    ("program_seed", "1.5", 0, "whole number."), ("hidden_size", "inf", 32, "number from 1 to 256."), ("num_layers", "1.9", 1, "whole number.")])
def test_what_is_no_whole_number_is_the_default_and_is_told(name, told, shown, words):
    at = visit("pages/code.py", **{name: told})
    (notice,) = at.info
    assert f"must be a {words}" in notice.value and f"shows “{shown}” instead" in notice.value
    assert {w.key: w.value for w in [*at.slider, *at.number_input]}[name] == shown and not at.query_params


def test_a_name_given_twice_is_told():
    at = visit("pages/code.py", hidden_size=["48", "64"])
    assert at.number_input(key="hidden_size").value == 64 and "more than once" in at.info[0].value and "“64”" in at.info[0].value


def test_a_link_that_comes_to_a_page_with_its_widgets_drawn_is_put_right_too():
    at = visit("pages/code.py", hidden_size=48)
    at.query_params.update({"hidden_size": "inf", "program_seed": "7", "line": "nothing"})
    at.run()
    assert not at.exception and len(at.info) == 2
    assert (at.number_input(key="hidden_size").value, at.number_input(key="program_seed").value) == (32, 7)
    assert at.query_params == {"program_seed": "7"}


def test_a_notice_goes_when_a_setting_changes_and_does_not_come_back():
    at = visit("pages/code.py", part=links.PITFALLS, trap=99)
    assert len(at.info) == 1
    assert len(at.run().info) == 1  # a run that nobody asked for
    at.selectbox(key="pitfall_shown").set_value(3).run()
    assert not at.info
    at.selectbox(key="pitfall_shown").set_value(0).run()
    assert not at.info


def test_a_notice_shows_a_visitors_signs():
    at = visit("pages/gradient_flow.py", kept="a~b~c")
    assert any(r"kept=“a\~b\~c”" in i.value for i in at.info)

"""The promises every link keeps, whatever the page."""

from dataclasses import fields
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.kit import urls
from pages.kit.knobs import Choice, Knobs, Number, Text

PAGES = [page for page in vars(urls).values() if isinstance(page, type) and issubclass(page, Knobs) and page is not Knobs]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page)
ODD = "abc …'\"<>&=+%#é\u05d0😀\u202e"


def values(knob):
    if isinstance(knob, Choice):
        return st.sampled_from(knob.options)
    if isinstance(knob, Text):
        return st.text(ODD, max_size=knob.longest)
    return (st.integers if isinstance(knob.low, int) else st.floats)(knob.low, knob.high)


def sound(knob, value):
    if isinstance(knob, Choice):
        return value in knob.options
    if isinstance(knob, Text):
        return len(value) <= knob.longest and "\x00" not in value
    return isinstance(knob, Number) and knob.low <= value <= knob.high


@every_page
@given(data=st.data())
def test_every_state_survives_its_own_link(page, data):
    state = page(**{f.name: data.draw(values(f.metadata["knob"])) for f in fields(page)})
    query = dict(parse_qsl(state.link().split("?", 1)[1], keep_blank_values=True))
    assert page.read(query) == (state, [])
    assert set(query) == {f.name for f in fields(page)}  # defaults too


@every_page
@given(data=st.data())
def test_no_link_can_break_a_page(page, data):
    names = st.sampled_from([f.name for f in fields(page)] + ["x", "<script>"])
    told = st.text("0123456789.-+einfa <\x00", max_size=12) | st.floats().map(str) | st.just("9" * 5000)
    query = data.draw(st.dictionaries(names, told))
    state, notices = page.read(query)
    for f in fields(page):
        knob, value = f.metadata["knob"], getattr(state, f.name)
        assert sound(knob, value)
        refused = f.name in query and value == f.default and query[f.name].replace("\x00", "") != str(f.default)
        if refused and isinstance(knob, Number):
            assert any(f.name in notice for notice in notices) or float(query[f.name]) == f.default
    assert all(len(notice) < 400 for notice in notices)


@every_page
def test_a_bad_value_is_named_with_what_stands_in_for_it(page):
    _, notices = page.read({"filler": "9999", "nonsense": "1"})
    assert "filler=“9999”" in notices[0] and "from 0 to 80" in notices[0] and "“12”" in notices[0]
    assert "no setting called “nonsense”" in notices[1]


def test_a_name_means_the_same_on_every_page():
    """Streamlit shares a bound key across pages, so two pages may only share one declaration."""
    meanings = {}
    for page in PAGES:
        for f in fields(page):
            meaning = (f.default, f.metadata["knob"])
            assert meanings.setdefault(f.name, meaning) == meaning

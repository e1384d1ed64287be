"""The promises every link keeps, whatever the page."""

from dataclasses import fields
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.common import links
from pages.common.settings import Choice, Flag, Number, Numbers, PageState, Pins, Places, Text, as_text
from rnn_core.text.units import FEATURES

PAGES = [page for page in vars(links).values() if isinstance(page, type) and issubclass(page, PageState) and page is not PageState]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
ODD = "abc …'\"<>&=+%#é\u05d0😀\u202e"


def values(setting):
    if isinstance(setting, Choice):
        return st.sampled_from(setting.options)
    if isinstance(setting, Flag):
        return st.booleans()
    if isinstance(setting, Text):
        return st.text(ODD, max_size=setting.longest)
    if isinstance(setting, Places):
        return st.lists(st.integers(0, setting.last), max_size=8, unique=True).map(lambda found: tuple(sorted(found)))
    if isinstance(setting, Numbers):
        return st.lists(st.floats(setting.low, setting.high), max_size=setting.most).map(tuple)
    if isinstance(setting, Pins):
        return st.lists(st.tuples(*map(values, setting.settings)), max_size=setting.most).map(tuple)
    return (st.integers if isinstance(setting.low, int) else st.floats)(setting.low, setting.high)


def sound(setting, value):
    if isinstance(setting, Choice):
        return value in setting.options
    if isinstance(setting, Flag):
        return isinstance(value, bool)
    if isinstance(setting, Text):
        return len(value) <= setting.longest and not set("\x00\n\r") & set(value)
    if isinstance(setting, Places):
        return all(0 <= place <= setting.last for place in value) and list(value) == sorted(set(value))
    if isinstance(setting, Numbers):
        return len(value) <= setting.most and all(isinstance(v, float) and setting.low <= v <= setting.high for v in value)
    if isinstance(setting, Pins):
        return len(value) <= setting.most and all(sound(k, v) for one in value for k, v in zip(setting.settings, one, strict=True))
    return isinstance(setting, Number) and setting.low <= value <= setting.high


@every_page
@given(data=st.data())
def test_every_state_survives_its_own_link(page, data):
    state = page(**{f.name: data.draw(values(f.metadata["setting"])) for f in fields(page)})
    query = dict(parse_qsl(state.link().split("?", 1)[1], keep_blank_values=True))
    assert page.read(query) == (state, [])
    assert set(query) == {"v"} | {f.name for f in fields(page)}  # defaults too


@every_page
@given(data=st.data())
def test_no_link_can_break_a_page(page, data):
    names = st.sampled_from([f.name for f in fields(page)] + ["x", "v", "<script>"])
    told = (st.text("0123456789.-+einfa <\x00~\n", max_size=12) | st.floats().map(str) | st.just("9" * 5000)
            | st.sampled_from(["3~4", "1~2~x\n" * 9, "1.2.3." * 900, "81~0~x", "5~5~~~"]))
    query = data.draw(st.dictionaries(names, told))
    state, notices = page.read(query)
    for f in fields(page):
        setting, value, default = f.metadata["setting"], getattr(state, f.name), page.defaults(page.version(query))[f.name]
        assert sound(setting, value)
        refused = f.name in query and value == default and query[f.name].replace("\x00", "") != as_text(default)
        if refused and isinstance(setting, Number):
            assert any(f.name in notice for notice in notices) or float(query[f.name]) == default
    assert all(len(notice) < 400 for notice in notices)


def test_a_bad_value_is_named_with_what_stands_in_for_it():
    _, notices = links.Playground.read({"filler": "9999", "nonsense": "1"})
    assert "filler=“9999”" in notices[0] and "from 0 to 80" in notices[0] and "“12”" in notices[0]
    assert "no setting called “nonsense”" in notices[1]


def test_a_name_means_the_same_on_every_page():
    """Streamlit shares a bound key across pages, so two pages may only share one declaration."""
    meanings = {}
    for page in PAGES:
        for f in fields(page):
            meaning = (f.default, f.metadata["setting"])
            assert meanings.setdefault(f.name, meaning) == meaning


def test_a_pages_states_leave_each_others_knobs_alone():
    query = links.CharacterTraining(own_size=32).query() | links.Playground(filler=3).query()
    assert links.Playground.read(query)[1] == links.Characters.read(query)[1] == links.CharacterTraining.read(query)[1] == []
    assert links.Playground.read(query)[0].filler == 3 and links.CharacterTraining.read(query)[0].own_size == 32
    assert links.CharacterTraining.read({"nonsense": "1"})[1] == links.Playground.read({"nonsense": "1"})[1] != []


def test_a_pin_keeps_a_sentence_with_any_sign_in_it():
    state = links.Playground(pinned=((12, 3, "a ~ b ~~ c & d = … #"), (0, 0, "")))
    assert links.Playground.read(dict(parse_qsl(state.link().split("?", 1)[1], keep_blank_values=True)))[0] == state
    for bad in ("1~2", "99~0~x", "1~2~a\n1~2~b\n1~2~c\n1~2~d", "a~b~c"):
        found, notices = links.Playground.read({"pinned": bad})
        assert found.pinned == () and len(notices) == 1, bad


def test_the_features_of_the_link_are_those_that_are_measured():
    assert tuple(FEATURES) == links.FEATURES

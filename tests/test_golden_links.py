"""Every setting of every link gives what it gave when the link was handed out.

`golden_links.json` has one link a line: in "links" with the settings that then differ from the page's defaults and the
notices in full; in "visits" with the page as it is drawn.  A link that a teacher gave to a class last year is one of
these: **a changed or deleted line breaks links that are in use.**  A new setting adds lines and changes none:

    python -m tests.test_golden_links "code?cell=GRU" "code?cell=no"       # "links", and a new setting's default
    python -m tests.test_golden_links --visit "gallery?room=one+to+one"    # "visits"

writes down what today's code makes of the links that are named, and of no others.  One kind of line may be named again:
where an option is added or a bound widened, the notice of a link that is refused lists what can be used instead; and where a view
gets a new setting, its visits have a widget more.
"""

import json
import sys
from dataclasses import fields
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pages.common.links import PageState
from tests.app import visit

FILE = Path(__file__).with_name("golden_links.json")
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
DEFAULTS = {}
for setting, value in GOLDEN["defaults"].items():
    DEFAULTS.setdefault(setting.split("?")[0], {})[setting.split("?")[1]] = value
WIDGETS = ("button_group", "number_input", "selectbox", "slider", "text_area", "text_input", "toggle")
VIEWS = {"reads", "look", "task", "room", "seq_what", "panel", "part", "inside"}  # what decides which part of a page is drawn


def states(base=PageState):
    """Every state of every page."""
    found = [state for below in base.__subclasses__() for state in (below, *states(below))]
    return [state for state in found if state.__module__.startswith("pages.")]


def parsed(link):
    page, _, query = link.partition("?")
    return page, parse_qs(query, keep_blank_values=True)


def read(page, query):
    """What all states of a page make of a query: every setting as a link says it, and the notices."""
    settings, notices = {}, {}
    for state in (state for state in states() if state.page == page):
        found, said = state.read(query)
        for name, value in found.query().items():
            assert settings.setdefault(name, value) == value, f"two states of {page} differ in {name}"
        notices |= dict.fromkeys(said)
    return settings, list(notices)


def understood(link):
    page, query = parsed(link)
    settings, notices = read(page, {name: told[-1] for name, told in query.items()})
    changed = {name: value for name, value in sorted(settings.items()) if value != DEFAULTS[page][name]}
    return {"settings": changed, "notices": notices}


def drawn(link):
    """A visit: the title, the settings' widgets with their values, the notices, and the query the browser then has."""
    page, query = parsed(link)
    at = visit(f"pages/{page}.py", **query)
    assert not at.exception and not at.error, [e.value for e in (*at.exception, *at.error)]
    names = DEFAULTS.get(page, {})
    widgets = sorted((w.key, str(w.value)) for kind in WIDGETS for w in at.get(kind) if w.key in names)
    notices = [info.value for info in at.info if "link_off" in info.icon]
    return {"title": [title.value for title in at.title], "widgets": dict(widgets), "notices": notices,
            "query": dict(sorted(at.query_params.items()))}


@pytest.mark.parametrize("page", DEFAULTS)
def test_no_default_has_changed(page):
    """A link leaves out what stands at its default, so a changed default changes links that are in use."""
    assert read(page, {}) == (DEFAULTS[page], [])


@pytest.mark.parametrize("page", DEFAULTS)
def test_every_link_is_understood_as_ever(page):
    golden = {link: told for link, told in GOLDEN["links"].items() if parsed(link)[0] == page}
    now = {link: understood(link) for link in golden}
    assert {link: told for link, told in now.items() if told != golden[link]} == {}


@pytest.mark.parametrize("link", GOLDEN["visits"])
def test_every_page_is_drawn_as_ever(link):
    assert drawn(link) == GOLDEN["visits"][link]


def test_every_setting_has_a_link_that_is_taken_and_one_that_is_refused():
    taken, refused = set(), set()
    for link, told in GOLDEN["links"].items():
        page, query = parsed(link)
        taken |= {(page, name) for name in query.keys() & told["settings"].keys()}
        refused |= {(page, name) for name in query if f"The link's {name}=" in "".join(told["notices"])}
    settings = {(state.page, f.name) for state in states() for f in fields(state)}
    assert settings - taken == set() and settings - refused == set()


def test_every_view_of_every_page_is_visited():
    def views(page, settings):
        return {(page, name, settings[name]) for name in VIEWS & settings.keys()}

    known = {view for link, told in GOLDEN["links"].items() for view in views(parsed(link)[0], told["settings"])}
    visited = {view for link, told in GOLDEN["visits"].items() for view in views(parsed(link)[0], told["query"])}
    assert {name for _, name, _ in known} == VIEWS and known - visited == set()


def record(links=(), visits=()):
    """Write down what these links give today; a default that is there already stays."""
    for page in {state.page for state in states()}:
        DEFAULTS[page] = read(page, {})[0] | DEFAULTS.get(page, {})
    defaults = {f"{page}?{name}": value for page, settings in DEFAULTS.items() for name, value in settings.items()}
    parts = {"defaults": defaults,
             "links": GOLDEN["links"] | {link: understood(link) for link in links},
             "visits": GOLDEN["visits"] | {link: drawn(link) for link in visits}}
    FILE.write_text("{\n" + ",\n".join(block(*part) for part in parts.items()) + "\n}\n", encoding="utf-8")


def block(name, told):
    lines = (": ".join(json.dumps(part, ensure_ascii=False) for part in line) for line in sorted(told.items()))
    return f'"{name}": {{\n' + ",\n".join(lines) + "\n}"


if __name__ == "__main__":
    _, *asked = sys.argv
    record(visits=asked[1:]) if asked[0] == "--visit" else record(links=asked)

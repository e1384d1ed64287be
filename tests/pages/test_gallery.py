"""The gallery: rooms by link, and links that ask for what is not there."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st

from pages.common import links
from rnn_core import zoo
from rnn_core.nn.safetensors import DamagedFile
from tests.app import captions, shown, visit

GALLERY = "pages/gallery.py"
ROOT = Path(__file__).parents[2]
ROOMS = links.Gallery.__dataclass_fields__["room"].metadata["setting"].options
WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from streamlit.testing.v1 import AppTest
for room in sys.argv[1:]:
    at = AppTest.from_file("app.py", default_timeout=60).run()
    at.query_params["room"] = room
    at = at.switch_page("pages/gallery.py").run()
    assert not at.exception and not at.error and len(at.get("bidi_component")) >= 1, room
print("fine")
"""


def components(at):
    """The data of the page's components, in their order."""
    return [json.loads(element.proto.json)[0] for element in at.get("bidi_component")]


def test_every_room_has_its_picture_and_the_link_chooses():
    at = visit(GALLERY, room=links.WIRING)
    chooser = components(at)[0]
    assert not at.exception and [o["value"] for o in chooser["options"]] == list(ROOMS)
    assert chooser["chosen"] == links.WIRING and all(o["svg"].startswith("<svg") for o in chooser["options"])


@pytest.mark.parametrize("room", list(ROOMS))
def test_every_room_opens_without_a_setting(room):
    at = visit(GALLERY, room=room)
    assert not at.exception and not at.error
    assert len(components(at)) >= 1 and (shown(at) + captions(at)).strip() and "`None`" not in shown(at)


@pytest.mark.parametrize("room", list(ROOMS))
def test_every_column_has_a_name_and_no_heading_jumps(room):
    at = visit(GALLERY, room=room)
    at.session_state["gallery_shapes"] = True
    at.run()
    headings = [int(heading.tag.removeprefix("h")) for kind in ("title", "header", "subheader") for heading in at.get(kind)]
    assert set(headings) <= {1, 2} and not re.search(r"<h\d|<th[^>]*></th>", shown(at))


@pytest.mark.parametrize("query, told", [
    ({"room": "<script>alert(1)</script>"}, "cannot be used"), ({"at": "1e9"}, "cannot be used"), ({"at": "NaN"}, "cannot be used"),
    ({"rooms": "x"}, "no setting called"), ({"room": links.WIRING, "wire_reads": "0.99"}, "places lie between"),
    ({"room": links.WIRING, "wire_task": "1000000000"}, "it must be a number"), ({"room": links.WIRING, "wire_fed": "perhaps"}, "true or false")])
def test_a_hostile_link_gives_a_working_page_and_a_plain_notice(query, told):
    at = visit(GALLERY, **query)
    assert not at.exception and any(told in info.value for info in at.info), [i.value for i in at.info]


@pytest.mark.slow
def test_every_room_runs_where_torch_cannot_be_imported():
    done = subprocess.run([sys.executable, "-c", WITHOUT_TORCH, *ROOMS], cwd=ROOT, capture_output=True, text=True)
    assert "fine" in done.stdout, done.stderr[-2000:]


TEXTS = ("", " ", "\u05d0\u05e0\u05d9 \u05d2\u05d3\u05dc\u05ea\u05d9", "😀😀", "zyxw qqq vvv", "<img src=x onerror=alert(1)>", "word " * 79, "…")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("room, setting", [(links.SENTIMENT, "verdict_text"), (links.ENTITIES, "marks_text"), (links.TRANSLATION, "tongue_text"),
                                        (links.ONE_TO_ONE, "digit_drawn"), (links.SEQUENCES, "digit_drawn")])
def test_whatever_is_typed_the_room_works_and_writes_no_markup(room, setting, text):
    at = visit(GALLERY, room=room, **{setting: text})
    assert not at.exception and "<img" not in shown(at)


@pytest.mark.parametrize("name, query", [("digits-gru", {"room": links.SEQUENCES}), ("series-rnn", {"room": links.SEQUENCES, "seq_what": links.BY_YEARS}),
                                         ("digits-feedforward", {"room": links.ONE_TO_ONE})])
def test_a_damaged_model_is_reported_with_its_remedy(name, query, monkeypatch):
    def damaged(asked, *rest):
        if asked == name:
            raise DamagedFile(f"rebuild it with python -m rnn_core.train {name}")
        return whole(asked, *rest)

    whole = zoo.load_gallery
    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setattr(zoo, "load_gallery", damaged)
    try:
        at = visit(GALLERY, **query)
        assert not at.exception and [error.value for error in at.error] == [f"rebuild it with python -m rnn_core.train {name}"]
    finally:
        st.cache_resource.clear()
        st.cache_data.clear()


EVERY_PAGE = """
import json, sys
from streamlit.testing.v1 import AppTest
for page, room in json.loads(sys.argv[1]):
    at = AppTest.from_file("app.py", default_timeout=60).run()
    at.query_params.update({"room": room} if room else {})
    at = at.switch_page(page).run()
    assert not at.exception and not at.error, (page, room)
    chooser = [json.loads(element.proto.json)[0] for element in at.get("bidi_component")][:1]
    print(json.dumps([room, [option["value"] for data in chooser for option in data.get("options", [])], [info.value for info in at.info]]))
"""


@pytest.mark.slow
def test_a_room_is_deleted_with_its_folder_and_the_lines_that_name_it(tmp_path):
    for name in ("app.py", "pages", ".streamlit"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    (tmp_path / "rnn_core").symlink_to(ROOT / "rnn_core")
    shutil.rmtree(tmp_path / "pages/views/gallery/music")
    page = tmp_path / GALLERY
    kept = [line for line in page.read_text().splitlines() if "music" not in line]
    assert len(page.read_text().splitlines()) - len(kept) == 2  # the import, and the line of the menu
    page.write_text("\n".join(kept))
    pages = [(f"pages/{path.name}", "") for path in sorted((ROOT / "pages").glob("[!_]*.py"))] + [(GALLERY, room) for room in ROOMS]
    done = subprocess.run([sys.executable, "-c", EVERY_PAGE, json.dumps(pages)], cwd=tmp_path, capture_output=True, text=True)
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == len(pages), done.stderr[-2000:]
    for room, offered, notices in seen:
        if room:
            assert offered == [name for name in ROOMS if name != links.MUSIC]
            assert ("This room is not here: choose another one above." in notices) == (room == links.MUSIC)


def test_error_bars_have_a_colour_that_is_seen_in_the_dark_too():
    at = visit(GALLERY, room=links.TRANSLATION, tongue_look=links.LENGTH)
    bars = [trace["error_y"] for chart in at.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"] if "error_y" in trace]
    assert bars and all(one.get("color") for one in bars)

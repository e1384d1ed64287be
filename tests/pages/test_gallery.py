"""The gallery: rooms by link, and links that ask for what is not there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pages.kit import doors, urls
from tests.app import captions, shown, visit

GALLERY = "pages/gallery.py"
ROOT = Path(__file__).parents[2]
WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from streamlit.testing.v1 import AppTest
from pages.kit.doors import TEXTS
for room in TEXTS:
    at = AppTest.from_file("app.py", default_timeout=60).run()
    at.query_params["room"] = room
    at = at.switch_page("pages/gallery.py").run()
    assert not at.exception and not at.error and len(at.get("bidi_component")) >= 1, room
print("fine")
"""


def components(at):
    """The data of the page's components, in their order."""
    return [json.loads(element.proto.json) for element in at.get("bidi_component")]


def test_every_room_has_its_picture_and_the_link_chooses():
    at = visit(GALLERY, room=urls.BUILD)
    chooser = components(at)[0]
    assert not at.exception and [o["value"] for o in chooser["options"]] == list(doors.TEXTS)
    assert chooser["chosen"] == urls.BUILD and all(o["svg"].startswith("<svg") for o in chooser["options"])


@pytest.mark.parametrize("room", list(doors.TEXTS))
def test_every_room_opens_without_a_setting(room):
    at = visit(GALLERY, room=room)
    assert not at.exception and not at.error
    assert len(components(at)) >= 1 and (shown(at) + captions(at)).strip()


@pytest.mark.parametrize("query, told", [
    ({"room": "<script>alert(1)</script>"}, "cannot be used"), ({"at": "1e9"}, "cannot be used"), ({"at": "NaN"}, "cannot be used"),
    ({"rooms": "x"}, "no setting called"), ({"room": urls.BUILD, "wire_reads": "0.99"}, "places lie between"),
    ({"room": urls.BUILD, "wire_task": "1000000000"}, "it must be a number"), ({"room": urls.BUILD, "wire_fed": "perhaps"}, "true or false")])
def test_a_hostile_link_gives_a_working_page_and_a_plain_notice(query, told):
    at = visit(GALLERY, **query)
    assert not at.exception and any(told in info.value for info in at.info), [i.value for i in at.info]


@pytest.mark.slow
def test_every_room_runs_where_torch_cannot_be_imported():
    done = subprocess.run([sys.executable, "-c", WITHOUT_TORCH], cwd=ROOT, capture_output=True, text=True)
    assert "fine" in done.stdout, done.stderr[-2000:]


TEXTS = ("", " ", "\u05d0\u05e0\u05d9 \u05d2\u05d3\u05dc\u05ea\u05d9", "😀😀", "zyxw qqq vvv", "<img src=x onerror=alert(1)>", "word " * 79, "…")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("room, knob", [(urls.VERDICT, "verdict_text"), (urls.NAMES, "marks_text"), (urls.TRANSLATION, "tongue_text"),
                                        (urls.ONE, "digit_drawn"), (urls.ROWS, "digit_drawn")])
def test_whatever_is_typed_the_room_works_and_writes_no_markup(room, knob, text):
    at = visit(GALLERY, room=room, **{knob: text})
    assert not at.exception and "<img" not in shown(at)

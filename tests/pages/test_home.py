import gc
from pathlib import Path

from streamlit.testing.v1 import AppTest

import pages


def test_the_two_sentences_are_answered_and_every_page_is_linked():
    at = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60).run()
    assert not at.exception
    told = "".join(str(element.proto) for element in at.get("html"))
    assert told.count("<b>blue</b>") == 4
    assert told.count("<b>german</b>") >= 2
    assert len(at.get("page_link")) == 6
    assert "see that far back at once, or **carry a memory along**" in at.markdown[0].value and "only a network" not in at.markdown[0].value


def test_what_a_page_has_loaded_is_not_looked_through_again_after_every_run():
    gc.unfreeze()
    pages.settle.cache_clear()
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60).run()
    frozen = gc.get_freeze_count()
    assert frozen > 50_000
    app.run()
    assert gc.get_freeze_count() <= frozen  # once: what later runs leave behind is collected as ever

import gc
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

import pages
from pages.common import links, models
from pages.common.theme import NETWORKS
from tests.app import captions, shown, visit

CHAPTERS = range(1, links.CHAPTERS + 1)
LONGEST = 30  # words of a sentence


def chapter(n, **query):
    at = visit("pages/home.py", chapter=n, **query)
    assert not at.exception and not at.error, [e.value for e in (*at.exception, *at.error)]
    return at


def predicted(n, **query):
    """The chapter after the visitor has said what to expect."""
    return chapter(n, **({"sky_word": "blue", "far_word": "german"} if n == 1 else {"chosen": f"{n}1"}), **query)


def test_start_asks_for_two_words_and_has_loaded_no_network():
    at = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60).run()
    assert not at.exception and at.title[0].value == "What does a network remember?"
    assert [field.label for field in at.text_input] == ["the color of the sky is …", "… so I'm fluent in …"]
    assert "un-bars\"" not in shown(at) and "remembered" not in shown(at)


def test_both_words_are_kept_in_the_link_and_shown_in_their_blanks():
    at = chapter(1)
    at.text_input[0].set_value(" <b>azure ").run()
    assert at.query_params["sky_word"] == "<b>azure" and "remembered" not in shown(at)
    at.text_input[1].set_value("german").run()
    assert "12 words and commas away" in shown(at) and "&lt;b&gt;azure" in shown(at) and "<b>azure" not in shown(at)


@pytest.mark.parametrize("n", CHAPTERS[1:])
def test_every_chapter_asks_before_it_shows(n):
    at = chapter(n)
    assert [b.key for b in at.button] and all(b.key.startswith(f"option_{n}_") for b in at.button)
    assert not at.get("page_link") and len(at.get("bidi_component")) == 1  # the way to the other chapters
    at.button[0].click().run()
    assert at.query_params["chosen"] == f"{n}1" and at.get("page_link") and not any(b.key.startswith("option") for b in at.button)


@pytest.mark.parametrize("n", CHAPTERS)
def test_every_way_deeper_leads_to_a_state_of_its_page(n):
    for link in predicted(n).get("page_link"):
        states = [state for state in vars(links).values() if isinstance(state, type) and getattr(state, "page", None) == (link.proto.page or "home")]
        assert states and any(state.refused(dict(parse_qsl(link.proto.query_string))) == {} for state in states), link.proto


@pytest.mark.parametrize("n", CHAPTERS)
def test_no_sentence_is_longer_than_thirty_words(n):
    folded = predicted(n)
    folded.session_state[f"computed_{n}"] = True
    for at in (chapter(n), predicted(n), folded.run()):
        told = [m.value for m in (*at.markdown, *at.caption, *at.info)] + [b.label for b in at.button]
        for sentence in (s for text in told for s in re.split(r"(?<=[.?!])\s+|\n", text)):
            assert len(sentence.split()) <= LONGEST, sentence


@pytest.mark.parametrize("query, said", [
    ({"chapter": 99}, "must be a number from 1 to 11"), ({"chapter": "x"}, "not a number"), ({"slide": -1}, "from 0 to 200"),
    ({"own_sentence": "a" * 121}, "at most 120"), ({"chosen": "1.2.9999"}, "between 0 and 119"), ({"large": "maybe"}, "true or false")])
def test_a_spoiled_link_opens_the_story_and_says_so(query, said):
    at = visit("pages/home.py", **query)
    assert not at.exception and said in at.info[0].value and at.title[0].value == "What does a network remember?"


@pytest.mark.parametrize("n", CHAPTERS[1:])
@pytest.mark.parametrize("sentence", ["", "?", "the zyxt of <b>qwrt</b> is", "a " * 60, "hello"], ids=["empty", "a mark", "unknown", "long", "no clue"])
def test_any_sentence_gives_a_working_chapter(n, sentence):
    at = predicted(n, own_sentence=sentence[:120])
    assert at.title and "<b>qwrt" not in shown(at)


def test_what_of_the_sentence_cannot_be_used_is_said():
    assert "no word in your sentence" in predicted(6, own_sentence="").info[0].value
    assert "names no country" in predicted(6, own_sentence="hello there").info[0].value
    assert "“zyxt” is not among" in predicted(2, own_sentence="the zyxt is").info[0].value
    assert not predicted(6).info


def test_the_visitors_sentence_goes_from_chapter_to_chapter():
    said = {"own_sentence": "she is from Japan, so she speaks"}
    assert "*japan*" in captions(predicted(8, **said)) and "japanese" in shown(predicted(7, **said)) and "japan" in shown(predicted(6, **said))


def test_what_chapter_two_concludes_is_what_the_networks_say():
    answers = {kind: [reading.ranked[0][0] for reading in (models.readings(links.SKY)[0][kind], models.readings(links.OWN)[0][kind])] for kind in NETWORKS}
    assert [first for first, _ in answers.values()] == ["blue"] * 4
    assert [second == "german" for _, second in answers.values()] == [False, False, True, True]  # window, RNN, GRU, LSTM


def test_a_held_gate_may_do_where_the_clue_is_near():
    assert "It is: *no*" in shown(predicted(9)) and "So it is." in shown(predicted(9, own_sentence="in Germany I speak"))


def test_a_prediction_leaves_those_of_other_chapters_alone():
    at = chapter(3, chosen="21.42")
    at.button[1].click().run()
    assert at.query_params["chosen"] == "21.32.42"


def test_what_the_visitor_wrote_is_said_again_beside_the_networks():
    assert "You wrote *azure* and *\\<b\\>swiss*." in shown(chapter(2, sky_word="azure", far_word="<b>swiss"))
    assert "You wrote" not in shown(chapter(2))


def test_a_prediction_that_does_not_exist_is_asked_again():
    assert all(chapter(5, chosen=chosen).button[0].key == "option_5_1" for chosen in ("59", "42"))


def test_what_a_page_has_loaded_is_not_looked_through_again_after_every_run():
    gc.unfreeze()
    pages.settle.cache_clear()
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60).run()
    frozen = gc.get_freeze_count()
    assert frozen > 50_000
    app.run()
    assert gc.get_freeze_count() <= frozen  # once: what later runs leave behind is collected as ever

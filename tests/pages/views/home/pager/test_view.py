from pages.common import links
from tests.app import visit


def put(query):
    """What becomes of the address when the browser's own memory says this."""
    def script(query):
        from pages.views.home.pager import view

        view.resume(query)

    from streamlit.testing.v1 import AppTest
    at = AppTest.from_function(script, args=(query,))
    at.query_params["slide"] = "3"
    at.run()
    assert not at.exception
    return dict(at.query_params)


def test_what_the_browser_remembers_is_checked_like_a_link():
    kept = links.Story(chapter=5, own_sentence="she is from Japan", chosen=(22,)).query()
    assert put(kept) == {"chapter": "5", "own_sentence": "she is from Japan", "chosen": "22"}
    assert put({"chapter": 99, "chosen": ["x"], "evil": "<script>", "slide": None}) == {}
    assert put("nonsense") == put(["chapter"]) == {"slide": "3"}


def test_the_large_loop_stands_alone():
    at = visit("pages/home.py", chapter=5, large="true")
    assert len(at.get("bidi_component")) == 1 and [b.label for b in at.button] == ["Back to the story"]
    at.button[0].click().run()
    assert "large" not in at.query_params and len(at.get("bidi_component")) == 1 and at.button[0].key == "option_5_1"

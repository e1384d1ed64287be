"""Every page's lesson: a step is a link to follow, and the same link to be copied."""

import pytest

from pages.views.gallery.lesson import STEPS as GALLERY
from pages.views.gradient_flow.lesson import STEPS as GRADIENT_FLOW
from pages.views.playground.words.lesson import STEPS as PLAYGROUND
from tests.app import captions, visit


@pytest.mark.parametrize("steps, label", [(PLAYGROUND, "A lesson in four links"), (GALLERY, "A lesson in seven links"),
                                          (GRADIENT_FLOW, "A lesson in six links")], ids=["playground", "gallery", "gradient flow"])
@pytest.mark.slow
def test_it_stands_on_its_page_and_every_step_to_be_followed_and_to_be_copied(steps, label):
    page = steps[0].state.page
    at = visit(f"pages/{page}.py")
    assert any(expander.label.startswith(label) for expander in at.expander)
    at.session_state[f"{page}_lesson"] = True
    at.run()
    codes = [code.value for code in at.code]
    followed = {link.proto.label: link.proto.query_string for link in at.get("page_link")}
    for number, (title, what, state) in enumerate(steps, 1):
        query = state.link().split("?")[1]
        assert followed[f"**{number}. {title}**"] == query and any(query in code for code in codes) and what in captions(at)

"""The page of symptoms as a visitor with a link sees it."""

import pytest

from pages.common import links
from tests import app

SYMPTOMS = (links.FLAT, links.NAN, links.OVERFITTED, links.FORGETS, links.ONE_FRAMEWORK, links.SLOW)


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_a_link_opens_on_its_symptom_with_a_picture_and_checks(symptom):
    at = app.visit("pages/not_learning.py", symptom=symptom)
    assert not at.exception
    assert at.header[0].value.endswith(symptom) and len(at.get("plotly_chart")) == 1
    assert len(at.get("page_link")) >= 4 and len(at.code) >= 6


def test_a_symptom_that_is_none_gives_the_page_and_a_notice():
    at = app.visit("pages/not_learning.py", symptom="<b>hurts</b>")
    assert not at.exception and "symptom" in at.info[0].value and at.header[0].value.endswith(links.FORGETS)

"""The glossary as a visitor with a link sees it."""

from tests import app


def test_all_terms_stand_there_with_their_links():
    at = app.visit("pages/glossary.py")
    assert not at.exception and len(at.header) >= 40 and len(at.get("page_link")) == len(at.header) + 1


def test_letters_in_a_link_find_a_term_and_hostile_ones_are_shown_as_they_are():
    assert [header.value for header in app.visit("pages/glossary.py", wanted="teacher f").header] == ["teacher forcing"]
    at = app.visit("pages/glossary.py", wanted="<b>*x*</b>")
    assert not at.exception and not at.header and "\\*x\\*" in at.info[0].value

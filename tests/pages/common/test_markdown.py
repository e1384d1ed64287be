"""What a visitor has put into a link is shown, not interpreted; tests/e2e/test_code_visits.py sees it in a browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.common.markdown import JOINER, escape_markdown


def bare(told):
    """What is left when Markdown has taken the backslashes away, and the joiners, which have no width."""
    return re.sub(r"\\([!-/:-@\\[-`{-~])", r"\1", told).replace(JOINER, "")


@given(st.text("ab_~*`#:>|!<$[]&\\-=@./ é", max_size=30))
def test_nothing_is_lost(text):
    assert bare(escape_markdown(text)) == text


@pytest.mark.parametrize("text", ["a~b~c", "*x*", "**x**", "_x_", "__x__", "`x`", "$x$", "[a](b)", "![a](b)", "<b>", "&lt;", "|a|", "#x", "~~x~~"])
def test_every_sign_of_markdown_is_escaped(text):
    assert not re.search(r"(?<!\\)[~*`$\[\]<>&|!#]", escape_markdown(text)) and not re.search(r"(?<![\\a-z])_|(?<!\\)_(?![a-z])", escape_markdown(text))


@pytest.mark.parametrize("text", [":material/home:", ":smile:", ":red[x]", ":streamlit:", "https://example.com", "www.example.com",
                                  "WWW.example.com", "a@example.com", "a -> b", "a <- b", "a -- b", "a >= b", "a <-> b"])
def test_what_is_looked_for_in_plain_text_is_taken_apart(text):
    said = escape_markdown(text).replace("\\", "")
    assert not re.search(r":\w|://|www\.|@e|->|<-|--|>=", said, re.IGNORECASE)


def test_a_plain_sentence_stays_as_it_is():
    said = "The link's hidden_size=“2.7” cannot be used: it must be a whole number from 1 to 256."
    assert escape_markdown(said) == said

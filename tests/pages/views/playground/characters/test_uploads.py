"""Files as visitors have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.views.playground.characters.uploads import MOST_BYTES, decode

TEXT = "Où est-elle? “Là-bas”, dit-il, près de la fenêtre; déjà l'été. " * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_comes_back_whole(encoding):
    text, notice = decode(TEXT.encode(encoding))
    assert text == TEXT and ("was read as" in notice) == (encoding in ("utf-16", "utf-32"))


@pytest.mark.parametrize("encoding, text", [
    ("latin-1", TEXT.replace("“", '"').replace("”", '"')), ("cp1252", TEXT), ("cp1251", "Я выросла в Германии, поэтому говорю по-немецки. " * 20)])
def test_older_encodings_are_recognised_and_told(encoding, text):
    found, notice = decode(text.encode(encoding))
    assert found == text and "was read as" in notice


@pytest.mark.parametrize("data, told", [
    (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "This is a PDF, whatever its name says"), (b"PK\x03\x04rest", "zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a picture"), (b"{\\rtf1 hello}", "RTF"), (b"\x00\x01\x02\x03" * 100, "cannot be printed"),
    (b"a" * (MOST_BYTES + 1), "5,000,001 bytes")])
def test_what_is_no_text_is_named(data, told):
    with pytest.raises(ValueError, match=told):
        decode(data)


def test_nothing_is_an_empty_text():
    assert decode(b"") == ("", "")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_words(data):
    try:
        text, _ = decode(data)
    except ValueError as error:
        assert str(error).endswith((".", "text."))
    else:
        assert isinstance(text, str)

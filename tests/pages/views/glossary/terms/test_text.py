"""The glossary has every short form and sign that a page shows, and its links are understood."""

import ast
import re
from pathlib import Path

import pytest

from pages.views.glossary.terms import text
from tests.test_golden_links import read

ROOT = Path(__file__).parents[5]
COMMON = {"HTML", "CSV", "UTF", "WAV", "MIDI", "SVG", "CPU", "PDF", "MB", "GB", "AI", "SVD", "NPY", "ONNX"}  # of files and machines, not of networks
SIGNS = ("h_t", "c_t", "W_hh", "W_ih", "∂L/∂h", "nat", "perplexity", "log-odds", "logit", "softmax", "σ", "ρ", "vanishing", "exploding",
         "hidden state", "cell state", "gate", "backpropagation through time", "teacher forcing", "cross-entropy", "attention")


def names():
    return " ".join(term.name for term in text.terms())


def shown():
    """Every string of the pages that has more than one word: what may stand on a screen."""
    for path in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield node.value


def test_every_short_form_on_a_screen_is_explained():
    short = {word for string in shown() for word in re.findall(r"\b[A-Z]{2,5}[0-9]?\b", string) if word.isupper()}
    plain = {word for string in shown() for word in re.findall(r"\b[A-Z]{2,}\b", string) if word.lower() in WRITTEN_LARGE}
    assert short - plain - COMMON - set(re.findall(r"\w+", names())) == set()


WRITTEN_LARGE = {"ahead", "metres", "modes", "read", "held", "texts", "out", "name"}  # names of constants in docstrings


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_and_term_of_the_lesson_is_explained(sign):
    assert sign in names()


def test_terms_are_short_plain_and_in_order():
    first = [term.name.split(",")[0].lower() for term in text.terms()]
    assert first[:-1] == sorted(first[:-1]) and len(set(first)) == len(first) >= 40
    for term in text.terms():
        assert all(len(sentence.split()) <= 30 for sentence in re.split(r"(?<=[.:;])\s", term.meaning)), term.name


@pytest.mark.parametrize("term", text.terms(), ids=lambda term: term.name)
def test_its_link_is_understood(term):
    settings, notices = read(term.page, term.query)
    assert notices == [] and all(settings[name] == value for name, value in term.query.items())


def test_letters_find_their_terms():
    assert [term.name for term in text.found("GRU")] == ["GRU, gated recurrent unit"]
    assert text.found("") == text.terms() == text.found("  ") and text.found("zebra") == ()

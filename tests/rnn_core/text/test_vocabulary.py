from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_core.text.vocabulary import LONGEST_TEXT, Vocabulary, tokenise

WORDS = Vocabulary(["<s>", "<unk>", "i", "'m", "german", "."])


def test_a_sentence_becomes_words():
    assert tokenise("I'm fluent in  ___ .") == ["i", "'m", "fluent", "in", "."]
    assert tokenise("I’M 42, ok?") == ["i", "'m", "42", ",", "ok", "?"]
    assert tokenise("\x00 😀 ___ <b>") == ["b"]


@given(st.text("aZ '’.…_<>&😀אß\x00\u202e9\n", max_size=60))
def test_any_text_gives_words_that_stay_what_they_are(text):
    tokens = tokenise(text)
    assert tokenise(" ".join(tokens)) == tokens
    assert all(token and not token.isspace() for token in tokens)
    ids = WORDS.encode(tokens)
    assert len(ids) == len(tokens) and (ids < len(WORDS)).all()
    assert set(WORDS.unknown(tokens)) == {t for t in tokens if t not in WORDS.words}


def test_unknown_words_are_told_in_order_once_each():
    assert WORDS.unknown(["zz", "i", "aa", "zz", "<unk>"]) == ["zz", "aa", "<unk>"]
    assert WORDS.encode(["i", "zz"]).tolist() == [2, 1]


def test_an_endless_text_is_refused_with_its_length():
    with pytest.raises(ValueError, match="20,001 characters; at most 20,000"):
        tokenise("a" * (LONGEST_TEXT + 1))


def test_a_vocabulary_is_what_must_be_in_it_and_then_what_is_frequent():
    made = Vocabulary.of(["z", "a"], Counter({"common": 5, "b": 2, "a": 9, "c": 2}), 6)
    assert made.words == ("<s>", "<unk>", "a", "z", "common", "b")
    with pytest.raises(ValueError, match="repeats no word"):
        Vocabulary(["<s>", "<unk>", "a", "a"])

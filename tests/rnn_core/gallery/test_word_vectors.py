"""Word vectors against torch's Embedding and EmbeddingBag, and what counts as a word."""

from collections import Counter

import numpy as np
import pytest
import torch

from rnn_core.gallery.word_vectors import Seen, Words, WordVectors, pieces, split

ROWS = [[(3, "not"), (0, "zorblax"), (2, "bad")], [(2, "bad"), (3, "not")], [(1, "a")]]


def test_vectors_and_slopes_are_those_of_torchs_embedding_and_bag():
    vectors = WordVectors(4, 64, 5, dtype="float64", rng=1)
    seen = Seen.of(ROWS, 64)
    words = torch.nn.Embedding.from_pretrained(torch.tensor(vectors.params["words.weight"].copy()), freeze=False)
    bag = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(vectors.params["pieces.weight"].copy()), mode="mean", padding_idx=0, freeze=False)
    places = torch.tensor(seen.places)
    x = (words(torch.tensor(seen.ids)) + bag(torch.tensor(seen.pieces)))[places]
    np.testing.assert_allclose(vectors(seen), x.detach().numpy(), atol=1e-12)
    d_x = np.random.default_rng(0).normal(size=(3, 3, 5))
    d_x[2, 1] = d_x[1:, 2] = 0  # the padding
    x.backward(torch.tensor(d_x))
    found = vectors.backward(seen, d_x)
    np.testing.assert_allclose(found["words.weight"], words.weight.grad.numpy(), atol=1e-12)
    np.testing.assert_allclose(found["pieces.weight"], bag.weight.grad.numpy(), atol=1e-12)


def test_a_words_pieces_are_its_threes_and_fours_with_the_ends_marked_and_never_the_padding():
    assert len(pieces("bad", 4096)) == 5  # <ba bad ad> <bad bad>
    assert len(pieces("a", 4096)) == 1  # <a>: all there is
    assert all(0 < row < 64 for word in ("a", "unhappily", "😀", "x" * 24) for row in pieces(word, 64))
    assert set(pieces("unhappy", 4096)) & set(pieces("unhappily", 4096))


@pytest.mark.parametrize("text, told", [
    ("It isn't bad!", ["It", "isn't", "bad", "!"]), ("Great :) :-( <3", ["Great", ":)", ":-(", "<3"]), ("", []), ("   …  “”", []),
    ("3.5 stars...", ["3", ".", "5", "stars", "..."]), ("weiß Çorlu", ["weiß", "Çorlu"]), ("AT&T", ["AT", "&", "T"]), ("שלום", ["שלום"])])
def test_words_marks_and_faces_are_tokens(text, told):
    tokens = split(text)
    assert [token.text for token in tokens] == told
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_huge_text_is_refused_and_a_long_one_cut():
    with pytest.raises(ValueError, match="at most 20,000 are read"):
        split("a " * 10_001)
    assert len(split("a " * 500, 120)) == 120


def test_words_are_listed_by_frequency_and_the_unknown_have_id_0():
    words = Words.of(Counter({"b": 3, "a": 3, "c": 1}), 2, ["z"])
    assert words.keys == ("<unk>", "a", "b", "z") and words.id("c") == 0 and "z" in words and "<unk>" not in words
    for wrong in ([], ["a"], ["<unk>", "a", "a"], ["<unk>", 3]):
        with pytest.raises(ValueError, match="begins with <unk>"):
            Words(wrong)

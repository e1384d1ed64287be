"""The rated sentences: three parts that share nothing."""

import pytest

from rnn_core.gallery.word_vectors import split
from rnn_core.train import sentiment, sentiment_data
from rnn_core.train.fetch import Unreachable

PARTS = ("training", "validation", "test")


@pytest.fixture(autouse=True)
def reachable():
    try:
        sentiment_data.sentences("test")
    except Unreachable as error:
        pytest.skip(str(error))


def test_the_parts_share_no_text_and_no_product_review():
    texts = {part: {one.text.casefold() for one in sentiment_data.sentences(part)} for part in PARTS}
    assert not texts["training"] & texts["test"] and not texts["training"] & texts["validation"] and not texts["validation"] & texts["test"]
    assert sum(map(len, texts.values())) == 18_439
    assert sentiment_data.part_of("products", "12") == sentiment_data.part_of("products", "12")


def test_only_clear_sentences_count_and_their_sign_is_the_verdict():
    assert all(abs(one.rating) >= 0.5 and one.good == (one.rating > 0) for one in sentiment_data.clearly_rated("test"))
    assert len(sentiment_data.clearly_rated("test")) == 1545 and {one.source for one in sentiment_data.clearly_rated("test")} == set(sentiment_data.SOURCES)


@pytest.mark.slow
def test_no_word_of_the_test_is_trained_after_a_not():
    trained = {word for word, _ in sentiment_data.negations("training")}
    held = {word for part in ("validation", "test") for word, _ in sentiment_data.negations(part)}
    assert not trained & held and len(trained) > 800 and len(held) > 200
    batches = sentiment.Batches(sentiment.new("rnn", 0), 0)
    made = [row for row, _ in batches.negated()]
    assert len(made) == len(trained) and not held & {key for row in made for _, key in row}
    assert all(split(frame.format("x"))[0].key in ("not", "isn't", "is", "it", "this", "never", "wasn't", "don't", "nothing") for frame in sentiment_data.FRAMES)


def test_a_words_share_follows_its_rating():
    assert sentiment.share(0) == 0.5 and sentiment.share(2) > 0.99 > 0.01 > sentiment.share(-2)
    assert sentiment_data.lexicon()["horrible"] == -2.5

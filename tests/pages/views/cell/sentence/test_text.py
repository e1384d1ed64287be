"""What is left of a word: which word, and in words and rows."""

import numpy as np
import pytest

from pages.views.cell.sentence import carried_words, compute, text

TOKENS = tuple("i grew up in germany then the children seemed to go on for ever so i 'm fluent in".split())


@pytest.fixture(scope="module")
def runs():
    return compute.follow.__wrapped__(TOKENS, 5)[0]


def test_the_clue_is_followed_else_the_longest_word_with_a_notice():
    assert text.place_of_clue(TOKENS) == (5, "")
    assert text.place_of_clue(("the", "color", "of", "grass", "is")) == (4, "")
    assert text.place(TOKENS, 2) == (2, "") and text.place(TOKENS, 0) == (5, "")
    assert text.place(TOKENS, 99) == (5, "The link follows word 99, and this sentence has 19: the page follows “germany”.")
    place, notice = text.place_of_clue(("we", "went", "swimming", "today"))
    assert place == 3 and "follows “swimming”" in notice


def test_the_gates_of_lstm_and_gru_let_the_clue_through_and_the_plain_cell_loses_it(runs):
    assert {kind: run.share(run.direct)[-1] > 0.4 for kind, run in runs.items()} == {"rnn": False, "gru": True, "lstm": True}
    assert runs["rnn"].share(runs["rnn"].total)[-1] < 0.1


def test_the_word_followed_is_the_one_that_is_written():
    other = compute.follow.__wrapped__((*TOKENS[:4], "france", *TOKENS[5:]), 5)[0]["lstm"]
    same = compute.follow.__wrapped__(TOKENS, 5)[0]["lstm"]
    assert not np.allclose(other.written, same.written) and (other.state[4] == same.state[4]).all()


def test_limits_have_the_sentences_own_numbers(runs):
    middle, best = text.left(runs["lstm"])
    said = text.limits(runs, "germany")
    assert 0 <= middle < best <= 1 and f"{100 * best:.1f} %" in said and "*germany*" in said
    assert text.limits({"rnn": runs["rnn"]}, "germany") == ""


def test_the_tables_have_the_curves_numbers(runs):
    rows = text.rows(runs, TOKENS, 5)
    assert [row["After"] for row in rows] == list(TOKENS[4:])
    assert rows[0]["LSTM, gates alone"] == "1.0000" and rows[-1]["LSTM, in all"] == f"{runs['lstm'].share(runs['lstm'].total)[-1]:.4f}"
    assert len(text.unit_rows(runs)) == 10


def test_the_picture_begins_at_the_word_and_an_rnn_has_no_direct_path(runs):
    told = carried_words.data(runs, TOKENS, 5, {"lstm": "german"})
    rnn, _, lstm = told["panels"]
    assert rnn["direct"] is None and rnn["units"] == []
    assert len(lstm["direct"]) == len(lstm["units"][0]["holds"]) == len(TOKENS) - 4 and lstm["said"] == "german"

"""Translations as HTML: faults marked, blanks where one writes them, nothing of a visitor's runs."""

import html
import re

import numpy as np
import pytest

from pages.views.gallery.translation import figures as charts
from pages.views.gallery.translation import text
from rnn_core import zoo
from rnn_core.gallery.translation import END, Translator
from rnn_core.text.vocabulary import Vocabulary

ENGLISH, FRENCH = (Vocabulary(["<s>", "<unk>", *words.split()]) for words in ("a b", "le l' homme a -t -il ?"))
HOSTILE = "<img src=x onerror=alert(1)>"
MODEL = Translator("gru", ENGLISH, FRENCH, attention=True, embedding_dim=3, hidden_size=4, rng=0)


def bare(told):
    return html.unescape(re.sub(r"<[^>]+>", "", told.split("</style>")[-1]))


def test_words_are_joined_as_one_writes_them_and_only_faults_are_marked():
    written, right = ("l'", "homme", "a", "-t", "-il", "?"), ("l'", "homme", "a", "-t", "le", "?")
    told = text.with_faults(written, right)
    assert bare(told) == "l'homme a-t-il ?" and re.findall(r'tr-wrong">([^<]+)', told) == ["-il"]
    assert bare(text.with_faults(written[:4], right)).endswith("(2 missing)")
    assert "tr-wrong" not in text.with_faults(right, right) + text.with_faults(written, None)


def test_nothing_that_is_read_becomes_markup():
    run = MODEL.run(["a", HOSTILE])
    for told in (text.attention_table(run), text.translations({HOSTILE: run}, (HOSTILE,)), text.with_faults((HOSTILE,), None),
                 text.word_list([HOSTILE]), text.forcing_tables({HOSTILE: run}, {HOSTILE: MODEL.run(["a"], [HOSTILE])}, (HOSTILE,))):
        assert "<img" not in told and "&lt;img" in told


def test_the_heat_tells_the_weights_in_percent():
    run = MODEL.run(["a", "b", "a"], ["le"])
    found = [int(n or 0) for n in re.findall(r"<td[^>]*>(\d*)</td>", text.attention_table(run))]
    np.testing.assert_allclose(np.array(found).reshape(2, 3), 100 * run.attention, atol=0.51)


def test_where_the_free_run_derails():
    full = ("le", "homme", "a", END)
    assert "no fault" in text.derailment(list(full), list(full), full)
    told = text.derailment(["le", "a", "a"], ["le", "homme", "le", END], full)
    assert "leaves the right words at step 2" in told and "2 of 4" in told and "gets 1 wrong" in told


def test_unknown_words_are_named_few_or_all():
    assert "“zebra”" in text.unknown_words(("the", "zebra", "."), ("zebra",))
    assert "None of the words" in text.unknown_words(("zebra", "."), ("zebra",))
    assert text.unknown_words((*"abcdefghijk", "the"), tuple("abcdefghijk")).count("“") == 8 + 2


def test_the_figure_and_its_table_hold_the_cards_numbers():
    figures = {"with attention": zoo.figures("translation-attention"), "without attention": zoo.figures("translation-plain")}
    for bleu in (True, False):
        drawn = charts.accuracy_by_length(figures, bleu)
        assert [trace.name for trace in drawn.data] == [*figures, "nearest training pair"]
        row, trace = figures["without attention"]["lengths"][2], drawn.data[1]
        kept = row["bleu"] if bleu else {key: 100 * value for key, value in row["exact"].items()}
        y = kept["bleu" if bleu else "share"]
        assert trace.y[2] == y and trace.error_y.array[2] == kept["high"] - y and trace.error_y.arrayminus[2] == y - kept["low"]
    rows = text.length_rows(figures)
    assert len(rows) == 15 and rows[0]["BLEU"].startswith(f"{figures['with attention']['lengths'][0]['bleu']['bleu']:.1f} (")


def test_where_a_sentence_stands_in_the_data_is_said():
    assert "training data" in text.provenance("training", ("a",)) and "test part" in text.provenance("test", ("a",))
    assert "no right translation" in text.provenance("", None) and "never read it" in text.provenance("", ("un",))


@pytest.mark.parametrize("value, told", [(99.97, "99.97"), (100, "100.0"), (99.9, "99.9"), (3.14, "3.1"), (0, "0.0")])
def test_no_figure_is_rounded_up_to_a_perfect_one(value, told):
    assert text.rounded(value) == told


def test_lists_that_were_trained_whole_are_counted_and_no_others():
    rows = [{"what": "0 to 9", "right": 7, "n": 10, "trained": 10}, {"what": "tens", "right": 2, "n": 3, "trained": 3}, {"what": "more", "right": 5, "n": 9, "trained": 0}]
    assert text.taught_numbers({"gru": {"sweeps": rows}}) == "All of these were trained (0 to 9, tens): **GRU** 9 of 13."

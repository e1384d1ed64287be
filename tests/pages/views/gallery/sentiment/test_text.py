"""What is said of the figures: only what the cards hold."""

import itertools
import re

from pages.common.markdown import escape_markdown
from pages.views.gallery.sentiment import text, view
from rnn_core import zoo
from rnn_core.train.evaluation import mcnemar

FIGURES = {cell: zoo.figures(f"sentiment-{cell}") for cell in ("rnn", "gru", "lstm")}


def test_the_comparison_with_counting_is_the_paired_one():
    told = text.accuracy_summary(FIGURES)
    best = max(FIGURES.values(), key=lambda f: f["held_out"]["accuracy"])
    z, p = mcnemar(best["only_network"], best["only_bayes"])
    assert f"z = {z:.2f}, p = {p:.3f}" in told and "overlap" not in told
    assert ("hardly chance" in told) == (p < 0.05)
    assert "may well be chance" in text.paired_test({"only_network": 12, "only_bayes": 9})
    assert "p < 0.001" in text.paired_test({"only_network": 90, "only_bayes": 9})


def test_a_network_that_does_not_turn_words_round_is_not_among_those_that_can():
    told = text.negation_summary(FIGURES)
    able, not_able = told.split("The plain RNN has a state too")
    assert "the GRU and the LSTM" in able and "RNN" not in able
    rows = {label: row for label, row in FIGURES["rnn"]["negated"].items() if isinstance(row, dict)}
    for label, row in rows.items():
        assert (f"{label} {row['accuracy']:.3f}, naive Bayes {row['bayes']:.3f}" in not_able) == (row["accuracy"] <= row["bayes"])
    least = min(row["accuracy"] for cell in ("gru", "lstm") for row in FIGURES[cell]["negated"].values() if isinstance(row, dict))
    assert f"at least {least:.3f} in every row" in able


def test_the_sentences_to_try_are_what_their_label_says():
    for without, with_not in (view.EXAMPLES[:2], view.EXAMPLES[2:4]):
        assert with_not.split() == [*without.split()[:3], "not", *without.split()[3:]]


def test_changes_are_the_words_at_which_the_answer_changes_sides():
    run = zoo.load_gallery("sentiment-gru").run("The plot is thin, but it is not bad at all")
    p = [text.positive(run, t) for t in range(len(run.inputs))]
    assert p[3] < 0.5 < p[-1] and "bad" in text.changes(run)
    assert len(text.changes(run)) == sum((a < 0.5) != (b < 0.5) for a, b in itertools.pairwise(p))
    assert "All say **positive**" in text.agreement({"gru": run}) and "GRU at" in text.agreement({"gru": run})


def test_a_visitors_words_are_disarmed_in_sentences():
    assert escape_markdown("*a* [b](c) $d$ <i>") == r"\*a\* \[b\](c) \$d\$ \<i\>"
    run = zoo.load_gallery("sentiment-rnn").run("awful good")
    assert re.search(r"un-side.*left:\d+\.\d\d%;width:\d+\.\d\d%", text.probability_bars({"rnn": run}))

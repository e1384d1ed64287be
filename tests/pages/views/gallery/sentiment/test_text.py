"""What is said of the figures: only what the cards hold."""

import itertools
import re

from pages.common.markdown import escape_markdown
from pages.views.gallery.sentiment import text, view
from rnn_core import zoo
from rnn_core.train.evaluation import mcnemar

FIGURES = {cell: zoo.figures(f"sentiment-{cell}") for cell in ("rnn", "gru", "lstm")}


def test_every_network_is_compared_with_counting_and_none_is_picked_by_the_test():
    told = text.accuracy_summary(FIGURES)
    lines = re.findall(r"^- (\w+): \*\*(.+?)\*\*(.*)$", told, re.MULTILINE)
    assert [name for name, *_ in lines] == ["RNN", "GRU", "LSTM"] and "The best" not in told and "Bonferroni" in told
    for f, (_, share, said) in zip(FIGURES.values(), lines, strict=True):
        z, p = mcnemar(f["only_network"], f["only_bayes"])
        assert share == f"{f['held_out']['accuracy']:.3f}" and f"z = {z:.2f}, p = {3 * p:.3f}" in said
        assert ("hardly by chance" in said) == (3 * p < 0.05) and ("**worse**" in said) == (z < 0 and 3 * p < 0.05)


def test_many_comparisons_make_each_less_sure():
    """z = 2.2 is p = .026 alone, and .078 among three."""
    pair = {"only_network": 141, "only_bayes": 106}
    assert "better than counting" in text.paired_test(pair) and "may well be chance" in text.paired_test(pair, 3)
    assert "p = 1.000" in text.paired_test({"only_network": 9, "only_bayes": 9}, 3)
    assert "may well be chance" in text.paired_test({"only_network": 12, "only_bayes": 9})
    assert "p < 0.001" in text.paired_test({"only_network": 90, "only_bayes": 9})
    assert "Bonferroni" not in text.accuracy_summary({"gru": FIGURES["gru"]})


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

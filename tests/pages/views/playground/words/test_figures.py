"""The chart shows what the cards say, on one scale, and marks what was trained."""

import pytest

from pages.common.theme import NETWORKS
from pages.views.playground.words import figures, text
from rnn_core import zoo

TOLD = {kind: zoo.figures(f"completion-{kind}") for kind in NETWORKS}


@pytest.mark.parametrize("group", ["seen", "held-out"])
def test_every_point_and_interval_is_the_cards(group):
    own = {"lstm": [(0, 0.9), (40, 0.5)]}
    figure = figures.accuracy_by_distance(TOLD, group, own)
    for trace, kind in zip(figure.data, NETWORKS, strict=False):
        rows = [row for row in TOLD[kind]["accuracy"] if row["group"] == group]
        assert (trace.name, trace.line.color) == NETWORKS[kind]
        assert list(trace.x) == [0, 5, 10, 20, 40, 80] and list(trace.y) == [row["accuracy"] for row in rows]
        assert trace.error_y.color == NETWORKS[kind][1], "Plotly's own colour cannot be seen on a dark page"
        for row, up, down in zip(rows, trace.error_y.array, trace.error_y.arrayminus, strict=True):
            assert row["accuracy"] + up == pytest.approx(row["high"]) and row["accuracy"] - down == pytest.approx(row["low"])
    assert list(figure.data[4].y) == [0.9, 0.5] and figure.data[4].name == "LSTM, your sentence"
    assert "most frequent" in figure.data[5].name
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (0, TOLD["gru"]["longest_trained"]) == (0, 64)
    assert figure.layout.yaxis.range == (-0.03, 1.05)
    assert figure.layout.xaxis.title.text == "filler words in between (shaded: trained)"


def test_what_people_wrote_is_drawn_from_the_cards_the_narrow_lstm_dashed():
    figure = figures.everyday_by_distance(TOLD, zoo.figures("completion-narrow"))
    assert [trace.name for trace in figure.data] == [*(name for name, _ in NETWORKS.values()), "LSTM, narrow training"]
    assert [trace.line.dash for trace in figure.data] == ["solid"] * 4 + ["dash"]
    rows = {row["group"]: row for row in TOLD["lstm"]["everyday"]["completion"]["final"]}
    assert list(figure.data[3].x) == [0, 16, 32, 64, 120]
    assert list(figure.data[3].y) == [rows[group]["accuracy"] for group in ("far-0", "far-1", "far-2", "far-4", "far-8")]
    assert figure.data[3].y[2] - figure.data[3].error_y.arrayminus[2] == pytest.approx(rows["far-2"]["low"])


def test_the_sentence_under_the_chart_says_its_last_points():
    said = text.accuracy_at_longest(TOLD, "seen")
    for kind in NETWORKS:
        (last,) = [row for row in TOLD[kind]["accuracy"] if (row["group"], row["filler"]) == ("seen", 80)]
        assert f"{NETWORKS[kind][0]} {last['accuracy']:.3f}" in said

"""The scrubber's pictures under their right names, and their values as a table."""

from pages.views.playground.words import scrubber
from rnn_core import zoo
from rnn_core.text.attribution import watch

TEXT = "the color of the sky is"
RUNS = {kind: watch(zoo.load(f"completion-{kind}"), TEXT, "blue") for kind in ("window", "rnn", "gru", "lstm")}


def test_the_window_net_has_no_state_and_none_is_named():
    names = [[heat["name"] for heat in panel["heats"]] for panel in scrubber.data(RUNS)["panels"]]
    assert names == [["hidden layer"], ["state h"], ["state h", "gate r", "gate z", "gate n"],
                     ["state h", "cell c", "gate i", "gate f", "gate g", "gate o"]]


def test_every_value_of_every_picture_stands_in_the_table_of_its_place():
    for read in (0, 3, 6):
        rows = scrubber.unit_rows(RUNS, read)
        assert len(rows) == max(len(run.signals["h"][0]) for run in RUNS.values()) and len(rows[0]) == 1 + 1 + 1 + 4 + 6
        for k, row in enumerate(rows):
            assert row["Unit"] == str(k)
            cell = RUNS["lstm"].signals["c"][read]
            assert row["LSTM, cell c"] == (f"{cell[k]:+.3f}" if k < len(cell) else "")
        assert rows[5]["Window net, hidden layer"] == f"{RUNS['window'].signals['h'][read][5]:+.3f}"


def test_the_place_is_said_and_never_beyond_the_last_word():
    assert scrubber.position(RUNS, 0) == (0, "before the first word")
    assert scrubber.position(RUNS, 5) == (5, "after “sky” (5 of 6)")
    assert scrubber.position(RUNS, 400) == (6, "after “is” (6 of 6)")

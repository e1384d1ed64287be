"""What people wrote, as the cards say."""

from pages.views.playground.words import everyday
from rnn_core import zoo


def test_every_group_of_what_people_wrote_has_its_row_and_its_counts():
    measured = {kind: zoo.figures(f"completion-{kind}") for kind in ("gru", "lstm", everyday.EXHIBIT)}
    rows = everyday.rows(measured)
    assert {row["group"] for row in measured["lstm"]["everyday"]["completion"]["final"]} == set(everyday.GROUPS)
    assert [row["Sentences"] for row in rows] == list(everyday.GROUPS.values())
    assert all(set(row) == {"Sentences", "GRU", "LSTM", "LSTM, narrow training"} for row in rows)
    far = next(row for row in measured["lstm"]["everyday"]["completion"]["final"] if row["group"] == "far-4")
    said = everyday.at_64_words({"lstm": measured["lstm"]}, measured[everyday.EXHIBIT])
    assert f"LSTM {far['right']} of {far['n']}" in said and "0 of 24" in said

"""A digit in sentences: when an answer settles."""

from pages.common import links
from pages.views.gallery.digits import compute, text
from tests.app import captions, visit

DRAWN = "006eg50002ggg70002fgf200006gf70000ea6g3001g30g7000abbf30003eg600"


def test_the_row_at_which_an_answer_settles_is_right():
    runs = compute.by_rows(DRAWN)
    told = text.settling(runs)
    for cell, name in (("rnn", "RNN"), ("gru", "GRU"), ("lstm", "LSTM")):
        said = [best[0][0] for best in runs[cell].outputs]
        first = next(t for t in range(8) if set(said[t:]) == {said[-1]})
        assert f"{name} says {said[-1]} from row {first + 1} on" in told
    assert told in captions(visit("pages/gallery.py", room=links.SEQUENCES, digit_drawn=DRAWN))

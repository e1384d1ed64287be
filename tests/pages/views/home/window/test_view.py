from pages.views.home.window import view
from rnn_core.text.completion import WINDOW


def test_the_window_loses_the_clue_at_the_third_word_and_the_lstm_never_as_the_page_says():
    chances = [view.chances(view.read(n)) for n in range(view.LONGEST + 1)]
    assert all(row["window"] > 0.4 for row in chances[:3]) and all(row["window"] < 0.05 for row in chances[3:])
    assert all(row["lstm"] > 0.9 for row in chances)


def test_what_is_outlined_is_what_the_window_net_sees():
    for n in (0, 2, 3, view.LONGEST):
        frame = view.picture(n)
        assert ["seen" in word.kinds for word in frame.words] == [k >= len(frame.words) - WINDOW for k in range(len(frame.words))]
        inside = any("clue" in word.kinds and "seen" in word.kinds for word in frame.words)
        assert ("inside" in frame.say) == inside == (n < 3) and len(frame.say.split()) <= 30

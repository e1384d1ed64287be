from pages.views.home.shared.frames import Bar, Frame, Word, data

FRAMES = [Frame([Word("germany", "clue seen", 0.5)], [Bar("LSTM", "#000", 0.99, "german")], "It says so.")]


def test_the_browser_gets_words_bars_and_the_sentence_of_every_frame():
    told = data(FRAMES, "Words", None, ("0", "10"))
    assert told["frames"] == [{"words": [["germany", "clue seen", 0.5]], "bars": [["LSTM", "#000", 0.99, "german"]], "say": "It says so."}]
    assert told["stamp"] == data(FRAMES, "Words", None, ("0", "10"))["stamp"] != data(FRAMES, "Other", None, ("0", "10"))["stamp"]

from pages.views.home.shared import words


def test_a_share_of_the_error_signal_may_be_more_than_all():
    assert [words.share(of) for of in (1.3, 1, 0.12, 0.034, 0.00001)] == ["130 %", "100 %", "12 %", "3.4 %", "<0.1 %"]


def test_the_visitors_words_are_never_markup_and_the_window_is_the_last_five():
    html = words.strip(["<b>", *"abcdef"], clue="c", window=True, filled="<i>")
    assert "<b>&lt;i&gt;</b>" in html and "&lt;b&gt;</span>" in html
    assert html.count("un-seen\">") + html.count("un-clue un-seen") >= 5 and 'class="un-clue un-seen">c<' in html

"""A tune in sentences."""

from itertools import takewhile

import pytest

from pages.common.links import Music
from pages.common.markdown import escape_markdown
from pages.views.gallery.music import compute, text
from rnn_core import zoo


def test_a_title_is_shown_as_itself():
    assert escape_markdown("A*b_[c]($x$)") == r"A\*b\_\[c\](\$x\$)"


@pytest.mark.slow
def test_a_tune_that_fills_its_bars_is_praised_and_one_that_was_stopped_is_not_blamed():
    def told(made):
        return text.outcome(made, 96, zoo.figures("music-gru"))

    seen, kinds = {}, {(True, True), (True, False), (False, False)}
    for seed in takewhile(lambda _: not kinds <= seen.keys(), range(40)):
        made = compute.composed(Music(tune_notes=30 if seed % 2 else 96, tune_seed=seed))
        if made.on_bar_lines == 1:
            seen[made.ended, sum(note.ticks for note in made.notes) % 144 == 0] = told(made)
    assert "last bar is full: the bars add up" in seen[True, True] and "That is common" in seen[True, False]
    assert "for there it was stopped" in seen[False, False] and "common" not in seen[False, False]

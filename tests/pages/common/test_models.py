"""Every model's card continues the page's headings."""

import re

import pytest

from pages.common import models
from rnn_core import zoo


@pytest.mark.parametrize("name", [*zoo.NAMES, *zoo.CHARACTERS])
def test_a_cards_headings_follow_the_pages_title_without_a_jump(name):
    levels = [len(marks) for marks in re.findall("^(#+) ", models.card(name), re.MULTILINE)]
    assert levels[0] == 2 and set(levels[1:]) == {3}
    assert models.card(name).replace("#", "") == zoo.card(name).replace("#", "")

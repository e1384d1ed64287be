"""Which numbers the translators are trained and tested on."""

from collections import Counter

import pytest

from rnn_core.gallery import translation_pairs
from rnn_core.train.data import numbers


@pytest.fixture(scope="module")
def parts():
    return {part: translation_pairs.numbers(part) for part in translation_pairs.PARTS}


@pytest.mark.parametrize("some", [range(1000), range(1000, 2101), range(1000, 10**6, 1000), range(0, 10_000, 100), range(0, 10**6, 100_000)])
def test_what_whoever_learns_to_count_is_taught_is_trained(parts, some):
    assert set(some) <= set(parts["training"])


def test_every_thousand_was_read_with_a_small_ending_and_with_whole_hundreds(parts):
    small = {n // 1000 for n in parts["training"] if n >= 1000 and 0 < n % 1000 < 100}
    hundreds = {n // 1000 for n in parts["training"] if n >= 1000 and n % 1000 and n % 100 == 0}
    assert small == hundreds == set(range(1, 1000))


def test_no_number_is_in_two_parts_or_twice_in_one(parts):
    everything = [n for some in parts.values() for n in some]
    assert len(set(everything)) == len(everything)
    assert 12_000 <= len(parts["training"]) <= 14_000 and (len(parts["validation"]), len(parts["test"])) == (500, 1000)


@pytest.mark.parametrize("part, shares", [("validation", {4: 100, 5: 170, 6: 230}), ("test", {4: 250, 5: 330, 6: 420})])
def test_validation_and_test_are_drawn_by_digits_among_numbers_that_are_not_taught(parts, part, shares):
    assert Counter(len(str(n)) for n in parts[part]) == shares
    assert not set(parts[part]) & set(numbers.taught())

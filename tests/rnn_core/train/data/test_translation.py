"""Plans of sentences, which need no realiser; what pyrealb made of them is in the repository."""

from rnn_core.gallery import translation_pairs
from rnn_core.train.data import numbers
from rnn_core.train.data.translation import LONGEST, PARTS, Drawer


def test_plans_repeat_by_their_seed_and_differ_by_it():
    one, again, other = ([Drawer(seed).sentence() for _ in range(3)] for seed in (4, 4, 5))
    assert one == again != other


def test_no_plan_asks_for_what_the_realiser_cannot_say_rightly():
    """Pas de, de bons amis, s'ils seront: the drawer avoids them."""
    drawer = Drawer(0)
    for _ in range(400):
        parts = drawer.sentence()
        for clause in (part for part in parts if isinstance(part, dict)):
            thing = clause.get("object", {})
            assert not (clause["negated"] and thing.get("determiner") == ("a", "un"))
            assert not (thing.get("determiner") == ("a", "un") and thing["adjectives"] and thing["plural"])
        if len(parts) == 3 and parts[1] == ("if", "si"):
            assert parts[2]["tense"] != "future"


def test_the_data_has_the_sizes_that_the_builders_say():
    assert {part: len(translation_pairs.read("translation", part)) for part in translation_pairs.PARTS} == PARTS
    assert max(len(english) for part in translation_pairs.PARTS for english, _ in translation_pairs.read("translation", part)) <= LONGEST
    assert {part: list(translation_pairs.numbers(part)) for part in translation_pairs.PARTS} == numbers.chosen()

"""The links of the page of symptoms."""

from pages.common.settings import PageState, choice

FLAT, NAN, OVERFITTED, FORGETS, ONE_FRAMEWORK, SLOW = (
    "loss flat", "loss NaN", "good in training, bad after", "forgets early words", "works in one framework only", "slow")


class NotLearning(PageState, page="not_learning"):
    symptom: str = choice(FLAT, NAN, OVERFITTED, FORGETS, ONE_FRAMEWORK, SLOW, default=FORGETS, label="What do you see?")

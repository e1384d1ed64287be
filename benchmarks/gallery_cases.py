"""What is pressed in each room of the gallery, and how much its picture shows."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.common import links
from pages.common.links import Entities, Music, OneToOne, Sentiment, Sequences, Translation, WiringTask

WHO, WHAT = ("the cat", "the dog", "the woman", "the man", "the horse"), ("sees", "finds", "loses", "eats", "buys")
CITIES = ("Paris", "Berlin", "Rome", "Madrid", "Vienna", "London", "Oslo")


def sentence(k: int) -> str:
    return f"{WHO[k % 5]} {WHAT[k // 5 % 5]} {('the old', 'the young', 'a big')[k % 3]} {('house', 'book', 'key')[k // 3 % 3]}"


@dataclass(frozen=True)
class Case:
    """One room.  link: where it is; box: the widget pressed; text: what is typed in the k-th round and entered; or else `key`."""

    link: str
    box: str
    text: Callable[[int], str] | None
    steps: int
    units: int
    key: str = "ArrowRight"


CASES = {
    "one to one: a digit at once": Case(OneToOne(room=links.ONE_TO_ONE).link(), ".st-key-digit_number input", lambda k: f"{10 + k}", 1, 860),
    "one to many: music": Case(Music(room=links.MUSIC).link(), ".st-key-tune_seed input", lambda k: f"{10 + k}", 96, 256),
    "many to one: sentiment": Case(Sentiment(room=links.SENTIMENT).link(), ".st-key-verdict_text input",
                                   lambda k: f"the story number {k} is thin but it is not bad at all", 12, 96),
    "many to many: names": Case(Entities(room=links.ENTITIES).link(), ".st-key-marks_text input",
                                lambda k: f"Jordan called me from {CITIES[k % 7]} about {k} jobs at Siemens", 10, 128),
    "many to many: translation": Case(Translation(room=links.TRANSLATION).link(), ".st-key-tongue_text input", sentence, 16, 160),
    "images: a digit by rows": Case(Sequences(room=links.SEQUENCES, seq_what=links.BY_ROWS).link(), ".st-key-digit_number input",
                                    lambda k: f"{10 + k}", 8, 244),
    "series: sunspots": Case(Sequences(room=links.SEQUENCES, seq_what=links.BY_YEARS, series_from=1900).link(),
                             ".st-key-series_from input[type=range]", None, 65, 22),
    "build the wiring": Case(WiringTask(room=links.WIRING, wire_task=3, wire_reads=(0, 1, 2), wire_writes=(3, 4, 5)).link(),
                             ".st-key-wire_fed input", None, 6, 16, key=" "),
}

"""A lesson on the five wirings."""

from pages.common import links
from pages.common.lesson import Step

LONG = "the young woman who lost her key does not see the old horse behind our house"
STEPS = (
    Step("Wire it first", "A review is to be judged. At which steps must the network read, and at which write? Mark them before you go on.",
         links.WiringTask(room=links.WIRING, wire_task=0)),
    Step("Many to one", "Watch the verdict change as “not bad at all” is read, word by word. Which network turns round, and where?",
         links.Sentiment(room=links.SENTIMENT)),
    Step("One to one", "A digit, whole, in one step: nothing to remember. Draw one of your own.", links.OneToOne(room=links.ONE_TO_ONE)),
    Step("The same digit, row by row", "Now it comes row by row, and the network must keep what it has seen.",
         links.Sequences(room=links.SEQUENCES, seq_what=links.BY_ROWS)),
    Step("One to many", "One note is given, a whole tune is written. Play it, then draw another.", links.Music(room=links.MUSIC)),
    Step("Many to many, step for step", "Is Jordan a person or a country? Only what comes after can tell: one way against two ways.",
         links.Entities(room=links.ENTITIES)),
    Step("Many to many, all read first", "A long sentence through one vector: compare the translation without attention with the one that has it.",
         links.Translation(room=links.TRANSLATION, tongue_text=LONG)),
)

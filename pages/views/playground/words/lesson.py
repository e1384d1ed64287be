"""A lesson on memory: the two sentences, then what is kept of the clue, then a thousand sentences."""

from pages.common import links
from pages.common.lesson import Step

STEPS = (
    Step("The clue is near", "Predict first. All four networks know the colour of the sky: only one word stands between its clue, *sky*, and "
         "the blank.", links.Playground(sentence=links.SKY, filler=0, mode=links.GUESS)),
    Step("The clue is far", "Predict again. With twelve words of filler, 17 words stand between *germany* and the blank, and the window net "
         "no longer sees the clue; who still knows the language?", links.Playground(sentence=links.GERMANY, filler=12, mode=links.GUESS)),
    Step("Watch it being remembered", "Move along the words, and see what is kept of *germany* while the filler goes by.",
         links.Playground(sentence=links.GERMANY, filler=12, look=links.WORD_BY_WORD, step=5)),
    Step("Is that one lucky example?", "Accuracy over a thousand held-out sentences at every distance, beyond what training had.",
         links.Playground(sentence=links.GERMANY, filler=40, look=links.DISTANCE)),
)

"""Chapter 4: the clue moves out of the window of a network that sees five words."""

import streamlit as st

from pages.common import links, models
from pages.common.bars import percent
from pages.common.theme import NETWORKS
from pages.views.home.shared import chapter, frames, words
from rnn_core.text.completion import WINDOW, Reading
from rnn_core.text.corpus import add_filler

SENTENCE, CLUE, ANSWER, LONGEST, KINDS = "I am from Germany … I speak", "germany", "german", 10, ("window", "lstm")
QUESTION = chapter.Question("We push words in between, one by one. When does the window net lose *Germany*?",
                            ("slowly, a little with each word", "all at once, at the third word", "never"), 2)


def show(state: links.Story) -> None:
    st.markdown(f"A plain network has a fixed number of inputs. Ours, the **window net**, has {WINDOW}: the last {WINDOW} words. "
                "It learned from the same sentences as the others.")
    if not chapter.ask(state, QUESTION):
        st.html(words.strip(add_filler(SENTENCE, 0).split(), clue=CLUE, window=True))
        st.caption("Outlined: what the window net sees.")
        return
    frames.show([picture(n) for n in range(LONGEST + 1)], at=state.slide, label="Words in between", key="window", on_rest=chapter.keep("slide"),
                ends=("0", str(LONGEST)))
    chapter.conclude("What is not in the window does not exist. A wider window needs more weights, and the next sentence may be longer still.")
    chapter.computed(f"Bars: the probability of *{ANSWER}* as the next word. The words in between come from sentences that no network was trained on. "
                     "The window net has a weight for every number of five word vectors; there is no place in it for a sixth.",
                     rows, "Probability of german by the words in between")
    chapter.deeper("playground", "how far back does each network remember?", {"look": links.DISTANCE})


def read(n: int) -> dict[str, Reading]:
    return {kind: reading for kind, reading in models.readings(add_filler(SENTENCE, n))[0].items() if kind in KINDS}


def picture(n: int) -> frames.Frame:
    readings = read(n)
    tokens = next(iter(readings.values())).tokens
    seen = len(tokens) - WINDOW
    lines = [frames.Bar(NETWORKS[kind][0], NETWORKS[kind][1], p, f"{ANSWER} {percent(p)}") for kind, p in chances(readings).items()]
    inside = tokens.index(CLUE) >= seen
    return frames.Frame([frames.Word(token, " ".join([frames.CLUE] * (token == CLUE) + [frames.SEEN] * (k >= seen))) for k, token in enumerate(tokens)],
                        lines, f"{n} in between: Germany is {'inside' if inside else 'outside'} the window, which says “{readings['window'].ranked[0][0]}”.")


def chances(readings: dict[str, Reading]) -> dict[str, float]:
    return {kind: reading.probability(ANSWER) or 0.0 for kind, reading in readings.items()}


def rows() -> list[dict[str, str]]:
    return [{"Words in between": str(n)} | {NETWORKS[kind][0]: percent(p) for kind, p in chances(read(n)).items()} for n in range(LONGEST + 1)]

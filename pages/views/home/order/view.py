"""Chapter 3: the same words in another order, for a bag of words and for networks that read."""

import streamlit as st

from pages.common import links
from pages.common.theme import CELLS, NETWORKS, QUIET
from pages.views.home.order import compute
from pages.views.home.shared import chapter, frames, words

QUESTION = chapter.Question("Swap the two countries. The words stay the same, only their order changes. What should happen to the answer?",
                            ("it stays the same", "it changes"), 2)


def show(state: links.Story) -> None:
    st.markdown("A **bag of words** is the simplest way to read: count the words, and forget their order. "
                "A **recurrent** network reads the words one after the other, as you do.")
    if not chapter.ask(state, QUESTION):
        st.html(words.strip(compute.WRITTEN.split()))
        return
    frames.show(pictures(), at=state.slide, label="Move: as written, swapped, then shuffled", key="order", on_rest=chapter.keep("slide"),
                sides=("← french", "german →"))
    chapter.conclude("A sentence is a sequence. For a bag of words all these lines are the same line; GRU and LSTM hear the order.")
    st.markdown("The plain RNN hardly does. Chapter 8 shows why.")
    chapter.computed(f"Bars: of the probability that a network gives to *german* and *french* together, the part for *german*. The bag of words is the LSTM "
                     f"with the order taken away: its probabilities, averaged over {compute.ORDERS} random orders of these words. It can only know which words there are.",
                     rows, "Share of german, line by line")
    chapter.deeper("gallery", "a network reads whole opinions: is “not bad” good?", {"room": links.SENTIMENT})


def pictures() -> list[frames.Frame]:
    found, bag = compute.shares()
    titles = ["As written", "Swapped", *(f"Shuffled, number {k}" for k in range(1, compute.SHUFFLES + 1))]
    return [frames.Frame([frames.Word(token, frames.CLUE if token in ("germany", "france") else "") for token in tokens],
                         [bar("Bag of words", QUIET, bag), *(bar(NETWORKS[cell][0], NETWORKS[cell][1], found[cell][k]) for cell in CELLS)],
                         f"{title}: the LSTM finds {leaning(found['lstm'][k])}, the bag of words {leaning(bag)}.")
            for k, (title, tokens) in enumerate(zip(titles, compute.sentences(), strict=True))]


def bar(name: str, colour: str, share: float) -> frames.Bar:
    return frames.Bar(name, colour, share, leaning(share))


def leaning(share: float) -> str:
    return f"{compute.FIRST} {share:.0%}" if share >= 0.5 else f"{compute.SECOND} {1 - share:.0%}"


def rows() -> list[dict[str, str]]:
    found, bag = compute.shares()
    return [{"Line": " ".join(tokens), "Bag of words": f"{bag:.3f}"} | {NETWORKS[cell][0]: f"{found[cell][k]:.3f}" for cell in CELLS}
            for k, tokens in enumerate(compute.sentences())]

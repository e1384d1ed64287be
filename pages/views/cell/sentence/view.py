"""The completers' cells on the visitor's sentence: what is left of a word, word by word."""

import streamlit as st

from pages.common import controls, links, models, tables
from pages.common.links import GradientFlow, InsideCell
from pages.common.markdown import escape_markdown
from pages.common.theme import CELLS
from pages.views.cell.sentence import carried_words, compute, text
from rnn_core.text.corpus import add_filler


@st.fragment
def show() -> None:
    # ask
    sentence = controls.widget(InsideCell, "sentence", clears=("follow", "follow_at"))
    picture = st.container()
    with st.expander("More settings: filler words at the dots"):
        drawn = {"sentence": sentence} | controls.row(InsideCell, ("filler", "seed"))
    state = controls.read_state(InsideCell, drawn)

    # compute
    readings, damaged = models.readings(add_filler(state.sentence, state.filler, state.seed))
    for message in damaged:
        st.error(message)
    with picture:
        draw(state, {kind: reading for kind, reading in readings.items() if kind in CELLS})


def draw(state: InsideCell, readings: dict[str, models.Reading]) -> None:
    tokens = next(iter(readings.values())).tokens if readings else ()
    if not tokens:
        st.info("Type a sentence of at least one word.")
        return
    say_unknown(next(iter(readings.values())).unknown)
    word, notice = text.place(tokens, state.follow)
    if notice:
        st.info(escape_markdown(notice))
    runs, _ = compute.follow(tokens, word)
    carried_words.show(runs, tokens, word, text.answers(readings), at=state.follow_at, key="carried",
                       on_rest=lambda k: controls.set_link_value(InsideCell, "follow_at", k),
                       on_follow=follow)
    explain(runs, tokens, word)


def follow(word: int) -> None:
    controls.set_link_value(InsideCell, "follow", word)
    controls.set_link_value(InsideCell, "follow_at", InsideCell.follow_at)


def say_unknown(unknown: tuple[str, ...]) -> None:
    if unknown:
        st.info(f"The networks do not know {escape_markdown(', '.join(dict.fromkeys(unknown)))[:200]}: they read it as an unknown word.")


def explain(runs: dict[str, text.Carried], tokens: tuple[str, ...], word: int) -> None:
    said = escape_markdown(tokens[word - 1])
    st.markdown(text.limits(runs, said))
    st.page_link("pages/gradient_flow.py", label="Next: the same networks' gradients, over every length", icon=":material/timeline:",
                 query_params=GradientFlow(nets=links.TRAINED).query())
    tables.folded(lambda: text.rows(runs, tokens, word), "What is left, word by word", key="carried_table", label="The curves as a table")
    tables.folded(lambda: text.unit_rows(runs), "The units that carry it, at the last word", key="carried_units", label="The units as a table")
    with st.expander("How this is computed"):
        st.markdown(HOW)


HOW = """These are the sentence completers of the page before, trained on sentences, computing in float64. At the word that is followed
the LSTM adds i × g to its cell state, the GRU (1 − z) × n to its state. From there on each step multiplies by its gate, f or z: what is left after all of
these multiplications is the solid line, as the length of the vector beside that of what was written. The RNN has no such path.

That would be the whole derivative, ∂c_t/∂c_{t−1} = f_t, if gates were constants (the constant error carousel). But the state is also shown in h, and h moves all gates of the next
step. The dashed line is the exact derivative along all ways, in the direction of what was written; *the rest* is the length of the difference. It may be larger than 1:
a small change can be amplified. A test finds the same numbers with PyTorch's automatic differentiation.

The units listed are those with the most left at the last word. The middle unit is the median over the units to which at least 0.05 was written."""

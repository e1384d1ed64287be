"""Many to many, unaligned: an encoder reads the visitor's sentence to its end, a decoder writes it in French."""

from typing import Any

import streamlit as st

from pages.kit import bottleneck, controls, rooms, tables, told_tongues, translating, unrolled, urls
from pages.kit.translating import Asked
from pages.kit.urls import Translating
from rnn_core.frameworks import Options
from rnn_core.topologies import ENCODER_DECODER, Topology
from rnn_core.weights import DamagedFile

CLEARS = ("at",)


def take() -> None:
    """A held-out sentence of the list becomes the visitor's."""
    chosen = st.session_state["tongue_example"]
    if chosen:
        st.session_state["tongue_text"] = chosen
        controls.empty(*CLEARS)


def ask() -> Translating:
    drawn: dict[str, Any] = {}
    first, middle, last = st.columns([8, 9, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["tongue_task"] = controls.widget(Translating, "tongue_task", clears=CLEARS)
    if drawn["tongue_task"] == urls.NUMBERS:
        with middle:
            drawn["tongue_number"] = controls.widget(Translating, "tongue_number", clears=CLEARS)
    else:
        drawn["tongue_text"] = controls.widget(Translating, "tongue_text", clears=CLEARS)
        with middle:
            st.selectbox("Or a sentence that no network was trained on", translating.examples(), index=None, key="tongue_example",
                         placeholder="short ones first", on_change=take)
    with last:
        controls.share(Translating)
    return controls.checked(Translating, drawn)


def show() -> None:
    st.markdown("The **encoder** reads English to the end. What it then keeps, the **context vector**, is all that the **decoder** begins "
                "with. It writes French word by word and reads each of its own words again.")
    try:
        state = ask()
        asked = translating.asked(state)
        if asked.wrong:
            st.info(asked.wrong, icon=":material/edit:")
            end(state.tongue_task, ENCODER_DECODER)
        else:
            end(state.tongue_task, answer(state, asked))
    except DamagedFile as error:
        st.error(str(error))


def answer(state: Translating, asked: Asked) -> Topology:
    """What the networks write, the unrolled drawing, and a closer look; returns the first network's wiring."""
    task = state.tongue_task
    free = translating.runs(task, asked.words)
    if asked.unknown:
        st.warning(told_tongues.unknown(asked.words, asked.unknown), icon=":material/help:")
    if task == urls.NUMBERS:
        st.markdown(told_tongues.read(asked.words))
    st.html(told_tongues.lines(free, asked.right))
    st.caption(told_tongues.about(asked.part, asked.right))
    shown = free
    if asked.right is not None and controls.widget(Translating, "tongue_fed", clears=CLEARS) == urls.RIGHT_WORDS:
        shown = translating.runs(task, asked.words, asked.right)
        st.caption("Teacher forcing: each box of the decoder holds the right word, and that is what the next step reads. Below the "
                   "drawing stands what the network itself would have written.")
    unrolled.show(shown, step=translating.first_look(controls.held(Translating, "at"), len(asked.words)), key="tongue_drawing",
                  on_rest=lambda step: controls.hold(Translating, "at", step))
    closer(asked, task)
    copied(asked, task)
    return next(iter(shown.values())).topology


@st.fragment
def closer(asked: Asked, task: str) -> None:
    look = controls.widget(Translating, "tongue_look")
    if look == urls.FORCING:
        led(asked, task)
    elif look == urls.LENGTH:
        length(task)
    elif look == urls.KNOWN:
        known(task)
    else:
        where(asked, task)


def where(asked: Asked, task: str) -> None:
    if task == urls.NUMBERS:
        st.markdown("The networks for numbers have no attention: a number is short, and the context vector holds it whole. Choose sentences "
                    "to see where a network looks.")
        return
    st.markdown("Before each word, the network **with attention** looks at every state of the encoder again and mixes them. Each row says how much "
                "of its look went where, in percent; a state knows its own word and those before it.")
    st.html(told_tongues.heat(translating.runs(task, asked.words)["with attention"]))
    st.caption("Weights: softmax over the products of the decoder's state with each state of the encoder (Luong, Pham & Manning 2015). They say "
               "where it looks, not why.")


def led(asked: Asked, task: str) -> None:
    figures = translating.figures(task)
    if asked.right is None:
        st.info("Nobody has told the page the right words for this sentence. Take a sentence of the list above, or a number.", icon=":material/edit:")
    else:
        st.markdown("In training the decoder is always fed the **right** word, whatever it wrote (teacher forcing). In use it is fed **its own**, and "
                    "one wrong word can lead it astray.")
        st.html(told_tongues.forcing(translating.runs(task, asked.words), translating.runs(task, asked.words, asked.right), asked.right))
    st.markdown(told_tongues.led(figures, task))


def length(task: str) -> None:
    figures = translating.figures(task)
    st.markdown("However long the sentence, the context vector has the same size: the longer, the less of it fits. The network then often goes on "
                "in good French about other things. With attention the decoder need not have it all in one vector." if task == urls.SENTENCES else
                "However long the number, the context vector has the same size. How much of it can be kept also depends on the cell.")
    measure = controls.widget(Translating, "tongue_measure")
    st.plotly_chart(bottleneck.figure(figures, measure != urls.FAULTLESS), key="tongue_length", config={"displayModeBar": False})
    st.caption(f"The test part by the number of words read; whiskers: 95 % intervals (BLEU: bootstrap; shares: Wilson). {told_tongues.bottleneck(figures, task)}")
    st.caption(told_tongues.fairness(figures, task))
    with st.expander("The same as a table"):
        tables.table(told_tongues.length_rows(figures), "Held-out figures by length")


def known(task: str) -> None:
    words = translating.vocabulary(task)
    st.markdown(f"The networks read **{len(words)} English words**, no others:")
    st.html(told_tongues.listed(words))
    st.caption("Sentences in the present, past or future, with “not”, “can”, “must”, questions, “who”, and two clauses joined by and, but, "
               "because, when, while, if." if task == urls.SENTENCES else "In the wording of num2words: one hundred and one.")


@st.fragment
def copied(asked: Asked, task: str) -> None:
    with st.expander("Does it just copy? The most similar training pair", key="tongue_nearest", on_change="rerun") as opened:
        if opened.open:
            st.markdown(told_tongues.nearest(*translating.nearest(task, asked.words)))


def end(task: str, wiring: Topology) -> None:
    figures = translating.figures(task)
    st.subheader("How good they are", anchor=False)
    st.markdown(told_tongues.skill(figures, task))
    if task == urls.NUMBERS:
        st.markdown(told_tongues.further(figures))
    rooms.foot(wiring=wiring, sizes=translating.sizes(task), each=("word vector", "row of logits"),
               options=Options(task="sequence-to-sequence", cell="gru", hidden_size=translating.sizes(task)[1]),
               failures=told_tongues.failures(figures), names=tuple(translating.NETWORKS[task].values()))
    if task == urls.SENTENCES:
        st.caption("The lines of PyTorch and Keras make the network without attention.")

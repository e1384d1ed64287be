"""Many to many, unaligned: an encoder reads the visitor's sentence to its end, a decoder writes it in French."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.common.links import Translation
from pages.views.gallery.shared import footer, unrolled
from pages.views.gallery.translation import compute, text
from pages.views.gallery.translation import figures as charts
from pages.views.gallery.translation.compute import Asked
from rnn_core.frameworks import Options
from rnn_core.gallery.topologies import ENCODER_DECODER, Topology
from rnn_core.nn.safetensors import DamagedFile

CLEARS = ("at",)


def take() -> None:
    """A held-out sentence of the list becomes the visitor's."""
    chosen = st.session_state["tongue_example"]
    if chosen:
        st.session_state["tongue_text"] = chosen
        controls.clear(*CLEARS)


def ask() -> Translation:
    drawn: dict[str, Any] = {}
    first, middle, last = st.columns([8, 9, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["tongue_task"] = controls.widget(Translation, "tongue_task", clears=CLEARS)
    if drawn["tongue_task"] == links.NUMBERS:
        with middle:
            drawn["tongue_number"] = controls.widget(Translation, "tongue_number", clears=CLEARS)
    else:
        drawn["tongue_text"] = controls.widget(Translation, "tongue_text", clears=CLEARS)
        with middle:
            st.selectbox("Or a sentence that no network was trained on", compute.examples(), index=None, key="tongue_example",
                         placeholder="short ones first", on_change=take)
    with last:
        controls.share(Translation)
    return controls.read_state(Translation, drawn)


def show() -> None:
    st.markdown("The **encoder** reads English to the end. What it then keeps, the **context vector**, is all that the **decoder** begins "
                "with. It writes French word by word and reads each of its own words again.")
    try:
        state = ask()
        asked = compute.asked(state)
        if asked.wrong:
            st.info(asked.wrong, icon=":material/edit:")
            end(state.tongue_task, ENCODER_DECODER)
        else:
            end(state.tongue_task, answer(state, asked))
    except DamagedFile as error:
        st.error(str(error))


def answer(state: Translation, asked: Asked) -> Topology:
    """What the networks write, the unrolled drawing, and a closer look; returns the first network's wiring."""
    task = state.tongue_task
    free = compute.runs(task, asked.words)
    if asked.unknown:
        st.warning(text.unknown(asked.words, asked.unknown), icon=":material/help:")
    if task == links.NUMBERS:
        st.markdown(text.read(asked.words))
    st.html(text.lines(free, asked.right))
    st.caption(text.about(asked.part, asked.right))
    shown = free
    if asked.right is not None and controls.widget(Translation, "tongue_fed", clears=CLEARS) == links.RIGHT_WORDS:
        shown = compute.runs(task, asked.words, asked.right)
        st.caption("Teacher forcing: each box of the decoder holds the right word, and that is what the next step reads. Below the "
                   "drawing stands what the network itself would have written.")
    unrolled.show(shown, step=compute.first_look(controls.link_value(Translation, "at"), len(asked.words)), key="tongue_drawing",
                  on_rest=lambda step: controls.set_link_value(Translation, "at", step))
    closer(asked, task)
    copied(asked, task)
    return next(iter(shown.values())).topology


@st.fragment
def closer(asked: Asked, task: str) -> None:
    look = controls.widget(Translation, "tongue_look")
    if look == links.TEACHER_FORCING:
        led(asked, task)
    elif look == links.LENGTH:
        length(task)
    elif look == links.VOCABULARY:
        known(task)
    else:
        where(asked, task)


def where(asked: Asked, task: str) -> None:
    if task == links.NUMBERS:
        st.markdown("The networks for numbers have no attention: a number is short, and the context vector holds it whole. Choose sentences "
                    "to see where a network looks.")
        return
    st.markdown("Before each word, the network **with attention** looks at every state of the encoder again and mixes them. Each row says how much "
                "of its look went where, in percent; a state knows its own word and those before it.")
    st.html(text.heat(compute.runs(task, asked.words)["with attention"]))
    st.caption("Weights: softmax over the products of the decoder's state with each state of the encoder (Luong, Pham & Manning 2015). They say "
               "where it looks, not why.")


def led(asked: Asked, task: str) -> None:
    figures = compute.figures(task)
    if asked.right is None:
        st.info("Nobody has told the page the right words for this sentence. Take a sentence of the list above, or a number.", icon=":material/edit:")
    else:
        st.markdown("In training the decoder is always fed the **right** word, whatever it wrote (teacher forcing). In use it is fed **its own**, and "
                    "one wrong word can lead it astray.")
        st.html(text.forcing(compute.runs(task, asked.words), compute.runs(task, asked.words, asked.right), asked.right))
    st.markdown(text.led(figures, task))


def length(task: str) -> None:
    figures = compute.figures(task)
    st.markdown("However long the sentence, the context vector has the same size: the longer, the less of it fits. The network then often goes on "
                "in good French about other things. With attention the decoder need not have it all in one vector." if task == links.SENTENCES else
                "However long the number, the context vector has the same size. How much of it can be kept also depends on the cell.")
    measure = controls.widget(Translation, "tongue_measure")
    st.plotly_chart(charts.figure(figures, measure != links.EXACT), key="tongue_length", config={"displayModeBar": False})
    st.caption(f"The test part by the number of words read; whiskers: 95 % intervals (BLEU: bootstrap; shares: Wilson). {text.bottleneck(figures, task)}")
    st.caption(text.fairness(figures, task))
    with st.expander("The same as a table"):
        tables.table(text.length_rows(figures), "Held-out figures by length")


def known(task: str) -> None:
    words = compute.vocabulary(task)
    st.markdown(f"The networks read **{len(words)} English words**, no others:")
    st.html(text.listed(words))
    st.caption("Sentences in the present, past or future, with “not”, “can”, “must”, questions, “who”, and two clauses joined by and, but, "
               "because, when, while, if." if task == links.SENTENCES else "In the wording of num2words: one hundred and one.")


@st.fragment
def copied(asked: Asked, task: str) -> None:
    with st.expander("Does it just copy? The most similar training pair", key="tongue_nearest", on_change="rerun") as opened:
        if opened.open:
            st.markdown(text.nearest(*compute.nearest(task, asked.words)))


def end(task: str, wiring: Topology) -> None:
    figures = compute.figures(task)
    st.subheader("How good they are", anchor=False)
    st.markdown(text.skill(figures, task))
    if task == links.NUMBERS:
        st.markdown(text.further(figures))
    footer.foot(wiring=wiring, sizes=compute.sizes(task), each=("word vector", "row of logits"),
               options=Options(task="sequence-to-sequence", cell="gru", hidden_size=compute.sizes(task)[1]),
               failures=text.failures(figures), names=tuple(compute.NETWORKS[task].values()))
    if task == links.SENTENCES:
        st.caption("The lines of PyTorch and Keras make the network without attention.")

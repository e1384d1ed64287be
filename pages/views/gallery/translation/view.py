"""Many to many, unaligned: an encoder reads the visitor's sentence to its end, a decoder writes it in French."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gallery.shared import examples, footer, unrolled
from pages.views.gallery.translation import compute, text
from pages.views.gallery.translation import figures as charts
from rnn_core.frameworks import Options
from rnn_core.gallery.topologies import ENCODER_DECODER, Topology


def ask() -> links.Translation:
    drawn: dict[str, Any] = {}
    first, middle, last = st.columns([8, 9, 3], vertical_alignment="bottom", gap="medium")
    with first:
        drawn["tongue_task"] = controls.widget(links.Translation, "tongue_task", clears=("at",))
    if drawn["tongue_task"] == links.NUMBERS:
        with middle:
            drawn["tongue_number"] = controls.widget(links.Translation, "tongue_number", clears=("at",))
    else:
        drawn["tongue_text"] = controls.widget(links.Translation, "tongue_text", clears=("at",))
        with middle:
            examples.show("tongue_text", "Or a sentence that no network was trained on", compute.examples(), st.selectbox,
                          index=None, placeholder="short ones first")
    with last:
        controls.share(links.Translation)
    return controls.read_state(links.Translation, drawn)


def show() -> None:
    st.markdown("The **encoder** reads English to the end. What it then keeps, the **context vector**, is all that the **decoder** begins "
                "with. It writes French word by word and reads each of its own words again.")
    state = ask()
    task, request = state.tongue_task, compute.request(state)
    if request.refused:
        st.info(request.refused, icon=":material/edit:")
        results(task, ENCODER_DECODER)
        return
    answer(task, request)
    wiring = drawing(task, request)
    details(request, task)
    nearest_pair(request, task)
    results(task, wiring)


def answer(task: str, request: compute.Request) -> None:
    """What the networks write by themselves, beside the right translation."""
    if request.unknown:
        st.warning(text.unknown_words(request.words, request.unknown), icon=":material/help:")
    if task == links.NUMBERS:
        st.markdown(text.spelled(request.words))
    st.html(text.translations(compute.runs(task, request.words), request.right))
    st.caption(text.provenance(request.part, request.right))


def drawing(task: str, request: compute.Request) -> Topology:
    """The unrolled networks, fed their own words or the right ones; returns the wiring of the first."""
    shown = compute.runs(task, request.words)
    if request.right is not None and controls.widget(links.Translation, "tongue_fed", clears=("at",)) == links.RIGHT_WORDS:
        shown = compute.runs(task, request.words, request.right)
        st.caption("Teacher forcing: each box of the decoder holds the right word, and that is what the next step reads. Below the "
                   "drawing stands what the network itself would have written.")
    first, at = compute.FIRST[task], controls.link_value(links.Translation, "at")
    # where a link says nothing, the first step that writes, with the context vector at its left
    unrolled.show(shown, key="translation_drawing", first=first, step=len(request.words) if at == links.Translation.at else at)
    return shown[first].topology


@st.fragment
def details(request: compute.Request, task: str) -> None:
    view = controls.widget(links.Translation, "tongue_look")
    if view == links.TEACHER_FORCING:
        teacher_forcing(request, task)
    elif view == links.LENGTH:
        by_length(task)
    elif view == links.VOCABULARY:
        vocabulary(task)
    else:
        attention(request, task)


def attention(request: compute.Request, task: str) -> None:
    if task == links.NUMBERS:
        st.markdown("The networks for numbers have no attention: a number is short, and the context vector holds it whole. Choose sentences "
                    "to see where a network looks.")
        return
    st.markdown("Before each word, the network **with attention** looks at every state of the encoder again and mixes them. Each row says how much "
                "of its look went where, in percent; a state knows its own word and those before it.")
    st.html(text.attention_table(compute.runs(task, request.words)["with attention"]))
    st.caption("Weights: softmax over the products of the decoder's state with each state of the encoder (Luong, Pham & Manning 2015). They say "
               "where it looks, not why.")


def teacher_forcing(request: compute.Request, task: str) -> None:
    if request.right is None:
        st.info("The right translation of this sentence is not known here. Take a sentence of the list above, or a number.", icon=":material/edit:")
    else:
        st.markdown("In training the decoder is always fed the **right** word, whatever it wrote (teacher forcing). In use it is fed **its own**, and "
                    "one wrong word can lead it astray.")
        st.html(text.forcing_tables(compute.runs(task, request.words), compute.runs(task, request.words, request.right), request.right))
    st.markdown(text.forcing_summary(compute.figures(task), task))


def by_length(task: str) -> None:
    figures = compute.figures(task)
    st.markdown("However long the sentence, the context vector has the same size: the longer, the less of it fits. The network then often goes on "
                "in good French about other things. With attention the decoder need not have it all in one vector." if task == links.SENTENCES else
                "However long the number, the context vector has the same size. How much of it can be kept also depends on the cell.")
    measure = controls.widget(links.Translation, "tongue_measure")
    tables.chart(charts.accuracy_by_length(figures, measure != links.EXACT), "translation_length")
    st.caption("The test part by the number of words read; whiskers: 95 % intervals (BLEU: bootstrap; shares: Wilson). "
               + text.by_length_summary(figures, task))
    st.caption(text.comparability(figures, task))
    with st.expander("The same as a table"):
        tables.table(text.length_rows(figures), "Held-out figures by length")


def vocabulary(task: str) -> None:
    words = compute.vocabulary(task)
    st.markdown(f"The networks read **{len(words)} English words**, no others:")
    st.html(text.word_list(words))
    st.caption("Sentences in the present, past or future, with “not”, “can”, “must”, questions, “who”, and two clauses joined by and, but, "
               "because, when, while, if." if task == links.SENTENCES else "In the wording of num2words: one hundred and one.")


@st.fragment
def nearest_pair(request: compute.Request, task: str) -> None:
    tables.opened("Does it just copy? The most similar training pair", "translation_nearest",
                  lambda: st.markdown(text.nearest_pair(*compute.nearest(task, request.words))))


def results(task: str, wiring: Topology) -> None:
    figures, sizes = compute.figures(task), compute.sizes(task)
    st.header("How good they are", anchor=False)
    st.markdown(text.accuracy_summary(figures, task))
    if task == links.NUMBERS:
        st.markdown(text.random_numbers_summary(figures))
    footer.show(wiring=wiring, sizes=sizes, each=("word vector", "row of logits"), names=tuple(compute.NETWORKS[task].values()),
                options=Options(task="sequence-to-sequence", cell="gru", hidden_size=sizes[1]), failures=text.failure_rows(figures))
    if task == links.SENTENCES:
        st.caption("The lines of PyTorch and Keras make the network without attention.")

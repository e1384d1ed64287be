"""Chapter 9: what a gate does, by holding one."""

import streamlit as st

from pages.common import links
from pages.common.bars import percent
from pages.common.theme import NETWORKS
from pages.views.home.gates import compute
from pages.views.home.shared import chapter, frames, sentence, words
from pages.views.home.shared.sentence import Sentence


def show(state: links.Story) -> None:
    found = sentence.of(state, with_clue=True)
    st.markdown("The cure is a second memory, the **cell state**, and a **gate**: a number from 0 to 1 by which the memory is multiplied at each word. "
                "The network computes its gates anew at every word.")
    chapter.notices(found.notices)
    question = chapter.Question(f"Hold the forget gate at 0.5 after the clue. Each word then halves the memory. Will the LSTM still say *{found.answer}*?",
                                ("yes", "no"), lambda: 1 if said_at_half(found) == found.answer else 2)
    if not chapter.ask(state, question):
        st.html(words.strip(found.tokens, clue=found.clue))
        st.latex(r"c_t = f_t \cdot c_{t-1} + i_t \cdot g_t")
        st.caption("New memory = forget gate × old memory + input gate × what is new.")
        return
    picture(state, found)
    chapter.conclude("A gate decides what stays. Near 1 the memory passes word after word unharmed, and so does the error signal on the same path back.")
    st.markdown(backward(found) + " This had to be learned: at first, gates stand half open, and an LSTM forgets like an RNN.")
    chapter.computed(f"The trained LSTM (long short-term memory) reads the sentence. After *{found.clue}* all of its 128 forget gates are set to the slider's number; at the right "
                     "end they are its own again. Everything else runs as ever. Its own gates do better than any one number, because each unit "
                     "keeps or drops by itself. The GRU (gated recurrent unit) has gates too, and one state instead of two.",
                     lambda: rows(found), "Probability of the answer by the held gate")
    chapter.deeper("cell", "inside the cell, every gate a live number", {"inside": links.ON_SENTENCE, "sentence": found.text, "filler": "0"})


def said_at_half(found: Sentence) -> str:
    return compute.answers(found.text, found.answer, found.place)[compute.HELD.index(0.5)][1]


def picture(state: links.Story, found: Sentence) -> None:
    names = ["its own" if held is None else f"{held:g}" for held in compute.HELD]
    pictures = []
    for name, (p, best, of_best) in zip(names, compute.answers(found.text, found.answer, found.place), strict=True):
        tokens = [frames.Word(token, frames.CLUE if k == found.place else "") for k, token in enumerate(found.tokens)]
        say = f"Forget gate {'as the network sets it' if name == 'its own' else f'held at {name}'}: the LSTM says “{best}”, and gives {found.answer} {percent(p)}."
        pictures.append(frames.Frame(tokens, [frames.Bar("Gate", "#8A8F98", 0.0 if name == "its own" else float(name), name),
                                              frames.Bar(found.answer, NETWORKS["lstm"][1], p, percent(p)),
                                              frames.Bar("It says", NETWORKS["lstm"][1], of_best, best)], say))
    frames.show(pictures, at=state.slide, label="The forget gate after the clue", key="gates", on_rest=chapter.keep("slide"), ends=("0: forget", "its own"))


def backward(found: Sentence) -> str:
    share = compute.arriving(found.text, len(found.tokens) - 1 - found.place)
    return (f"Measured in the trained networks: of the error signal, {words.share(share['lstm'])} reaches *{found.clue}* in the LSTM, "
            f"{words.share(share['rnn'])} in the RNN." + (" Your clue is near; farther back the RNN falls behind." if share["rnn"] >= share["lstm"] else ""))


def rows(found: Sentence) -> list[dict[str, str]]:
    return [{"Forget gate": "its own" if held is None else f"{held:g}", found.answer: percent(p), "It says": f"{best} {percent(of_best)}"}
            for held, (p, best, of_best) in zip(compute.HELD, compute.answers(found.text, found.answer, found.place), strict=True)]

"""States pinned for comparison, side by side with the present one."""

import streamlit as st

from pages.common import bars, controls, links, models
from rnn_core.text.corpus import add_filler, has_gap

MOST = controls.field_of(links.Playground, "pinned").metadata["setting"].most
Pin = tuple[int, int, str]  # filler, seed, sentence


def show(state: links.Playground) -> None:
    now = (state.filler, state.seed, state.sentence)
    st.button("Pin this for comparison", key="pin", icon=":material/keep:", disabled=len(state.pinned) >= MOST or now in state.pinned,
              on_click=controls.set_link_value, args=(links.Playground, "pinned", (*state.pinned, now)),
              help="Keeps this sentence's answers below, while you change something; three pins, in the link too.")
    if not state.pinned:
        return
    first, *others = st.columns(1 + len(state.pinned), gap="large")
    with first:
        show_answers("Now", now)
    for place, (column, pin) in enumerate(zip(others, state.pinned, strict=True)):
        with column:
            show_answers(f"Pin {place + 1}", pin)
            with st.container(horizontal=True, gap="small"):
                st.button("Back to it", key=f"back_{place + 1}", on_click=restore, args=(pin,))
                st.button("Remove", key=f"unpin_{place + 1}", on_click=controls.set_link_value,
                          args=(links.Playground, "pinned", state.pinned[:place] + state.pinned[place + 1:]))


def show_answers(name: str, pin: Pin) -> None:
    filler, seed, sentence = pin
    st.markdown(f"**{name}**")
    st.text(f"{sentence} ({filler} filler words, seed {seed})" if has_gap(sentence) else sentence)
    st.html(bars.first_words(models.readings(add_filler(sentence, filler, seed))[0]))


def restore(pin: Pin) -> None:
    for name, value in zip(("filler", "seed", "sentence"), pin, strict=True):
        st.session_state[name] = value
    controls.clear("guess", "answer", "swap", "rival", "without")

"""States kept for comparison, side by side with the present one."""

import streamlit as st

from pages.common import bars, controls, models
from pages.common.links import Playground
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import has_gap, stretch


def pin(state: Playground) -> None:
    controls.set_link_value(Playground, "pinned", (*state.pinned, (state.filler, state.seed, state.sentence)))


def unpin(state: Playground, place: int) -> None:
    controls.set_link_value(Playground, "pinned", tuple(kept for k, kept in enumerate(state.pinned) if k != place))


def restore(kept: tuple[int, int, str]) -> None:
    for name, value in zip(("filler", "seed", "sentence"), kept, strict=True):
        st.session_state[name] = value
    controls.clear("guess", "answer", "swap", "rival", "without")


def title(filler: int, seed: int, sentence: str) -> str:
    return f"{sentence} ({filler} filler words, seed {seed})" if has_gap(sentence) else sentence


def card(name: str, kept: tuple[int, int, str]) -> dict[str, Reading]:
    readings = models.readings(stretch(kept[2], kept[0], kept[1]))[0]
    st.markdown(f"**{name}**")
    st.text(title(*kept))
    st.html(bars.first_words(readings))
    return readings


def show(state: Playground) -> None:
    now = (state.filler, state.seed, state.sentence)
    full = len(state.pinned) >= 3
    st.button("Pin this for comparison", key="pin", icon=":material/keep:", on_click=pin, args=(state,), disabled=full or now in state.pinned,
              help="Keeps this sentence's answers below, while you change something; three pins, in the link too.")
    if not state.pinned:
        return
    for place, column in enumerate(st.columns(1 + len(state.pinned), gap="large")):
        with column:
            if not place:
                card("Now", now)
                continue
            kept = state.pinned[place - 1]
            card(f"Pin {place}", kept)
            with st.container(horizontal=True, gap="small"):
                st.button("Back to it", key=f"back_{place}", on_click=restore, args=(kept,))
                st.button("Remove", key=f"unpin_{place}", on_click=unpin, args=(state, place - 1))

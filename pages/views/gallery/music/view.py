"""One to many: from one chosen note a melody grows, to be seen, played and taken apart."""

from typing import Any

import streamlit as st

from pages.common import controls, links, tables, theme
from pages.views.gallery.music import compute, melody, piano_roll, text
from pages.views.gallery.shared import footer, models, unrolled
from rnn_core.frameworks import Options
from rnn_core.frameworks.options import MOST_UNITS
from rnn_core.nn.safetensors import DamagedFile

NOTE_SETTINGS = {"tune_pitch": 96, "tune_long": 84, "tune_metre": 84, "tune_mode": "content", "tune_cell": "content"}
PLAYING_SETTINGS = {"tune_temperature": 150, "tune_notes": 150, "tune_tempo": 150, "tune_seed": 150}


@st.fragment
def show() -> None:
    st.markdown("The network reads **one** note, yours, and writes **many**: each note that it writes is the next one that it reads.")
    above, picture, below = st.container(), st.container(), st.container()
    state = ask(above, below)
    cell = state.tune_cell.lower()
    try:
        tune, figures = compute.composed(state), {kind: models.figures(f"music-{kind}") for kind in theme.CELLS}
    except DamagedFile as error:  # a fragment runs by itself
        st.error(str(error))
        return
    with picture:
        piano_roll.show(melody.drawing(tune, state.tune_metre, state.tune_tempo, cell), step=controls.link_value(links.Music, "at"), key="piano_roll")
    st.markdown(text.outcome(tune, state.tune_notes, figures[cell]))
    st.markdown(text.copying(tune, figures[cell]))
    st.header("Step by step", anchor=False)
    unrolled.show({cell: tune.run}, key="tune_drawing")
    st.caption(text.CLOCK)
    explain(state, tune, figures)


def ask(above: Any, below: Any) -> links.Music:
    """What the tune begins with stands above the picture; how it is drawn and played, below it."""
    drawn: dict[str, Any] = {}
    with above, st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        for name, width in NOTE_SETTINGS.items():
            drawn[name] = controls.widget(links.Music, name, clears=("at",), width=width)
        st.button("Another tune", on_click=next_seed, key="tune_another", icon=":material/casino:", help="The next seed")
    with below, st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for name, width in PLAYING_SETTINGS.items():
            drawn[name] = controls.widget(links.Music, name, clears=() if name == "tune_tempo" else ("at",), width=width)
        controls.share(links.Music)
    return controls.read_state(links.Music, drawn)


def next_seed() -> None:
    setting = controls.field_of(links.Music, "tune_seed").metadata["setting"]
    seed = st.session_state.get("tune_seed") or setting.low
    st.session_state["tune_seed"] = seed + 1 if seed < setting.high else setting.low
    controls.clear("at")


def explain(state: links.Music, tune: melody.Composed, figures: dict[str, dict[str, Any]]) -> None:
    cell = state.tune_cell.lower()
    st.header("How well does it know such tunes?", anchor=False)
    st.markdown(text.perplexity_summary(figures[cell]))
    tables.table(text.perplexity_rows(figures), "Perplexity on held-out tunes")
    tables.opened("Take the tune home: MIDI and WAV", "tune_files", lambda: downloads(state, tune))
    with st.expander("Composed tunes beside real ones, counted", key="tune_comparison", on_change="rerun") as opened:
        if opened.open:
            tables.table(text.comparison_rows(figures[cell]), "100 composed melodies and 100 real tunes")
            st.caption("Each composed melody begins as one of the real tunes does, with its first note, metre and mode.")
    with st.expander("The same tune in Python"):
        st.code(text.program(state), language="python")
    failures(figures[cell]["failures"])
    end(cell, tune, figures[cell])


def failures(found: list[dict[str, Any]]) -> None:
    """What went wrong, by its settings: each is composed again at the press of a button."""
    st.header("What it gets wrong", anchor=False)
    st.caption("Press one to have it composed again, above.")
    with st.container(horizontal=True, gap="small"):
        for k, row in enumerate(found):
            if "setting" in row:
                st.button(row["What"].capitalize(), key=f"tune_wrong_{k}", on_click=compose_again, args=(row["setting"],))
    tables.table(text.failure_rows(found), "Real failures, composed and on held-out tunes")


def compose_again(setting: dict[str, Any]) -> None:
    """Every setting as it was when this tune came out."""
    for name, value in setting.items():
        st.session_state[f"tune_{name}"] = value
    controls.clear("at")


def downloads(state: links.Music, tune: melody.Composed) -> None:
    with st.container(horizontal=True, gap="small"):
        st.download_button("MIDI (.mid)", compute.midi(tune.notes, state.tune_metre, state.tune_tempo), "unrolled-tune.mid", mime="audio/midi",
                           key="tune_midi", icon=":material/music_note:", on_click="ignore")
        st.download_button("Sound (.wav)", compute.wav(tune.notes, state.tune_tempo), "unrolled-tune.wav", mime="audio/wav", key="tune_wav",
                           icon=":material/volume_up:", on_click="ignore")


def end(cell: str, tune: melody.Composed, figures: dict[str, Any]) -> None:
    footer.show(wiring=tune.run.topology, sizes=(figures["embedding_dim"], figures["hidden_size"], figures["words"]), each=("note", "note"),
                options=Options(cell=cell, task="generation", hidden_size=min(figures["hidden_size"], MOST_UNITS)),
                names=tuple(f"music-{kind}" for kind in theme.CELLS))

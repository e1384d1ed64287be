"""Which word comes next?  Four trained networks complete the visitor's sentence."""

import streamlit as st

from pages import require_frame
from pages.kit import bars, controls, models, tables, told, urls
from pages.kit import figures as charts
from pages.kit.theme import NETWORKS
from rnn_core.completion import Reading
from rnn_core.corpus import has_gap, stretch

require_frame()
st.title("Which word comes next?")

PRESETS = {"The sky": urls.SKY, "Germany": urls.GERMANY,
           "Japan": "she spent her childhood in japan … and she still speaks",
           "Free prose": "it was a great pleasure to see the"}


LENGTHS = (0, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80)


def take(sentence: str) -> None:
    st.session_state["sentence"] = sentence
    controls.empty("guess")


# ask
controls.notices(urls.Playground)
sentence = controls.widget(urls.Playground, "sentence", clears="guess")
with st.container(horizontal=True, gap="small"):
    for label, preset in PRESETS.items():
        st.button(label, on_click=take, args=(preset,), key=f"preset_{label}")
first, second, third, last = st.columns([9, 4, 5, 3], vertical_alignment="bottom", gap="medium")
with first:
    filler = controls.widget(urls.Playground, "filler", clears="guess")
with second:
    seed = controls.widget(urls.Playground, "seed", clears="guess")
with third:
    mode = controls.widget(urls.Playground, "mode")
guess = controls.widget(urls.Playground, "guess") if mode == urls.GUESS else ""
state = controls.checked(urls.Playground, {"sentence": sentence, "filler": filler, "seed": seed, "mode": mode,
                                           "guess": guess})
with last:
    controls.share(state)


def explain(readings: dict[str, Reading]) -> None:
    """How well they do, and how these numbers came about."""
    reading = next(iter(readings.values()))
    figures = {kind: models.figures(kind) for kind in readings}
    filler = state.filler if has_gap(state.sentence) else 0
    far = st.expander("How far back can each remember? Accuracy against distance", key="far", on_change="rerun")
    if far.open:
        group, answer = told.group(reading)
        dotted = answer if has_gap(state.sentence) else None
        own = models.along(state.sentence, state.seed, dotted, LENGTHS) if dotted else {}
        far.plotly_chart(charts.distance(figures, group, own), key="distance", config={"displayModeBar": False})
        far.markdown(told.remembering(figures, group))
        far.caption(f"1,000 sentences a point, 95 % intervals: {told.GROUPS[group]}."
                    + (f" Dotted: the probability of *{dotted}* in your sentence with so many filler words." if dotted else ""))
    nearest, rows = told.accuracy_rows(figures, filler)
    with st.expander(f"How often are they right? Accuracy with {nearest} filler words, on sentences they were not trained on"):
        tables.table(rows, "Held-out accuracy")
        st.caption("Top-1 over the whole vocabulary, 95 % intervals; measured by `python -m rnn_core.train`, which rebuilds "
                   "the models. No training sentence had more than 20 filler words.")
    with st.expander("How is this computed?"):
        st.markdown("Each network reads the words above, one after the other, and gives a probability to each of the "
                    f"{reading.known:,} words it knows. The bars show the five highest, on one scale from 0 to 1. "
                    "The same numbers, in Python:")
        st.code(f"from rnn_core import zoo\nfrom rnn_core.corpus import stretch\n\n"
                f"text = stretch({state.sentence!r}, words={state.filler}, seed={state.seed})\n"
                f'zoo.load("completion-lstm").read(text).ranked[:5]', language="python")
        outside = ", ".join(f"{NETWORKS[kind][0]} {bars.percent(found.outside)}" for kind, found in readings.items())
        st.markdown(f"Left out of the bars: the probability that the next word is one they have no name for ({outside}).")
    with st.expander("Model cards: data, training, figures, failures"):
        for tab, kind in zip(st.tabs([NETWORKS[kind][0] for kind in readings]), readings, strict=True):
            tab.markdown(models.card(kind))


def answer(readings: dict[str, Reading], guess: str) -> None:
    """The bars, and what was read."""
    reading = next(iter(readings.values()))
    if not reading.tokens:
        st.info("Type a few words, and the networks say which comes next. With none, these are the words they would begin with.")
    st.html(bars.side_by_side(readings, guess))
    st.markdown(told.summary(readings))
    st.html(bars.words(reading))
    st.caption(told.distance(reading) + " Outlined: the words the window net sees.")
    if reading.unknown:
        st.warning(told.unknown(reading), icon=":material/help:")
    if reading.dropped:
        st.warning(f"The text is long: its first {reading.dropped:,} words are not read, only the last {len(reading.tokens)}.")
    if state.filler and not has_gap(state.sentence):
        st.info("No filler was added: write three dots (…) in the sentence where it should go.")
    explain(readings)


# compute
readings, damaged = models.readings(stretch(state.sentence, state.filler, state.seed))

# show
for message in damaged:
    st.error(message)
if readings:
    guessed = told.guessed(state.guess, next(iter(readings.values())))
    if state.mode == urls.GUESS and not guessed.word:
        st.info(guessed.notice or "Read the sentence below, write the word you expect, and press Enter: then the four answer.",
                icon=":material/visibility_off:")
        st.html(bars.words(next(iter(readings.values()))))
    else:
        answer(readings, guessed.word)

"""Which word comes next?  Four trained networks complete the visitor's sentence."""

import streamlit as st

from pages import require_frame
from pages.kit import bars, controls, models, tables, told, urls
from pages.kit import figures as charts
from pages.kit.theme import NETWORKS
from rnn_core.corpus import has_gap, stretch

require_frame()
st.title("Which word comes next?")

PRESETS = {"The sky": urls.SKY, "Germany": urls.GERMANY,
           "Japan": "she spent her childhood in japan … and she still speaks",
           "Free prose": "it was a great pleasure to see the"}


LENGTHS = (0, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80)


def take(sentence: str) -> None:
    st.session_state["sentence"] = sentence


# ask
controls.notices(urls.Playground)
sentence = controls.widget(urls.Playground, "sentence")
with st.container(horizontal=True, gap="small"):
    for label, preset in PRESETS.items():
        st.button(label, on_click=take, args=(preset,), key=f"preset_{label}")
left, middle, right = st.columns([5, 2, 1], vertical_alignment="bottom", gap="medium")
with left:
    filler = controls.widget(urls.Playground, "filler")
with middle:
    seed = controls.widget(urls.Playground, "seed")
state = controls.checked(urls.Playground, {"sentence": sentence, "filler": filler, "seed": seed})
with right:
    controls.share(state)

# compute
text = stretch(state.sentence, state.filler, state.seed)
readings, damaged = models.readings(text)

# show
for message in damaged:
    st.error(message)
if not readings:
    st.stop()
reading = next(iter(readings.values()))
if not reading.tokens:
    st.info("Type a few words, and the networks say which comes next. With none, these are the words they would begin with.")
st.html(bars.side_by_side(readings))
st.markdown(told.summary(readings))
st.html(bars.words(reading))
st.caption(told.distance(reading) + " Outlined: the words the window net sees.")
if reading.unknown:
    st.warning(told.unknown(reading), icon=":material/help:")
if reading.dropped:
    st.warning(f"The text is long: its first {reading.dropped:,} words are not read, only the last {len(reading.tokens)}.")
if state.filler and not has_gap(state.sentence):
    st.info("No filler was added: write three dots (…) in the sentence where it should go.")

# explain
figures = {kind: models.figures(kind) for kind in readings}
far = st.expander("How far back can each remember? Accuracy against distance", key="far", on_change="rerun")
if far.open:
    group, answer = told.group(reading)
    dotted = has_gap(state.sentence) and answer
    own = models.along(state.sentence, state.seed, answer, LENGTHS) if answer and dotted else {}
    far.plotly_chart(charts.distance(figures, group, own), key="distance", config={"displayModeBar": False})
    far.markdown(told.remembering(figures, group))
    far.caption(f"1,000 sentences a point, 95 % intervals: {told.GROUPS[group]}."
                + (f" Dotted: the probability of *{answer}* in your sentence with so many filler words." if dotted else ""))
nearest, rows = told.accuracy_rows(figures, state.filler if has_gap(state.sentence) else 0)
with st.expander(f"How often are they right? Accuracy with {nearest} filler words, on sentences they were not trained on"):
    tables.table(rows, "Held-out accuracy")
    st.caption("Top-1 over the whole vocabulary, 95 % intervals; measured by `python -m rnn_core.train`, which rebuilds the "
               "models. No training sentence had more than 20 filler words.")
with st.expander("How is this computed?"):
    st.markdown("Each network reads the words above, one after the other, and gives a probability to each of the "
                f"{len(reading.words):,} words it knows. The bars show the five highest, on one scale from 0 to 1. "
                "The same numbers, in Python:")
    st.code(f"from rnn_core import zoo\nfrom rnn_core.corpus import stretch\n\n"
            f"text = stretch({state.sentence!r}, words={state.filler}, seed={state.seed})\n"
            f'zoo.load("completion-lstm").read(text).ranked[:5]', language="python")
    outside = ", ".join(f"{NETWORKS[kind][0]} {bars.percent(found.outside)}" for kind, found in readings.items())
    st.markdown(f"Left out of the bars: the probability that the next word is one they have no name for ({outside}).")
with st.expander("Model cards: data, training, figures, failures"):
    for tab, kind in zip(st.tabs([NETWORKS[kind][0] for kind in readings]), readings, strict=True):
        tab.markdown(models.card(kind))

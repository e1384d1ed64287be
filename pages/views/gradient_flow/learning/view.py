"""The consequence: tasks with a long delay, trained for real."""

from typing import Any

import streamlit as st

from pages.common import controls, tables
from pages.common.links import GradientFlow
from pages.views.gradient_flow.shared import cases, figures, text
from rnn_core.memory import TASKS, VARIANTS, Learner

STEPS, EVERY = 1000, 20
WHAT = {
    "recall": "The first of many random symbols of eight is to be named at the end. Without memory: ln 8 = 2.079 nats.",
    "adding": "Two of many numbers from U(0, 1) are marked, one in either half; their sum is to be told at the end (Hochreiter & Schmidhuber 1997, in the form of "
              "Le et al. 2015). The delay counts all numbers: the first mark lies half of them or more back. The guess that needs no memory is the best constant, "
              "1, with squared error 1/6 = 0.1667.",
    "copy": "Ten symbols of eight are to be told again after the delay (Hochreiter & Schmidhuber 1997; Arjovsky, Shah & Bengio 2016). "
            "Without memory: 10 ln 8 / (delay + 20) nats a step.",
}


def show(state: GradientFlow) -> None:
    grid()
    live()


@st.fragment
def grid() -> None:
    task = TASKS[controls.widget(GradientFlow, "learn_task") or "recall"]
    told = cases.learned()
    rows = text.learned(told, task.name)
    baseline = [(delay, task.baseline(delay)) for delay in told["delays"]]
    st.plotly_chart(figures.learned(rows, baseline, task.unit), key="learned", config=figures.CONFIG)
    st.markdown(text.who_learns(rows, dict(baseline)))
    st.caption(f"{WHAT[task.name]} " + text.how_trained(told))
    with st.expander("The same as a table", key="learned_table", on_change="rerun") as table:
        if table.open:
            tables.table(text.learned_rows(rows, dict(baseline)), "Held-out loss")


WANTED = "train_wanted"


def want() -> None:
    st.session_state[WANTED] = True


def live() -> None:
    """No fragment: Streamlit lets a fragment run to its end, and Stop would not be heard."""
    st.subheader("Train one now", anchor=False)
    state = controls.read_state(GradientFlow, {"learn_delay": controls.widget(GradientFlow, "learn_delay")})
    first, second = st.columns([1, 4])
    first.button("Train", icon=":material/play_arrow:", key="train_now", type="primary", on_click=want)
    second.button("Stop", icon=":material/stop:", key="train_stop", help="Stops at once and keeps what has been drawn.")
    bar, chart = st.empty(), st.empty()
    if st.session_state.pop(WANTED, False):
        train(state, bar, chart)
    kept = st.session_state.get("trained_now")
    if kept:
        bar.empty()
        chart.plotly_chart(kept["figure"], key="trained_chart", config=figures.CONFIG)
        st.markdown(kept["said"])
        tables.table(text.live_rows(kept["curves"]), "Loss of the batch in training")


def train(state: GradientFlow, bar: Any, chart: Any) -> None:
    """All four in turn, a few steps each, so that they can be watched side by side.  Any click ends it at the next drawing."""
    task, delay = TASKS[state.learn_task], state.learn_delay
    learners = {variant: Learner(variant, task, seed=0) for variant in VARIANTS}
    running = {variant: learner.training(delay, STEPS, 2e-3) for variant, learner in learners.items()}
    curves: dict[str, list[tuple[int, float]]] = {variant: [] for variant in VARIANTS}
    st.session_state.pop("trained_now", None)
    for done in range(EVERY, STEPS + 1, EVERY):
        for variant, progress in running.items():
            curves[variant].append((done, text.mean([now.loss for _, now in zip(range(EVERY), progress, strict=False)])))
        # Whole at every moment: after Stop, Streamlit draws it in a new thread while this one is at its last round.
        kept = {"curves": {variant: list(losses) for variant, losses in curves.items()},
                "figure": figures.progress(curves, task.baseline(delay), task.unit, STEPS), "said": text.stopped(task.name, delay, done, STEPS)}
        st.session_state["trained_now"] = kept
        bar.progress(text.share(done, STEPS), text=f"step {done} of {STEPS}")
        chart.plotly_chart(kept["figure"], config=figures.CONFIG)
    st.session_state["trained_now"] = kept | {"said": text.finished(task, delay, {variant: learner.score(delay) for variant, learner in learners.items()})}

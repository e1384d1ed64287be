"""The consequence: tasks with a long delay, trained for real."""

from itertools import islice
from statistics import fmean
from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gradient_flow.learning import figures, text
from rnn_core.memory import TASKS, VARIANTS, Learner, grid

STEPS, DRAW_EVERY, LEARNING_RATE = 1000, 20, 2e-3
REQUESTED, RESULT = "training_requested", "training_result"  # in the session


def show(_: links.GradientFlow) -> None:
    trained_grid()
    train_now()


@st.cache_data(max_entries=2, show_spinner=False)
def trained_runs() -> dict[str, Any]:
    return grid.read()


@st.fragment
def trained_grid() -> None:
    task = TASKS[controls.widget(links.GradientFlow, "learn_task") or "recall"]
    trained = trained_runs()
    rows, baseline = text.summaries(trained, task.name), {delay: task.baseline(delay) for delay in trained["delays"]}
    tables.chart(figures.held_out(rows, baseline, task.unit), "learned")
    st.markdown(text.who_learns(rows, baseline))
    st.caption(f"{text.TASKS[task.name]} {text.how_trained(trained)}")
    tables.folded(lambda: text.summary_rows(rows, baseline), "Held-out loss", key="learned_table")


def train_now() -> None:
    """No fragment: Streamlit lets a fragment run to its end, and a click on Stop would not end it."""
    st.header("Train one now", anchor=False)
    state = controls.read_state(links.GradientFlow, {"learn_delay": controls.widget(links.GradientFlow, "learn_delay")})
    first, second = st.columns([1, 4])
    first.button("Train", icon=":material/play_arrow:", key="train_now", type="primary",
                 on_click=lambda: st.session_state.update({REQUESTED: True}))
    second.button("Stop", icon=":material/stop:", key="train_stop", help="Stops at once and keeps what has been drawn.")
    bar, chart = st.empty(), st.empty()
    if st.session_state.pop(REQUESTED, False):
        train(state, bar, chart)
    result = st.session_state.get(RESULT)
    if result:
        bar.empty()
        tables.chart(result["figure"], "trained_chart", chart)
        st.markdown(result["summary"])
        tables.table(text.training_rows(result["curves"]), "Loss of the batch in training")


def train(state: links.GradientFlow, bar: Any, chart: Any) -> None:
    """All in turn, a few steps each, so that they can be compared on the way.  Any click ends it at the next drawing."""
    task, delay = TASKS[state.learn_task], state.learn_delay
    learners = {variant: Learner(variant, task, seed=0) for variant in VARIANTS}
    running = {variant: learner.training(delay, STEPS, LEARNING_RATE) for variant, learner in learners.items()}
    curves: dict[str, list[tuple[int, float]]] = {variant: [] for variant in VARIANTS}
    st.session_state.pop(RESULT, None)
    for step in range(DRAW_EVERY, STEPS + 1, DRAW_EVERY):
        for variant, progress in running.items():
            curves[variant].append((step, fmean(now.loss for now in islice(progress, DRAW_EVERY))))
        # Whole at every moment: after Stop, Streamlit draws it in a new thread while this one is at its last round.
        result = {"curves": {variant: list(losses) for variant, losses in curves.items()},
                  "figure": figures.training(curves, task.baseline(delay), task.unit, STEPS), "summary": text.stopped(task.name, delay, step, STEPS)}
        st.session_state[RESULT] = result
        bar.progress(step / STEPS, text=f"step {step} of {STEPS}")
        tables.chart(result["figure"], None, chart)
    st.session_state[RESULT] = result | {"summary": text.finished(task, delay, {variant: learner.score(delay) for variant, learner in learners.items()})}

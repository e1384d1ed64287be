"""Build the wiring: a task in a sentence, and the steps that read and write are the visitor's to choose."""

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gallery.shared import unrolled
from pages.views.gallery.wiring import compute
from rnn_core.gallery.topologies import Topology
from rnn_core.gallery.wiring_tasks import TASKS, Checked, Task, check

TASK_SETTINGS = ("wire_reads", "wire_writes", "at")
NAME = "your wiring"


def new_task() -> None:
    """Another task: nothing is wired yet."""
    controls.set_link_value(links.WiringTask, "wire_task", st.session_state["wire_chosen"])
    for name in TASK_SETTINGS:
        controls.set_link_value(links.WiringTask, name, controls.default_of(links.WiringTask, name))
    for name in ("wire_reads_pills", "wire_writes_pills"):
        st.session_state[name] = []


def ask() -> links.WiringTask:
    held = min(controls.link_value(links.WiringTask, "wire_task"), len(TASKS) - 1)
    with controls.beside_share(links.WiringTask):
        st.selectbox("Task", range(len(TASKS)), held, format_func=lambda k: TASKS[k].sentence, key="wire_chosen", on_change=new_task)
    labels = [f"{t + 1}" for t in range(TASKS[st.session_state["wire_chosen"]].steps)]
    for column, name in zip(st.columns(2, gap="large"), ("wire_reads", "wire_writes"), strict=True):
        with column:
            controls.pick_places(links.WiringTask, name, labels, f"{name}_pills")
    with st.container(horizontal=True, gap="medium"):
        drawn = {"wire_fed": controls.widget(links.WiringTask, "wire_fed"), "wire_back": controls.widget(links.WiringTask, "wire_back")}
    return controls.read_state(links.WiringTask, {**drawn, "wire_task": st.session_state["wire_chosen"]})


def show() -> None:
    st.markdown("A recurrent network does the same at every step. What you choose is **when it reads and when it writes**. "
                "Read the task, and mark the steps.")
    state = ask()
    task = TASKS[state.wire_task]
    found = check(task, state.wire_reads, state.wire_writes, fed=state.wire_fed, back=state.wire_back)
    if found.topology is None:
        st.info(" ".join(found.explanation) + " The drawing shows the steps that there are.", icon=":material/touch_app:")
        unrolled.show({NAME: compute.unfinished_run(task, state.wire_reads, state.wire_writes)}, key="wire_drawing")
        return
    answer(found)
    drawing(task, found.topology)


def answer(found: Checked) -> None:
    explanation = "\n\n".join(found.explanation)
    if found.solved:
        st.success(explanation, icon=":material/check_circle:")
    else:
        st.warning(explanation, icon=":material/lightbulb:")


def drawing(task: Task, wiring: Topology) -> None:
    unrolled.show({NAME: compute.example_run(task, wiring)}, key="wire_drawing")
    st.caption("The words in the boxes are the task's, to show where each would stand; no network has written them. The states are those of a "
               "real network wired like this: an untrained GRU with 16 units, seed 0, fed with random numbers. In it each input was moved once "
               "by 0.5: the table says how far each output moved. Along no arrow, it moves by 0.")
    tables.table(compute.change_rows(wiring), "How far each output moves when one input does")

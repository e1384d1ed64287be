"""Ask for a network and an input, show what is inside, check it, and hand it on."""

from typing import Any

import numpy as np
import streamlit as st

from pages.common import controls, links, tables
from pages.common.markdown import escape_markdown
from pages.views.your_network.inside import compute, figures, text
from rnn_core.files import Network, Unreadable
from rnn_core.files.examples import EXAMPLES

PROMISE = "This link holds every setting: the example, the noise and what you look at. An uploaded file is not in it."
KINDS = ["safetensors", "npz", "pt", "pth", "bin", "keras", "h5", "hdf5", "onnx"]
NOISE = ("noise_mean", "noise_deviation", "noise_steps", "noise_seed")


def show() -> None:
    key, network = brought()
    stack = pick("your_stack", {part.name: part.name for part in network.stacks}) if len(network.stacks) > 1 else network.stacks[0].name
    st.header("What it is", anchor=False)
    described(network)
    st.header("What it reads", anchor=False)
    source, x = read(key, network.stack(stack).input_size)
    try:
        looked = compute.looked(key, stack, source, network, x)
    except ValueError as error:
        st.error(escape_markdown(f"It cannot read this: {error}"))
    else:
        inside(looked)
        checked(looked)
    tables.opened("Take it to the other framework", "your_file", lambda: hand_on(key, stack, network))


def brought() -> tuple[str, Network]:
    """The uploaded network, or the example; which of them it is, and the network."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        file = st.file_uploader("A trained network: .safetensors, .npz, .pt, .pth, .keras, .h5 or .onnx", type=KINDS, key="your_file_given",
                                max_upload_size=compute.LARGEST)
        st.caption(f"Up to {compute.LARGEST} MB. The file is read, never executed, held for you alone, and dropped after you close this tab.")
    with right:
        example = controls.read_state(links.YourNetwork, {"your_example": controls.widget(links.YourNetwork, "your_example")}).your_example
        st.caption(EXAMPLES[example].what)
    if file is not None:
        try:
            return file.file_id, compute.opened(file.file_id, file.name, file.getvalue())
        except Unreadable as error:
            st.error(escape_markdown(f"{error}"))
            st.markdown("Below is the example instead.")
    return example, compute.opened(example, EXAMPLES[example].file, None)


def described(network: Network) -> None:
    st.markdown(text.summary(network))
    tables.table(text.rows(network), "The recurrent layers, the lowest first")
    for note in network.odd:
        st.info(escape_markdown(note), icon=":material/info:")


def read(key: str, features: int) -> tuple[str, np.ndarray]:
    """The input (steps, features) and what tells it from others."""
    numbers = "one number" if features == 1 else f"{features} numbers"
    st.markdown(f"It reads {numbers} a step. Here that is random noise; a table of your own shows more.")
    state = controls.read_state(links.YourNetwork, controls.row(links.YourNetwork, NOISE))
    with st.expander("A table of your own instead"):
        st.caption(f"A .csv or .npy: a line a step, {features} columns. The first {compute.STEPS:,} steps are read. Kept like the network.")
        file = st.file_uploader("Your input", type=["csv", "txt", "tsv", "npy"], key="your_input_given", max_upload_size=5)
    if file is not None:
        try:
            return f"{file.file_id}", compute.given(file.file_id, file.name, features, file.getvalue())
        except Unreadable as error:
            st.error(escape_markdown(f"{error}"))
            st.markdown("Below is noise instead.")
    return repr([getattr(state, name) for name in NOISE]), compute.noise(state, features)


def pick(name: str, options: dict[str, str]) -> str:
    """One of these, whose names only the file knows: the link holds it as text, and one that is not there is the first."""
    def store() -> None:
        controls.set_link_value(links.YourNetwork, name, st.session_state[f"{name}_picked"])

    keys, asked = list(options), controls.link_value(links.YourNetwork, name)
    setting: Any = controls.field_of(links.YourNetwork, name).metadata["setting"]
    return st.selectbox(setting.label, keys, keys.index(asked) if asked in keys else 0, format_func=options.__getitem__,
                        key=f"{name}_picked", help=setting.help, on_change=store)


def inside(looked: compute.Looked) -> None:
    stack, steps = looked.run.stack, len(looked.slopes)
    st.header("What happens inside", anchor=False)
    if steps < looked.steps_asked:
        st.info(f"A network of this size is run for {steps:,} of the {looked.steps_asked:,} steps, so that everybody gets a turn.")
    key = pick("your_look", {key: text.label(key, stack) for key in looked.values})
    values, lines = looked.values[key], text.means(key, looked.values)
    tables.chart(figures.picture(key, values), "your_picture")
    more = f" The picture has the first {figures.UNITS} units." if values.shape[1] > figures.UNITS else ""
    st.markdown(text.in_words(key, values, stack) + more)
    if lines:
        st.subheader("How far its gates are open", anchor=False)
        tables.chart(figures.means(lines), "your_means")
        st.markdown(text.means_in_words(lines))
    st.subheader("Which steps the last output depends on", anchor=False)
    tables.chart(figures.slopes(looked.slopes), "your_slopes")
    st.markdown(text.reach_in_words(looked.slopes))
    st.caption("The gradient: how much a fixed random mixture of the last output's numbers changes for a small change of a step's input. "
               "It is computed by backpropagation through time.")
    tables.folded(lambda: text.means_rows(lines, looked.slopes), "Mean of each gate and gradient, step by step", key="your_table")


def checked(looked: compute.Looked) -> None:
    st.header("Check-up", anchor=False)
    st.markdown(text.verdict(looked.findings))
    for one in looked.findings:
        if one.found:
            st.warning(text.finding(one), icon=":material/stethoscope:")
    tables.folded(lambda: text.finding_rows(looked.findings), "Every rule with what was measured", key="your_checks", label="All that was checked")


def hand_on(key: str, stack: str, network: Network) -> None:
    try:
        written = compute.other_form(key, stack, network)
    except Unreadable as error:
        st.info(escape_markdown(f"{error}"))
        return
    st.download_button(f"Download {written.name}", written.data, written.name, "application/octet-stream", on_click="ignore", key="your_download")
    st.markdown(text.difference(written.difference, written.target))
    st.code(written.program, language="python", wrap_lines=True)

"""The weights carried from one framework to the other: how they are stored, how exactly it works, and how to do it oneself."""

import streamlit as st

from pages.common import tables
from pages.views.code.shared.compute import recorded_run
from pages.views.code.shared.text import agreement, provenance
from pages.views.code.weights import figures, text
from rnn_core.frameworks import Options

PYTHON = """from rnn_core.frameworks import keras_to_torch, per_layer, torch_to_keras

weights = torch_to_keras("{cell}", module.state_dict())             # arrays in Keras's order
for layer, part in zip(keras_layers, per_layer(weights, {layers})):
    layer.set_weights(part)

state_dict = keras_to_torch("{cell}", [w for layer in keras_layers for w in layer.get_weights()])
module.load_state_dict({{name: torch.from_numpy(value) for name, value in state_dict.items()}})"""
COMMAND = """python -m rnn_core.frameworks to-torch model.keras {cell}.safetensors              # or model.weights.h5
python -m rnn_core.frameworks to-keras model.safetensors {cell}.npz --cell {cell}     # or model.pt"""
# SVG that takes the theme's colours: st.html leaves SVG out, an image does not know the theme.
drawing = st.components.v2.component(
    "unrolled_drawing", html='<div class="drawing"></div>', css=".drawing{color:var(--st-text-color);font-family:var(--st-font)}",
    js="""export default function ({ data, parentElement }) {
  const parsed = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  parentElement.querySelector(".drawing").replaceChildren(parsed);
}""")


def show(o: Options) -> None:
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.header("How the weights are stored", anchor=False)
        drawing(data={"svg": figures.weight_layout(o)}, key="gates", height="content")
        st.caption(text.layout_sentence(o))
    with right:
        st.header("How exactly it works", anchor=False)
        tables.table(text.exactness_rows(), "Largest difference of any output or last state after the conversion")
        st.caption(text.exactness_conditions())
    tables.folded(lambda: text.tensors(o), "Every tensor in PyTorch and in Keras", key="tensors", label="Every tensor of this layer")
    programs(o)
    run = recorded_run(o)
    if run:
        tables.table(agreement(run), "After the weights were carried from PyTorch to Keras")
        st.caption(provenance())


def programs(o: Options) -> None:
    """How to do it with one's own weights, and the program that does it with this choice's."""
    st.header("With your own weights", anchor=False)
    st.code(PYTHON.format(cell=o.cell, layers=o.num_layers), language="python", wrap_lines=True)
    st.markdown("Or by command, from a file of either framework. What does not fit is named, tensor by tensor.")
    st.code(COMMAND.format(cell=o.cell), language="bash", wrap_lines=True)
    st.header("The proof, as a program", anchor=False)
    st.markdown("After both programs of this choice, these lines carry the trained weights over and print the largest difference of any "
                "held-out answer. The whole script is among the downloads of *programs*.")
    st.code(text.conversion_program(o), language="python", wrap_lines=True)

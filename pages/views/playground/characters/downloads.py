"""A network to take home: its weights, and a PyTorch script that goes on from them."""

import streamlit as st

from rnn_core.text import export
from rnn_core.text.characters import CharacterModel
from rnn_core.text.study import Settings, Study


def show(model: CharacterModel, name: str, study: Study | None) -> None:
    settings = study.settings if study and study.model is model else Settings()
    with st.container(horizontal=True, gap="small"):
        try:
            data = export.weights(model, f"{name}, made with Unrolled")
        except ModuleNotFoundError:
            st.caption("The weights cannot be written here: that needs the package safetensors.")
            return
        st.download_button("Weights (.safetensors)", data, f"{name}.safetensors", key=f"weights_{name}", icon=":material/download:",
                           on_click="ignore")
        st.download_button("PyTorch script that goes on from them (.py)", export.script(
            model, f"{name}.safetensors", rows=settings.rows, window=settings.window, lr=settings.lr, clip=settings.clip,
            weight_decay=settings.weight_decay), f"{name}.py", key=f"script_{name}", icon=":material/code:", on_click="ignore")

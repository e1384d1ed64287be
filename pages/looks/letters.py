"""The character models: let one write, or train one's own."""

from streamlit.delta_generator import DeltaGenerator

from pages.kit import controls, urls
from pages.kit.urls import Letters, Own
from pages.looks import own, writing


def show(switches: DeltaGenerator) -> None:
    with switches:
        task = controls.widget(Letters, "task", label_visibility="collapsed")
    state = controls.checked(Own, {"reads": urls.LETTERS, "task": task})
    if state.task == urls.TRAIN:
        own.show()
    else:
        writing.show()

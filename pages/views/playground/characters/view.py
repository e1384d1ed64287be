"""The character models: let one write, or train one's own."""

from streamlit.delta_generator import DeltaGenerator

from pages.common import controls, links
from pages.common.links import Letters, Own
from pages.views.playground.characters import training, writing


def show(switches: DeltaGenerator) -> None:
    with switches:
        task = controls.widget(Letters, "task", label_visibility="collapsed")
    state = controls.checked(Own, {"reads": links.LETTERS, "task": task})
    if state.task == links.TRAIN:
        training.show()
    else:
        writing.show()

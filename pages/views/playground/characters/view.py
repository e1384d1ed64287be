"""The character models: let one write, or train one's own."""

from streamlit.delta_generator import DeltaGenerator

from pages.common import controls, links
from pages.views.playground.characters import training, writing


def show(switches: DeltaGenerator) -> None:
    with switches:
        task = controls.widget(links.Characters, "task", label_visibility="collapsed")
    state = controls.read_state(links.CharacterTraining, {"reads": links.CHARACTERS, "task": task})
    (training if state.task == links.TRAIN else writing).show()

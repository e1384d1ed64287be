"""The same network in PyTorch and in Keras: both programs run, and with the same weights they answer alike."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.common.links import Code
from pages.views.code.bugs.view import show as bugs
from pages.views.code.cost.view import show as cost
from pages.views.code.pitfalls.view import show as pitfalls
from pages.views.code.programs import view as programs
from pages.views.code.shared import compute
from pages.views.code.snippets.view import show as snippets
from pages.views.code.weights.view import show as weights

require_frame()
st.title("PyTorch and TensorFlow, side by side")

# ask
controls.notices(Code)
first, last = st.columns([9, 2], vertical_alignment="bottom")
with first:
    part = controls.widget(Code, "part", flat=True)
with last:
    controls.share(Code)


@st.fragment
def chosen(part: str) -> None:
    """The choices and what follows from them: only this runs again when one of them changes."""
    # ask
    drawn = programs.ask()

    # compute
    state = controls.read_state(Code, drawn)
    options, why = compute.options(state)

    # show
    for reason in why:
        st.info(reason, icon=":material/rule:")
    {links.PROGRAMS: programs.show, links.WEIGHTS: weights}[part](options)


# show
part = controls.read_state(Code, {"part": part}).part
if part in (links.PROGRAMS, links.WEIGHTS):
    chosen(part)
    programs.running()
else:
    {links.PITFALLS: pitfalls, links.BUGS: bugs, links.SNIPPETS: snippets, links.COST: cost}[part]()

"""The same network in PyTorch and in Keras: both programs run, and with the same weights they answer alike."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.code.bugs.view import show as bugs
from pages.views.code.cost.view import show as cost
from pages.views.code.pitfalls.view import show as pitfalls
from pages.views.code.programs import view as programs
from pages.views.code.shared import compute
from pages.views.code.shared.view import ask
from pages.views.code.snippets.view import show as snippets
from pages.views.code.weights.view import show as weights

require_frame()
st.title("PyTorch and TensorFlow, side by side")
OF_A_CHOICE = {links.PROGRAMS: programs.show, links.WEIGHTS: weights}
OTHERS = {links.PITFALLS: pitfalls, links.BUGS: bugs, links.SNIPPETS: snippets, links.COST: cost}

# ask
controls.notices(links.Code)
with controls.beside_share(links.Code):
    part = controls.widget(links.Code, "part", flat=True)
part = controls.read_state(links.Code, {"part": part}).part


@st.fragment
def chosen(part: str) -> None:
    """The choices and what follows from them: only this runs again when one of them changes."""
    # ask
    state = controls.read_state(links.Code, ask())

    # compute
    options, why = compute.options(state)

    # show
    for reason in why:
        st.info(reason, icon=":material/rule:")
    OF_A_CHOICE[part](options)


# show
if part in OF_A_CHOICE:
    chosen(part)
    programs.run_if_asked()
else:
    OTHERS[part]()

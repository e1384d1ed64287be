"""The same network in PyTorch and in Keras: both programs run, and with the same weights they answer alike."""

import streamlit as st

from pages import require_frame
from pages.kit import controls, programs, urls
from pages.kit.urls import Code
from pages.looks import both_programs, bug_round, cell_cost, same_weights, video_code, what_trips

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
    drawn = both_programs.ask()

    # compute
    state = controls.checked(Code, drawn)
    options, why = programs.options(state)

    # show
    for reason in why:
        st.info(reason, icon=":material/rule:")
    {urls.PROGRAMS: both_programs, urls.WEIGHTS: same_weights}[part].show(options)


# show
part = controls.checked(Code, {"part": part}).part
if part in (urls.PROGRAMS, urls.WEIGHTS):
    chosen(part)
    both_programs.running()
else:
    {urls.TRIPS: what_trips, urls.BUGS: bug_round, urls.SNIPPETS: video_code, urls.COST: cell_cost}[part].show()

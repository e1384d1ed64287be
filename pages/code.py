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
    drawn = {"part": controls.widget(Code, "part")}
with last:
    controls.share(Code)
if drawn["part"] in (urls.PROGRAMS, urls.WEIGHTS):
    drawn |= both_programs.ask()

# compute
state = controls.checked(Code, drawn)
options, why = programs.options(state)

# show
for reason in why:
    st.info(reason, icon=":material/rule:")
if state.part == urls.PROGRAMS:
    both_programs.show(options)
elif state.part == urls.WEIGHTS:
    same_weights.show(options)
else:
    {urls.TRIPS: what_trips, urls.BUGS: bug_round, urls.SNIPPETS: video_code, urls.COST: cell_cost}[state.part].show()

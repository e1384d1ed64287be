"""The same network in PyTorch and in Keras: both programs run, and with the same weights they answer alike."""

import streamlit as st

from pages import require_frame
from pages.kit import controls, programs, urls
from pages.kit.urls import Code
from pages.looks import both_programs

require_frame()
st.title("PyTorch and TensorFlow, side by side")

# ask
controls.notices(Code)
drawn = {"part": controls.widget(Code, "part")}
if drawn["part"] in (urls.PROGRAMS, urls.WEIGHTS):
    drawn |= both_programs.ask()
elif drawn["part"] is not None:
    controls.share(Code)

# compute
state = controls.checked(Code, drawn)
options, why = programs.options(state)

# show
for reason in why:
    st.info(reason, icon=":material/rule:")
if state.part == urls.PROGRAMS:
    both_programs.show(options)

"""Inside the cell: RNN, LSTM and GRU opened; by hand, trained on a small task, and on the visitor's sentence."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.cell.by_hand.view import show as by_hand
from pages.views.cell.sentence.view import show as on_sentence
from pages.views.cell.training.view import show as training

require_frame()
st.title("Inside the cell")
st.markdown("A gate is a number from 0 to 1 that decides how much gets through. Move the gates, and see what a cell keeps.")

# ask
controls.notices(links.InsideCell)
with controls.beside_share(links.InsideCell):
    inside = controls.widget(links.InsideCell, "inside", label_visibility="collapsed")
state = controls.read_state(links.InsideCell, {"inside": inside})

# show
VIEWS = {links.BY_HAND: by_hand, links.TOY: training, links.ON_SENTENCE: on_sentence}
VIEWS[state.inside]()

# explain
st.caption("RNN: recurrent neural network. GRU: gated recurrent unit. LSTM: long short-term memory. "
           "A unit is one number of a state; the networks on your sentence have over a hundred.")

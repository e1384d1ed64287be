"""Inside the cell: RNN, LSTM and GRU opened; by hand, trained on a small task, and on the visitor's sentence."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.cell.by_hand.view import show as by_hand

require_frame()
st.title("Inside the cell")
st.markdown("A gate is a number from 0 to 1 that decides how much gets through. Move the gates, and see what a cell keeps.")

# ask
controls.notices(links.InsideCell)
controls.share(links.InsideCell)

# show
by_hand()

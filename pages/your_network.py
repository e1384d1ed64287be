"""Your network: bring a trained network, see inside, have it checked, and take it to the other framework."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.your_network.inside.view import PROMISE, show

require_frame()
st.title("Your network")

# ask
controls.notices(links.YourNetwork)
with controls.beside_share(links.YourNetwork, promise=PROMISE):
    st.markdown("Bring a trained RNN, LSTM or GRU as a file. You see what it remembers, which gates open when, and what looks wrong.")

# show
show()
st.page_link("pages/not_learning.py", label="Next: **what to check when a network does not learn**", icon=":material/arrow_forward:",
             query_params=links.NotLearning().query())

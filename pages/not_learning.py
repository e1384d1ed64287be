"""My network does not learn: by symptom, what to check first, each with its proof."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.not_learning.symptoms.view import show

require_frame()
st.title("My network does not learn")

# ask
controls.notices(links.NotLearning)
with controls.beside_share(links.NotLearning):
    st.markdown("Choose what you see. You get the likeliest causes in their order, and for each one a proof and the line that mends it.")

# show
show()
st.page_link("pages/code.py", label="Next: **all differences between the frameworks** that raise no error", icon=":material/arrow_forward:",
             query_params=links.Code(part=links.PITFALLS).query())

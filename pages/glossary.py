"""What the words and signs of the app mean, and where each can be touched."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.glossary.terms.view import show

require_frame()
st.title("Words and signs")

# ask
controls.notices(links.Glossary)
with controls.beside_share(links.Glossary):
    st.markdown("Every term of the app in a sentence or two, and the place where you can touch it.")

# show
show()
st.page_link("pages/home.py", label="Next: **the story**, in which you meet them one by one", icon=":material/arrow_forward:", query_params=links.Story().query())

"""How far back does the gradient reach?  Exact gradients of real networks, for every sequence length."""

import streamlit as st

from pages import require_frame
from pages.kit import controls, urls
from pages.kit.urls import GradientFlow
from pages.looks.flow import cliff, learns, lesson, reach, theory, wave

require_frame()
st.title("How far back does the gradient reach?")

# ask
controls.notices(GradientFlow)
first, last = st.columns([9, 1], vertical_alignment="bottom")
with first:
    panel = controls.widget(GradientFlow, "panel")
with last:
    controls.share(GradientFlow)
state = controls.checked(GradientFlow, {"panel": panel})

# show
VIEWS = {urls.REACH: reach, urls.THEORY: theory, urls.WAVE: wave, urls.CLIFF: cliff, urls.LEARNS: learns}
VIEWS[state.panel].show(state)
lesson.show()

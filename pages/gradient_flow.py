"""How far back does the gradient reach?  Exact gradients of real networks, for every sequence length."""

import streamlit as st

from pages import require_frame
from pages.common import controls, lesson, links
from pages.views.gradient_flow.exploding.view import show as exploding
from pages.views.gradient_flow.learning.view import show as learning
from pages.views.gradient_flow.length.view import show as length
from pages.views.gradient_flow.lesson import STEPS
from pages.views.gradient_flow.theory.view import show as theory
from pages.views.gradient_flow.wave.view import show as wave

require_frame()
st.title("How far back does the gradient reach?")

st.markdown("A network learns from what flows back through time. Drag the length: how much still arrives?")

# ask
controls.notices(links.GradientFlow)
with controls.beside_share(links.GradientFlow, 1):
    panel = controls.widget(links.GradientFlow, "panel")
state = controls.read_state(links.GradientFlow, {"panel": panel})

# show
VIEWS = {links.LENGTH_SLIDER: length, links.THEORY: theory, links.WAVE: wave, links.EXPLODING: exploding, links.LEARNING: learning}
VIEWS[state.panel](state)
st.page_link("pages/gradient_flow.py", label="Next: **does it matter?** The same cells, trained on tasks with a long delay",
             icon=":material/arrow_forward:", query_params=links.GradientFlow(panel=links.LEARNING).query())
lesson.show(STEPS)

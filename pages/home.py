"""What does a network remember?  A story in eleven short chapters, for somebody who has never heard of recurrent networks."""

import streamlit as st

from pages import require_frame
from pages.common import controls, links
from pages.views.home.complete.view import show as complete
from pages.views.home.cost.view import show as cost
from pages.views.home.gates.view import show as gates
from pages.views.home.learning.view import show as learning
from pages.views.home.loop.view import show as loop
from pages.views.home.memory.view import show as memory
from pages.views.home.networks.view import show as networks
from pages.views.home.onward.view import show as onward
from pages.views.home.order.view import show as order
from pages.views.home.pager import view as pager
from pages.views.home.vanishing.view import show as vanishing
from pages.views.home.window.view import show as window

require_frame()
CHAPTERS = dict(enumerate((
    ("What does a network remember?", complete), ("What four networks say", networks), ("A sentence is a sequence", order),
    ("A plain network sees five words", window), ("The loop, and the loop unrolled", loop), ("What the hidden state holds", memory),
    ("Forward, then backward through time", learning), ("Why the far clue is lost", vanishing), ("A gate you can hold", gates),
    ("Which cell, at what cost", cost), ("Where to go next", onward)), 1))

controls.notices(links.Story)
state = controls.read_state(links.Story, {})
title, show = CHAPTERS[state.chapter]
with pager.page(state):
    st.title(title, anchor=False)
    show(state)
pager.show(state, [name for name, _ in CHAPTERS.values()])

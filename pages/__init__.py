"""The table of contents, the frame, and the guard that every page opens with."""

import gc
import os
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

# One BLAS thread a process: with two on a busy two-core machine, throughput falls by an order of magnitude.  Said here
# and not in app.py: a linked page that is a fresh server's first visit runs before it, and NumPy reads this only once.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

COMMON = Path(__file__).parent / "common"
ICON = COMMON / "icon.png"


def table() -> list[StreamlitPage]:
    """The pages, in the menu's order.  No material icons: the first visitor's browser would fetch the current page's
    from an outside host, as the tab's icon."""
    return [
        st.Page("pages/home.py", title="Start", default=True),
        st.Page("pages/playground.py", title="Sequence completion", url_path="playground"),
        st.Page("pages/cell.py", title="Inside the cell", url_path="cell"),
        st.Page("pages/gallery.py", title="Topology gallery", url_path="gallery"),
        st.Page("pages/gradient_flow.py", title="Gradient flow", url_path="gradient_flow"),
        st.Page("pages/code.py", title="PyTorch and TensorFlow", url_path="code"),
        st.Page("pages/your_network.py", title="Your network", url_path="your_network"),
        st.Page("pages/not_learning.py", title="My network does not learn", url_path="not_learning"),
        st.Page("pages/glossary.py", title="Words and signs", url_path="glossary"),
    ]


def frame(page: StreamlitPage) -> None:
    """What app.py says before a page: its name for the browser's tab, and that this run is framed."""
    st.set_page_config(page_title=f"{page.title} · Unrolled")
    st.logo(COMMON / "logo.svg", size="large")
    # Streamlit cuts a page link's label that is longer than the screen is wide; here it wraps.
    st.html("<style>.stMainBlockContainer{padding-top:4.2rem;padding-bottom:3rem;max-width:76rem}"
            "[data-testid=stMarkdown] h2{font-size:1.5rem}[data-testid=stMarkdown] h3{font-size:1.2rem}"  # of models' cards
            "[data-testid=stPageLink] a{height:auto}"
            "[data-testid=stPageLink] a :is(span,p):not([data-testid=stIconMaterial]){white-space:normal}"
            # Sections follow the title as h2, in the size of a subheader.
            "[data-testid=stHeading] h2{font-size:1.5rem;padding:.5rem 0 .4rem}[data-testid=stMarkdownContainer]:has(table){overflow-x:auto}"
            "@media (max-width:40rem){[data-testid=stHeading] h1{font-size:1.9rem;padding:.4rem 0 .2rem}}"  # a phone's screen is for the picture
            # Streamlit's captions and, in the dark, the label of a primary button are too pale on these colours (4.5:1).
            "div[data-testid=stCaptionContainer]{color:inherit;opacity:.75}"
            "button[data-testid=stBaseButton-primary]{color:light-dark(#fff,#15181d)}</style>")
    st.session_state["_framed"] = True


def require_frame() -> None:
    """Make app.py draw the frame, even when a shared link is a fresh server's first visit.

    Until some session has run app.py, Streamlit discovers a folder called pages/ by itself and runs a linked page
    alone.  Calling st.navigation ends that for the whole server; the rerun then goes through app.py.
    """
    if not st.session_state.pop("_framed", False):
        st.navigation(table(), position="hidden")
        st.rerun()


def footer() -> None:
    st.divider()
    st.caption("Every number here is computed by a real network when the page is drawn, or was measured by a command in "
               "the repository that the page names. The same link gives the same numbers.")


@cache
def settle(page: str) -> None:
    """Once a page and process: what its first visit has loaded is there to stay, and needs no looking through again.

    Streamlit collects garbage after every run, before the browser hears of it all.  With modules, models and records
    on the heap that took 100 ms a run; frozen objects are left out.
    """
    gc.collect()
    gc.freeze()

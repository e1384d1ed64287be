"""Spot the bug: short programs with one wrong line each, made from the pitfalls."""

import streamlit as st

from pages.common import controls, links
from pages.views.code.bugs import compute
from rnn_core.frameworks.pitfalls import Bug, Pitfall, pitfalls

# A line is as high as a pointer needs, and on a touch screen as a finger.
STYLE = """<style>[class*="st-key-bug_line"] label:has(input) { min-height: 1.75rem; }
@media (pointer: coarse) { [class*="st-key-bug_line"] label:has(input) { min-height: 2.75rem; } }</style>"""


def show() -> None:
    found = compute.bugs()
    place = controls.link_value(links.Code, "bug")
    pitfall, bug = found[place]
    st.markdown(f"Program {place + 1} of {len(found)}. With what is given before it, it runs without an error, and one line of it is wrong. Which?")
    left, right = st.columns([3, 2], gap="large")
    with right:
        st.markdown("Given before it, and right:")
        st.code(bug.given, language="python", wrap_lines=True)
    with left:
        st.html(STYLE)
        chosen = st.radio("The wrong line", range(len(bug.lines)), index=None, key=f"bug_line_{place}",
                          format_func=lambda k: as_code(bug.lines[k]), label_visibility="collapsed")
        if chosen is not None:
            answer(pitfall, bug, chosen)
        navigation(place)


def as_code(line: str) -> str:
    """A line as Markdown code that keeps its indentation; an empty one as a space."""
    return f"`{line.replace(' ', chr(0xA0)) or chr(0xA0)}`"


def navigation(place: int) -> None:
    """To another program, and how the visitor has done so far."""
    with st.container(horizontal=True, gap="small"):
        for label, by, icon in (("One back", -1, "arrow_back"), ("Another one", 1, "arrow_forward")):
            st.button(label, on_click=controls.set_link_value, args=(links.Code, "bug", compute.neighbour(place, by)), key=f"bug_{icon}",
                      icon=f":material/{icon}:")
    tried, right = compute.score(st.session_state)
    if tried:
        st.caption(f"So far: {right} of {tried} at first sight.")


def answer(pitfall: Pitfall, bug: Bug, chosen: int) -> None:
    first = compute.first_answer(st.session_state, pitfall.name, chosen == bug.wrong)
    if chosen != bug.wrong:
        st.warning("That line is right. Look again.", icon=":material/close:")
        return
    st.success(f"Yes. {pitfall.what}" if first else f"Yes, that one. {pitfall.what}", icon=":material/check:")
    st.markdown("Right would be:")
    st.code(bug.right.strip(), language="python", wrap_lines=True)
    if pitfall.printed:
        st.markdown("Measured, with the proof of that difference:")
        st.code(pitfall.printed, language=None, wrap_lines=True)
    st.page_link("pages/code.py", label=f"The proof: {pitfall.title}", icon=":material/science:",
                 query_params=links.Code(part=links.PITFALLS, trap=pitfalls().index(pitfall)).query())

"""Spot the bug: short programs with one wrong line each, made from what trips people."""

import streamlit as st

from pages.common import controls, links
from pages.common.links import Code
from pages.views.code.shared import compute


def show() -> None:
    found = compute.bugs()
    place = controls.link_value(Code, "bug")
    trap, bug = found[place]
    st.markdown(f"Program {place + 1} of {len(found)}. With what is given before it, it runs without an error, and one line of it is wrong. Which?")
    left, right = st.columns([3, 2], gap="large")
    with right:
        st.markdown("Given before it, and right:")
        st.code(bug.given, language="python", wrap_lines=True)
    with left:
        said = st.radio("The wrong line", range(len(bug.lines)), index=None, key=f"bug_{place}",
                        format_func=lambda k: compute.as_code(bug.lines[k]), label_visibility="collapsed")
        if said is not None:
            answer(trap, bug, said)
        turn(place)


def turn(place: int) -> None:
    """To another program, and how the visitor has done so far."""
    with st.container(horizontal=True, gap="small"):
        st.button("One back", on_click=controls.set_link_value, args=(Code, "bug", compute.around(place, -1)), key="bug_back", icon=":material/arrow_back:")
        st.button("Another one", on_click=controls.set_link_value, args=(Code, "bug", compute.around(place, 1)), key="bug_next", icon=":material/arrow_forward:")
    tried, right = compute.score(st.session_state)
    if tried:
        st.caption(f"So far: {right} of {tried} at first sight.")


def answer(trap: compute.Trap, bug: compute.Bug, said: int) -> None:
    first = compute.first_answer(st.session_state, trap.name, said == bug.wrong)
    if said == bug.wrong:
        st.success(f"Yes. {trap.what}" if first else f"Yes, that one. {trap.what}", icon=":material/check:")
        st.markdown("Right would be:")
        st.code(bug.right.strip(), language="python", wrap_lines=True)
        if trap.printed:
            st.markdown("Measured, with the proof of that difference:")
            st.code(trap.printed, language=None, wrap_lines=True)
        st.page_link("pages/code.py", label=f"The proof: {trap.title}", icon=":material/science:",
                     query_params=Code(part=links.PITFALLS, trap=compute.place_of(trap.name)).query())
    else:
        st.warning("That line is right. Look again.", icon=":material/close:")

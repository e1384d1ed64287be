"""The text a network learns: one of the app's, or the visitor's, pasted or uploaded."""

import streamlit as st

from pages.common import links, markdown
from pages.views.playground.characters import text, uploads
from rnn_core.text.characters import clean
from rnn_core.text.corpus.texts import TEXTS

LONGEST_PASTE = 50_000  # characters


def ask() -> None:
    """A text pasted or uploaded; kept beside the widgets, which forget when they are not drawn.

    No max_chars: Streamlit throws away a paste that is longer, and says nothing."""
    pasted = st.session_state.get("own_pasted", "")
    st.text_area("Paste a text", pasted, height=160, key="own_paste", on_change=take_paste,
                 placeholder="At least a thousand characters, in any language")
    st.file_uploader("or upload one, plain text of up to 5 MB", key="own_file", on_change=take_upload, max_upload_size=5)
    uploaded = st.session_state.get("own_upload")
    if uploaded:
        name, content, notice = uploaded
        st.info(text.uploaded(markdown.escape_markdown(name[:60]), len(content), notice))
        st.button("Use the pasted text instead", key="own_unfile", on_click=lambda: st.session_state.pop("own_upload", None))
    elif len(pasted) > LONGEST_PASTE:
        st.warning(text.cut_paste(len(pasted), LONGEST_PASTE))
    if problem := st.session_state.pop("own_upload_problem", ""):
        st.error(problem)
    st.caption("Your text is not kept anywhere but in this session, and does not travel in the link.")


def take_paste() -> None:
    st.session_state["own_pasted"] = st.session_state["own_paste"]
    st.session_state.pop("own_upload", None)


def take_upload() -> None:
    file = st.session_state["own_file"]
    if file is None:
        return
    try:
        content, notice = uploads.decode(file.getvalue())
        st.session_state["own_upload"] = (file.name, content, notice)
    except ValueError as error:
        st.session_state["own_upload_problem"] = str(error)


def chosen(name: str) -> str:
    """The text by its name in the link."""
    if name != links.OWN_TEXT:
        return TEXTS[name]()
    uploaded = st.session_state.get("own_upload")
    return clean(uploaded[1] if uploaded else st.session_state.get("own_pasted", "")[:LONGEST_PASTE])

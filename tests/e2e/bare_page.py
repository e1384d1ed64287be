"""A bare Streamlit page with every kind of element that the app uses: what axe-core says of it is Streamlit's own."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
OPTIONS = ["one", "two", "three"]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"><rect width="120" height="30"/></svg>'


def choices() -> None:
    st.selectbox("Selectbox", OPTIONS)
    st.slider("Slider", 0, 10)
    st.segmented_control("Segmented control", OPTIONS, default="one")
    st.pills("Pills", OPTIONS)
    st.radio("Radio", OPTIONS)
    st.toggle("Toggle", help="A toggle's help.")
    st.number_input("Number input", 0, 1000)


def inputs() -> None:
    st.text_input("Text input")
    st.text_area("Text area")
    st.file_uploader("File uploader")
    st.button("Button", icon=":material/keep:")
    st.button("Primary button", type="primary")
    st.button("Disabled button", disabled=True)
    st.download_button("Download button", "text")
    with st.popover("Popover", icon=":material/share:"):
        st.code("https://localhost", language=None, wrap_lines=True)


def texts() -> None:
    st.header("Header", anchor=False)
    st.markdown("Text with **weight**, `code`, a [link](https://localhost) and $x^2$.\n\n## Smaller\n\n* A list\n\n|a|b|\n|-|-|\n|1|2|")
    st.caption("Caption with a [link](https://localhost).")
    st.text("Text")
    st.badge("Badge", icon=":material/check:", color="green")
    for box in (st.info, st.warning, st.error, st.success):
        box("Box", icon=":material/check:")
    st.code("import numpy as np\n\nx = np.zeros(3, dtype='f')  # comment\nprint('text', 1.5, x)\n", language="python")
    st.code("text", language=None)
    st.html("<p>HTML</p>")


def containers() -> None:
    with st.expander("Expander"):
        st.text("Inside")
    for tab in st.tabs(OPTIONS):
        tab.text("Inside")
    for column in st.columns(2):
        column.text("Inside")
    st.plotly_chart(go.Figure(go.Scatter(y=[1, 3, 2], name="Line")), config={"displayModeBar": False})
    st.page_link(page, label="Page link")
    st.divider()


def show() -> None:
    st.title("Title", anchor=False)
    for part in (choices, inputs, texts, containers):
        part()


page = st.Page(show, title="First", default=True)
st.logo(LOGO, size="large")
st.navigation([page, st.Page(lambda: None, title="Second", url_path="second")], position="top").run()
st.caption("Every number here is computed by nobody: the visits wait for this footer.")

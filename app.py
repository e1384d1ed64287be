"""The frame around every page: `streamlit run app.py`."""

import streamlit as st

import pages

st.set_page_config(page_title="Unrolled", page_icon=pages.ICON, layout="wide")
page = st.navigation(pages.table(), position="top")
pages.frame(page)
page.run()
pages.footer()
pages.settle(page.url_path)

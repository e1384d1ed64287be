"""The frame around every page: `streamlit run app.py`."""

import os

# One BLAS thread a process: with two on a busy two-core machine, throughput falls by an order of magnitude.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import streamlit as st  # noqa: E402

import pages  # noqa: E402

st.set_page_config(page_title="Unrolled", page_icon=pages.ICON, layout="wide")
page = st.navigation(pages.table(), position="top")
pages.frame(page)
page.run()
pages.footer()
pages.settle(page.url_path)

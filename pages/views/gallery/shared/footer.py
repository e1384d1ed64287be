"""What every room ends with: failures, shapes, programs, the models' cards."""

import streamlit as st

from pages.common import links, tables
from pages.common.models import card
from pages.views.gallery.shared import models, text
from rnn_core.frameworks import Options
from rnn_core.frameworks.options import NAMES
from rnn_core.gallery.topologies import Topology


@st.fragment
def show(*, wiring: Topology, sizes: tuple[int, int, int], each: tuple[str, str], names: tuple[str, ...],
         options: Options | None = None, failures: list[dict[str, str]] | None = None) -> None:
    """sizes: input_size, hidden_size, output_size of the run above; each: what one row of input and of output stands for;
    names: the models, for their cards; options: of the code page's program for the same task; failures: three or more real
    ones, rows of a table."""
    if failures:
        st.header("What it gets wrong", anchor=False)
        tables.table(failures, "Real failures on held-out data")
    tables.folded(lambda: text.shape_rows(wiring, sizes, each), "Shapes of this run", "gallery_shapes", "Shapes of this run")
    if options:
        tables.opened("The same wiring in a few lines of PyTorch and Keras", "gallery_code", lambda: programs(options, sizes))
    st.caption(text.training_note({name: models.figures(name) for name in names}))
    with st.expander("The models' cards: data, licence, command, held-out figures", key="gallery_cards", on_change="rerun") as opened:
        if opened.open:
            name = st.selectbox("Model", names, key="gallery_card") if len(names) > 1 else names[0]
            st.markdown(card(name or names[0]))


def programs(options: Options, sizes: tuple[int, int, int]) -> None:
    st.caption(text.size_note(options, sizes))
    for column, framework, title in zip(st.columns(2), ("pytorch", "keras"), ("PyTorch", "Keras"), strict=True):
        with column:
            st.caption(title)
            st.code(models.program_lines(framework, options), language="python", wrap_lines=True)
    st.page_link("pages/code.py", label="Both programs in full, run and checked: the code page", icon=":material/code:",
                 query_params=links.Code(program=options.task, cell=NAMES[options.cell], hidden_size=options.hidden_size,
                                         bidirectional=options.bidirectional, embedding=options.embedding).query())

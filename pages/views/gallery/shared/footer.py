"""What all rooms of the gallery have: models behind a bounded cache, and the foot with shapes, programs, failures, cards."""

import streamlit as st

from pages.common import controls, links, tables
from pages.common.models import card
from pages.views.gallery.shared import models
from rnn_core.frameworks import Options
from rnn_core.frameworks.data import TASKS, features
from rnn_core.frameworks.options import NAMES
from rnn_core.gallery.topologies import Topology


def to_try(name: str, label: str, texts: tuple[str, ...]) -> None:
    """Texts as buttons; one that is pressed takes the place of the visitor's in the setting `name`."""
    key = f"{name}_tried"

    def take() -> None:
        if st.session_state[key]:
            st.session_state[name] = st.session_state[key]
            controls.clear("at")

    st.pills(label, texts, key=key, on_change=take)


def shapes(wiring: Topology, input_size: int, hidden_size: int, output_size: int, each: tuple[str, str]) -> None:
    """What goes in and comes out in torch.nn's order; `each` says what one row of input and of output stands for."""
    found = wiring.shapes(input_size, hidden_size, output_size)
    first = "the start sign, then " if wiring.split else ""
    meaning = {"input": f"one {each[0]} a step that reads from outside",
               "fed back": f"one {each[0]} for every other step: {first}what it wrote before",
               "states": "what is kept after every step" if wiring.recurrent else "made anew for each input; nothing is kept",
               "output": f"one {each[1]} a step that writes"}
    named = {"states": "states" if wiring.recurrent else "hidden layer"}
    tables.table([{"": named.get(name, name), "shape (steps, batch, size)": f"{shape}", "what": meaning[name]}
                  for name, shape in found.items()], "Shapes of this run")


@st.fragment
def foot(*, wiring: Topology, sizes: tuple[int, int, int], each: tuple[str, str], options: Options | None,
         failures: list[dict[str, str]], names: tuple[str, ...]) -> None:
    """What every room ends with.  sizes: input_size, hidden_size, output_size of the run above; options: of the code page's
    program for the same task; failures: three or more real ones, rows of a table; names: the models, for their cards."""
    if failures:
        st.subheader("What it gets wrong", anchor=False)
        tables.table(failures, "Real failures on held-out data")
    with st.expander("Shapes of this run", key="gallery_shapes", on_change="rerun") as opened:
        if opened.open:
            shapes(wiring, *sizes, each)
    if options:
        with st.expander("The same wiring in a few lines of PyTorch and Keras", key="gallery_code", on_change="rerun") as opened:
            if opened.open:
                both(options, sizes)
    with st.expander("The models' cards: data, licence, command, held-out figures", key="gallery_cards", on_change="rerun") as opened:
        if opened.open:
            name = st.selectbox("Model", names, key="gallery_card") if len(names) > 1 else names[0]
            st.markdown(card(name or names[0]))


def toy(options: Options, sizes: tuple[int, int, int]) -> str:
    """Whose sizes the few lines have: those of the code page's data, where the program is run, beside this room's."""
    task = TASKS[options.task]
    theirs = (features(options), options.hidden_size, task.outputs)
    told = "; ".join(f"{what} {there} ({here})" for what, there, here in
                     zip(("Numbers read at a step", "hidden units", "outputs"), theirs, sizes, strict=True))
    return f"The same wiring on the code page's toy data ({task.about}), with sizes that go with these; in brackets this room's. {told}."


def both(options: Options, sizes: tuple[int, int, int]) -> None:
    st.caption(toy(options, sizes))
    for column, framework, title in zip(st.columns(2), ("pytorch", "keras"), ("PyTorch", "Keras"), strict=True):
        with column:
            st.caption(title)
            st.code(models.program_lines(framework, options), language="python", wrap_lines=True)
    st.page_link("pages/code.py", label="Both programs in full, run and checked: the code page", icon=":material/code:",
                 query_params=links.Code(program=options.task, cell=NAMES[options.cell], hidden_size=options.hidden_size,
                                        bidirectional=options.bidirectional, embedding=options.embedding).query())

"""The length slider: gradient size against steps back, three cells on one scale."""

from importlib.util import find_spec
from typing import Any

import streamlit as st

from pages.common import controls, links, tables
from pages.views.gradient_flow.length import compute, length_slider, pins, text
from pages.views.gradient_flow.shared import network_settings
from pages.views.gradient_flow.shared.compute import at_length
from pages.views.gradient_flow.shared.measurement import Measurement, stamp
from pages.views.gradient_flow.shared.text import size_rows, title

# On a phone the picture comes first, and what decides it below.
PHONE = "<style>@media (max-width: 40rem) {.st-key-flow_reach > :has(> .st-key-flow_picture) {order: -1}}</style>"


def ask() -> links.GradientFlow:
    if controls.link_value(links.GradientFlow, "nets") != links.TRAINED:
        return controls.read_state(links.GradientFlow, network_settings.ask_fresh(first=("quantity", "nets")))
    values = network_settings.ask_words()
    with network_settings.more_settings():
        values |= {name: controls.widget(links.GradientFlow, name, flat=True) for name in ("quantity", "nets", "told", "scaled")}
    return controls.read_state(links.GradientFlow, values)


@st.fragment
def show(_: links.GradientFlow) -> None:
    st.html(PHONE)
    with st.container(key="flow_reach"):
        with st.container(key="flow_settings"):
            state = ask()
        measurements = [Measurement.of(each) for each in (state, *pins.pinned_states(state))]
        with st.container(key="flow_picture"):
            picture(measurements)
    if measurements[0].quantity != links.JACOBIAN:
        send_all_lengths(measurements)
    pins.show(state)
    check_against_autograd(measurements[0])


def send_all_lengths(measurements: list[Measurement]) -> None:
    """After the picture, so that it does not wait for them."""
    lengths = compute.common_lengths(measurements)
    series = [line for m in measurements for line in compute.packed_lengths(m, tuple(lengths.tolist()))]
    length_slider.all_lengths(key="rest", data={
        "stamp": stamp(measurements), "longest": int(lengths[-1]), "lengths": length_slider.strided(lengths), "series": series})


@st.fragment
def picture(measurements: list[Measurement]) -> None:
    """What a drag draws on.  Where the slider comes to rest, this alone runs again.  The present run first, then the pins."""
    state, present = controls.read_state(links.GradientFlow, {}), measurements[0]
    lengths, (words, answers) = compute.common_lengths(measurements), compute.words(present) or (None, None)
    length = compute.nearest(lengths, state.length)
    series, rows, point = lines(measurements, length)
    hidden, guess = text.hidden_lines(state, present), text.valid_guess(state.sketch)
    data = length_slider.picture(present, lengths, length, series, stamp(measurements))
    length_slider.show(data | {"hidden": hidden, "sketch": guess, "steps": words}, key="flow",
                       on_length=lambda n: controls.set_link_value(links.GradientFlow, "length", n),
                       on_sketch=lambda sketch: controls.set_link_value(links.GradientFlow, "sketch", sketch))
    if state.sketch != guess:
        st.info("The guess in this link is no row of lag:exponent pairs, as in 0:0.0_99:-10.0, so it is left out.", icon=":material/link_off:")
    if point and not hidden:
        st.markdown(point)
    for note in text.notes(present, lengths, answers):
        st.caption(note)
    tables.folded(lambda: text.hide(rows, None if guess else hidden), f"{title(present.quantity, present.from_one)} at length {length}", key="flow_table")


def lines(measurements: list[Measurement], length: int) -> tuple[list[dict[str, Any]], list[dict[str, str]], str]:
    """The picture's lines, those of the present run as rows of a table, and what to see in them."""
    if measurements[0].quantity == links.JACOBIAN:
        products = [compute.products(m) for m in measurements]
        return [line for pin, found in enumerate(products) for line in length_slider.product_lines(found, pin)], text.product_rows(products[0], length), ""
    sizes = [at_length(m, length) for m in measurements]
    drawn = [line for pin, (m, found) in enumerate(zip(measurements, sizes, strict=True)) for line in length_slider.lines(m, found, pin)]
    return drawn, size_rows(sizes[0], length), text.what_to_see(measurements, sizes, length)


@st.fragment
def check_against_autograd(measurement: Measurement) -> None:
    """NumPy's gradients against torch's, on the present settings, where torch is installed."""
    if not st.toggle("Check these numbers against PyTorch's autograd", key="check_torch",
                     help="Builds the same networks in torch.nn, in the same precision, runs loss.backward(), and compares ∂L/∂h, ∂L/∂c, ∂L/∂s and ∂L/∂x step by step."):
        return
    if find_spec("torch") is None:
        st.info("PyTorch is not installed here, so nothing can be compared. Where it is, this compares the gradients with loss.backward().")
        return
    rows = compute.autograd_differences(measurement, controls.link_value(links.GradientFlow, "length"))
    agrees, sentence = text.agreement(rows, measurement.dtype)
    st.badge(sentence, icon=":material/verified:" if agrees else ":material/error:", color="green" if agrees else "red")
    st.caption(text.compared(rows, measurement))
    tables.table(text.agreement_rows(rows), "Largest relative difference from autograd")

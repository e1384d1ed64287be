"""How a layer's weights are stored in either framework, as a drawing of the blocks in SVG.  No Streamlit here."""

from html import escape

from pages.views.code.weights.text import layout_sentence
from rnn_core.frameworks import Options
from rnn_core.frameworks.convert import GATES, KERAS_GATES, ORDER, TORCH_GATES

COLOURS = {"r": "#3B8FD1", "z": "#E1722B", "n": "#17A07A", "i": "#3B8FD1", "f": "#E1722B", "g": "#17A07A", "o": "#A070C8", "h": "#3B8FD1"}
HEIGHT, WIDTH = 34, 132
LABEL = 'font-size="13" fill="currentColor"'


def block(x: int, y: int, gate: str, colour: str) -> str:
    return (f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT - 2}" rx="4" fill="{colour}" fill-opacity=".28" stroke="{colour}"/>'
            f'<text x="{x + WIDTH // 2}" y="{y + 21}" text-anchor="middle" {LABEL}>{escape(gate)}</text>')


def line(left: int, y: int, right: int, y_to: int, colour: str) -> str:
    return (f'<path d="M{left + WIDTH} {y} C {left + WIDTH + 90} {y}, {right - 90} {y_to}, {right} {y_to}" fill="none" '
            f'stroke="{colour}" stroke-width="2.5"/>')


def weight_layout(o: Options) -> str:
    """One matrix's blocks of H rows in PyTorch and of H columns in Keras, joined; below, what becomes of the biases."""
    ours, theirs, count = TORCH_GATES[o.cell], KERAS_GATES[o.cell], GATES[o.cell]
    top, left, right = 52, 10, 330
    parts = [block(left, top + k * HEIGHT, gate, COLOURS[gate]) for k, gate in enumerate(ours)]
    for to, place in enumerate(ORDER[o.cell]):
        parts += [block(right, top + to * HEIGHT, theirs[to], COLOURS[ours[place]]),
                  line(left, top + place * HEIGHT + 16, right, top + to * HEIGHT + 16, COLOURS[ours[place]])]
    below = top + count * HEIGHT + 26
    parts += [f'<text x="{left}" y="18" {LABEL} font-weight="600">PyTorch, rows</text><text x="{left}" y="38" {LABEL}>({count * o.hidden_size}, …)</text>',
              f'<text x="{right}" y="18" {LABEL} font-weight="600">Keras, columns</text>'
              f'<text x="{right}" y="38" {LABEL}>(…, {count * o.hidden_size})</text>', _biases(o, below, left, right)]
    return (f'<svg viewBox="0 0 490 {below + 92}" role="img" aria-label="{escape(layout_sentence(o))}" '
            f'style="width:100%;max-width:34rem;height:auto;display:block" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>')


def _biases(o: Options, y: int, left: int, right: int) -> str:
    grey, count = "#8A8F98", GATES[o.cell] * o.hidden_size
    boxes = block(left, y, "bias_ih", grey) + block(left, y + HEIGHT, "bias_hh", grey)
    if o.cell == "gru":
        joined = block(right, y, "bias[0]", grey) + block(right, y + HEIGHT, "bias[1]", grey)
        ways = [(y + 16, y + 16), (y + HEIGHT + 16, y + HEIGHT + 16)]
        shape = f"(2, {count}): both stay"
    else:
        joined, ways, shape = block(right, y + HEIGHT // 2, "bias", grey), [(y + 16, y + 33), (y + HEIGHT + 16, y + 33)], f"({count},): their sum"
    lines = "".join(line(left, a, right, b, grey) for a, b in ways)
    return f'{boxes}{joined}{lines}<text x="{right}" y="{y + 2 * HEIGHT + 16}" {LABEL}>{shape}</text>'

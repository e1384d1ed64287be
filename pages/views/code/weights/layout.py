"""How a layer's weights lie in either framework: a drawing of the blocks, and a table of every tensor.  No Streamlit here."""

from html import escape

from rnn_core.frameworks import Options
from rnn_core.frameworks.convert import GATES, KERAS_GATES, ORDER, TORCH_GATES
from rnn_core.frameworks.data import features

COLOURS = {"r": "#3B8FD1", "z": "#E1722B", "n": "#17A07A", "i": "#3B8FD1", "f": "#E1722B", "g": "#17A07A", "o": "#A070C8", "h": "#3B8FD1"}
SAME = {"c": "g", "h": "n"}  # what Keras calls PyTorch's gate, in the LSTM and the GRU
HIGH, WIDE = 34, 132
LABEL = 'font-size="13" fill="currentColor"'


def torch_name(cell: str, gate: str) -> str:
    return gate if cell == "rnn" else SAME.get(gate, gate)


def block(x: int, y: int, gate: str, colour: str) -> str:
    return (f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH - 2}" rx="4" fill="{colour}" fill-opacity=".28" stroke="{colour}"/>'
            f'<text x="{x + WIDE // 2}" y="{y + 21}" text-anchor="middle" {LABEL}>{escape(gate)}</text>')


def picture(o: Options) -> str:
    """One matrix's blocks of H rows in PyTorch and of H columns in Keras, joined; below, what becomes of the biases."""
    ours, theirs, count = TORCH_GATES[o.cell], KERAS_GATES[o.cell], GATES[o.cell]
    parts, top, left, right = [], 52, 10, 330
    for k, gate in enumerate(ours):
        parts.append(block(left, top + k * HIGH, gate, COLOURS[gate]))
    for k, gate in enumerate(theirs):
        parts.append(block(right, top + k * HIGH, gate, COLOURS[torch_name(o.cell, gate)]))
    for to, place in enumerate(ORDER[o.cell]):
        y, y_to, colour = (top + place * HIGH + 16, top + to * HIGH + 16, COLOURS[ours[place]])
        parts.append(f'<path d="M{left + WIDE} {y} C {left + WIDE + 90} {y}, {right - 90} {y_to}, {right} {y_to}" fill="none" '
                     f'stroke="{colour}" stroke-width="2.5"/>')
    below = top + count * HIGH + 26
    shape = f"({count * o.hidden_size}, …)" if count > 1 else f"({o.hidden_size}, …)"
    parts += [f'<text x="{left}" y="18" {LABEL} font-weight="600">PyTorch, rows</text><text x="{left}" y="38" {LABEL}>{shape}</text>',
              f'<text x="{right}" y="18" {LABEL} font-weight="600">Keras, columns</text>'
              f'<text x="{right}" y="38" {LABEL}>(…, {count * o.hidden_size})</text>', _biases(o, below, left, right)]
    high = below + 92
    return (f'<svg viewBox="0 0 490 {high}" role="img" aria-label="{escape(sentence(o))}" '
            f'style="width:100%;max-width:34rem;height:auto;display:block" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>')


def _biases(o: Options, y: int, left: int, right: int) -> str:
    grey, count = "#8A8F98", GATES[o.cell] * o.hidden_size
    boxes = block(left, y, "bias_ih", grey) + block(left, y + HIGH, "bias_hh", grey)
    if o.cell == "gru":
        joined = block(right, y, "bias[0]", grey) + block(right, y + HIGH, "bias[1]", grey)
        ways = [(y + 16, y + 16), (y + HIGH + 16, y + HIGH + 16)]
        told = f"(2, {count}): both stay"
    else:
        joined, ways, told = block(right, y + HIGH // 2, "bias", grey), [(y + 16, y + 33), (y + HIGH + 16, y + 33)], f"({count},): their sum"
    lines = "".join(f'<path d="M{left + WIDE} {a} C {left + WIDE + 90} {a}, {right - 90} {b}, {right} {b}" fill="none" '
                    f'stroke="{grey}" stroke-width="2.5"/>' for a, b in ways)
    return f'{boxes}{joined}{lines}<text x="{right}" y="{y + 2 * HIGH + 16}" {LABEL}>{told}</text>'


def sentence(o: Options) -> str:
    """The drawing in words."""
    if o.cell == "gru":
        return ("GRU: PyTorch's blocks r, z, n become Keras's z, r, h in every matrix and bias, the matrices transposed; both biases stay, "
                "stacked into one array of two rows.")
    gates = "" if o.cell == "rnn" else " The blocks i, f, g, o keep their order; Keras calls g by the name c."
    return f"{'LSTM' if o.lstm else 'RNN'}: the matrices are transposed.{gates} Keras's one bias is the sum of PyTorch's two."


def table(o: Options) -> list[dict[str, str]]:
    """Every tensor of the recurrent layer, with what becomes of it."""
    gates, rows = GATES[o.cell] * o.hidden_size, []
    change = "blocks r z n to z r h, transposed" if o.cell == "gru" else "transposed"
    for layer in range(o.num_layers):
        width = features(o) if layer == 0 else o.width
        for back in ("", "_reverse")[: o.directions]:
            suffix = f"l{layer}{back}"
            where = f"layer {layer + 1}{', backward' if back else ', forward' if o.bidirectional else ''}"
            bias = f"(2, {gates})" if o.cell == "gru" else f"({gates},)"
            rows += [
                {"PyTorch": f"weight_ih_{suffix}", "shape": f"({gates}, {width})", "Keras": f"{where}: kernel", "becomes": f"({width}, {gates})",
                 "how": change},
                {"PyTorch": f"weight_hh_{suffix}", "shape": f"({gates}, {o.hidden_size})", "Keras": f"{where}: recurrent_kernel",
                 "becomes": f"({o.hidden_size}, {gates})", "how": change},
                {"PyTorch": f"bias_ih_{suffix}, bias_hh_{suffix}", "shape": f"({gates},) twice", "Keras": f"{where}: bias", "becomes": bias,
                 "how": "blocks swapped, stacked" if o.cell == "gru" else "added"}]
    return rows

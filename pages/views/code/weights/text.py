"""How a layer's weights are stored, how exactly they are converted, and the lines that do it.  No Streamlit here."""

from pages.common.theme import CELLS
from pages.views.code.shared.text import made_with
from rnn_core.frameworks import Options, exactness, program
from rnn_core.frameworks.convert import GATES
from rnn_core.frameworks.data import features
from rnn_core.frameworks.options import NAMES
from rnn_core.frameworks.program_lines import source


def layout_sentence(o: Options) -> str:
    """The drawing in words."""
    if o.cell == "gru":
        return ("GRU: PyTorch's blocks r, z, n become Keras's z, r, h in every matrix and bias, the matrices transposed; both biases stay, "
                "stacked into one array of two rows.")
    gates = "" if o.cell == "rnn" else " The blocks i, f, g, o keep their order; Keras calls g by the name c."
    return f"{'LSTM' if o.lstm else 'RNN'}: the matrices are transposed.{gates} Keras's one bias is the sum of PyTorch's two."


def tensors(o: Options) -> list[dict[str, str]]:
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


def exactness_rows() -> list[dict[str, str]]:
    largest = exactness.measured()["largest"]
    return [{"Cell": NAMES[cell], "in": dtype, **{way: f"{value:.1e}" for way, value in ways.items()}}
            for cell in CELLS for dtype, ways in largest[cell].items()]


def exactness_conditions() -> str:
    measured = exactness.measured()
    return (f"{measured['configurations']} configurations: one to three layers, one and two ways, with and without biases, both precisions; "
            f"outputs of every step and all last states. {made_with(measured['about'])}; by python -m rnn_core.frameworks.exactness.")


def conversion_program(o: Options) -> str:
    """The lines of the joint program that carry the weights over."""
    return source([line for line in program("both", o) if line.section in ("keep", "carry")])

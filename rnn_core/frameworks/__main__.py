"""Networks in files, programs and weights by command.

    python -m rnn_core.frameworks show model.h5                                     # what is in it
    python -m rnn_core.frameworks convert model.h5 lstm.safetensors                 # Keras's and ONNX's as a state dict of torch.nn
    python -m rnn_core.frameworks convert model.pt lstm.keras                       # PyTorch's as Keras's; or .weights.h5, .npz, .safetensors
    python -m rnn_core.frameworks program keras --cell gru --task tagging --masked > tagger.py
    python -m rnn_core.frameworks to-torch model.keras gru.npz --layers gru,gru_1   # of these layers, whatever the file says of them
    python -m rnn_core.frameworks to-keras model.safetensors lstm.npz --cell lstm --prefix encoder.

What to-keras writes holds its arrays in the order of set_weights: layer.set_weights(list(np.load("lstm.npz").values())).
"""

import argparse
import sys

from rnn_core.files import convert, load_network
from rnn_core.files.compare import in_the_framework
from rnn_core.files.describe import described
from rnn_core.files.network import Network
from rnn_core.frameworks import PROGRAMS, generate
from rnn_core.frameworks.convert import keras_to_torch, torch_to_keras
from rnn_core.frameworks.options import CELLS, GIVEN, TASKS, ZEROS
from rnn_core.frameworks.weight_files import cell_of, keras_layers, save_arrays, torch_state


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="python -m rnn_core.frameworks", description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = found.add_subparsers(dest="command", required=True)
    program = commands.add_parser("program", help="print a program")
    program.add_argument("framework", choices=list(PROGRAMS))
    program.add_argument("--cell", choices=CELLS, default="lstm")
    program.add_argument("--task", choices=TASKS, default="classification")
    program.add_argument("--initial-state", choices=(ZEROS, GIVEN), default=ZEROS)
    for name, default in (("num-layers", 1), ("hidden-size", 32), ("seed", 0)):
        program.add_argument(f"--{name}", type=int, default=default)
    program.add_argument("--dropout", type=float, default=0.0)
    for name in ("bidirectional", "masked", "raw"):
        program.add_argument(f"--{name}", action="store_true")
    show = commands.add_parser("show", help="what is in a file")
    show.add_argument("read")
    carry = commands.add_parser("convert", help="a file for the other framework")
    carry.add_argument("read")
    carry.add_argument("write")
    carry.add_argument("--to", choices=("pytorch", "keras"), help="rather than for the other framework")
    carry.add_argument("--stack", help="one of several, or several in their order: encoder,decoder")
    for command in (show, carry):
        command.add_argument("--activation", help="where the file does not say it")
        command.add_argument("--recurrent-activation", help="where the file does not say it")
    to_torch = commands.add_parser("to-torch", help="Keras weights as a state dict of torch.nn")
    to_keras = commands.add_parser("to-keras", help="a state dict as the arrays of Keras layers")
    for command in (to_torch, to_keras):
        command.add_argument("read")
        command.add_argument("write")
    to_torch.add_argument("--layers", help="names, from the lowest up; may be left out when there is one")
    to_torch.add_argument("--bidirectional", action="store_true", default=None)
    to_torch.add_argument("--prefix", default="", help="put before every name")
    to_keras.add_argument("--cell", choices=CELLS, required=True)
    to_keras.add_argument("--prefix", help="the module's name in the state dict, with its dot")
    return found


def to_torch(args: argparse.Namespace) -> dict:
    layers = keras_layers(args.read)
    names = args.layers.split(",") if args.layers else list(layers)
    absent = [name for name in names if name not in layers]
    if absent or (len(names) > 1 and not args.layers):
        raise ValueError(f"name the layers of one stack with --layers; {args.read} holds {', '.join(layers)}"
                         + (f", not {', '.join(absent)}" if absent else ""))
    weights = [w for name in names for w in layers[name]]
    return keras_to_torch(cell_of(weights), weights, args.bidirectional, args.prefix)


def opened(args: argparse.Namespace) -> Network:
    assumed = {"activation": args.activation, "recurrent_activation": args.recurrent_activation}
    return load_network(args.read, **{key: value for key, value in assumed.items() if value})


def carried(args: argparse.Namespace) -> str:
    """What was converted, in words."""
    network = opened(args)
    stack = args.stack.split(",") if args.stack else None
    written = convert(network, args.write, args.to, stack)
    lines = [f"{name}  {value.shape}  {value.dtype}" for name, value in written.arrays.items()]
    lines += ["", f"# {args.write} in {'PyTorch' if written.target == 'pytorch' else 'Keras'}:", written.program]
    if written.left:
        lines.append(f"not converted: {', '.join(written.left[:6])}{', …' if len(written.left) > 6 else ''}")
    lines.append(f"largest difference on random input, both files run here: {written.difference:.1e}")
    return "\n".join([*lines, *in_the_framework(network, written, args.write, stack), *(f"! {note}" for note in network.odd)])


def main(arguments: list[str]) -> None:
    args = parser().parse_args(arguments)
    try:
        if args.command == "program":
            embedding = not args.raw and args.task != "forecasting"
            print(generate(args.framework, embedding=embedding, **{name: value for name, value in vars(args).items()
                                                                   if name not in ("command", "framework", "raw")}), end="")
            return
        if args.command in ("show", "convert"):
            print(described(opened(args)) if args.command == "show" else carried(args))
            return
        arrays = to_torch(args) if args.command == "to-torch" else {
            f"arr_{k:03}": w for k, w in enumerate(torch_to_keras(args.cell, torch_state(args.read), args.prefix))}
        save_arrays(args.write, arrays)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    for name, value in arrays.items():
        print(f"{name}  {value.shape}  {value.dtype}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Files that PyTorch writes."""

import numpy as np
import torch
from safetensors.torch import save_file

from tests.foreign.common import FOLDER, HIDDEN, INPUTS, keep, x

PROJECTED = 2


def module(cell, layers=1, seed=0, inputs=INPUTS, **options):
    torch.manual_seed(seed)
    made = getattr(torch.nn, cell)(inputs, HIDDEN, layers, **options)
    with torch.no_grad():
        for value in made.parameters():
            value *= 2  # gates that move
    return made


def answers(made, given):
    made = made.to(torch.float64 if given.dtype == np.float64 else torch.float32)
    with torch.no_grad():
        return made(torch.from_numpy(given))[0].numpy()


def of_cell(made, given):
    h, found = None, []
    made = made.to(torch.float64 if given.dtype == np.float64 else torch.float32)
    with torch.no_grad():
        for step in torch.from_numpy(given):
            h = made(step, h) if h is not None else made(step)
            found.append((h[0] if isinstance(h, tuple) else h).numpy())
    return np.stack(found)


def npz(name, state, compressed=False):
    (np.savez_compressed if compressed else np.savez)(FOLDER / name, **{key: value.numpy() for key, value in state.items()})


def plain():
    for cell, way in (("RNN", False), ("LSTM", True), ("GRU", False)):
        made = module(cell, 2, bidirectional=way)
        name = f"torch-{cell.lower()}.pt"
        torch.save(made.state_dict(), FOLDER / name)
        keep(name, "PyTorch", cell, 2, "both" if way else "forward", ".pt", "float32", outputs=[answers(made, x())])
    made = module("LSTM", 1)
    torch.save(made.state_dict(), FOLDER / "torch-old-lstm.pth", _use_new_zipfile_serialization=False)
    keep("torch-old-lstm.pth", "PyTorch", "LSTM", 1, "forward", ".pth, before 1.6", "float32", outputs=[answers(made, x())])
    for cell, dtype, compressed in (("LSTM", "float64", False), ("GRU", "float64", True), ("RNN", "float32", True)):
        made, name = module(cell, 1, bidirectional=True).to(getattr(torch, dtype)), f"torch-{cell.lower()}-{dtype}.npz"
        npz(name, made.state_dict(), compressed)
        keep(name, "PyTorch", cell, 1, "both", ".npz, compressed" if compressed else ".npz", dtype, outputs=[answers(made, x(dtype))])
    for cell, dtype in (("GRU", "float16"), ("LSTM", "bfloat16"), ("RNN", "float64")):
        made, name = module(cell, 1).to(getattr(torch, dtype)), f"torch-{cell.lower()}-{dtype}.safetensors"
        save_file(made.state_dict(), FOLDER / name)
        keep(name, "PyTorch", cell, 1, "forward", ".safetensors", dtype, outputs=[answers(made, x("float64" if dtype == "float64" else "float32"))])


def wrapped():
    made = module("LSTM", 1)
    torch.save({"epoch": 3, "model_state_dict": {f"encoder.lstm.{k}": v for k, v in made.state_dict().items()},
                "optimizer_state_dict": torch.optim.Adam(made.parameters()).state_dict()}, FOLDER / "torch-checkpoint.pt")
    keep("torch-checkpoint.pt", "PyTorch", "LSTM", 1, "forward", ".pt", "float32", "nested, with its optimiser", [answers(made, x())])
    made = module("GRU", 2, bidirectional=True)
    torch.save({"state_dict": {f"_orig_mod.module.{k}": v for k, v in made.state_dict().items()}}, FOLDER / "torch-covered.pth")
    keep("torch-covered.pth", "PyTorch", "GRU", 2, "both", ".pth", "float32", "compiled and DataParallel", [answers(made, x())])
    for name, options in (("torch-module-relu.pt", {}), ("torch-old-module-relu.pth", {"_use_new_zipfile_serialization": False})):
        made = module("RNN", 1, nonlinearity="relu")
        torch.save(made, FOLDER / name, **options)
        keep(name, "PyTorch", "RNN", 1, "forward", name[name.rindex("."):] + (", before 1.6" if options else ""), "float32",
             "whole module, relu", [answers(made, x())])
    made = torch.nn.Sequential(module("GRU", 2))
    torch.jit.save(torch.jit.script(made), FOLDER / "torch-script.pt")
    keep("torch-script.pt", "PyTorch", "GRU", 2, "forward", ".pt", "float32", "TorchScript", [answers(made, x())])


def others():
    made = module("LSTM", 2, proj_size=PROJECTED, bidirectional=True).bfloat16()
    torch.save(made.state_dict(), FOLDER / "torch-projected.pt")
    keep("torch-projected.pt", "PyTorch", "LSTM", 2, "both", ".pt", "bfloat16", "projection", [answers(made, x())])
    made = module("LSTM", 1, proj_size=PROJECTED).double()
    save_file(made.state_dict(), FOLDER / "torch-projected.safetensors")
    keep("torch-projected.safetensors", "PyTorch", "LSTM", 1, "forward", ".safetensors", "float64", "projection", [answers(made, x("float64"))])
    for kind, dtype in (("LSTM", "float32"), ("GRU", "float64"), ("RNN", "float16")):
        torch.manual_seed(0)
        cell, name = getattr(torch.nn, f"{kind}Cell")(INPUTS, HIDDEN).to(getattr(torch, dtype)), f"torch-{kind.lower()}-cell.pt"
        torch.save({"step": cell.state_dict()}, FOLDER / name)
        keep(name, "PyTorch", kind, 1, "forward", ".pt", dtype, f"{kind}Cell", [of_cell(cell, x("float64" if dtype == "float64" else "float32"))])
    made = module("GRU", 2, bias=False, bidirectional=True)
    torch.save(made.state_dict(), FOLDER / "torch-no-bias.pt")
    keep("torch-no-bias.pt", "PyTorch", "GRU", 2, "both", ".pt", "float32", "no bias", [answers(made, x())])
    made = module("RNN", 1, nonlinearity="relu")
    npz("torch-relu.npz", made.state_dict())
    keep("torch-relu.npz", "PyTorch", "RNN", 1, "forward", ".npz", "float32", "relu, which the file does not say", [answers(made, x())], activation="relu")
    encoder, decoder = module("LSTM", 1), module("GRU", 1, seed=1)
    save_file({f"{part}.{k}": v for part, m in (("encoder", encoder), ("decoder", decoder)) for k, v in m.state_dict().items()}
              | {"head.weight": torch.zeros(2, HIDDEN)}, FOLDER / "torch-two.safetensors")
    keep("torch-two.safetensors", "PyTorch", "LSTM, GRU", 2, "forward", ".safetensors", "float32", "two modules and a head",
         [answers(decoder, x()), answers(encoder, x())], stacks=["decoder", "encoder"])


def make():
    plain()
    wrapped()
    others()
    return {"torch": torch.__version__.split("+")[0]}

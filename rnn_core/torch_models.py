"""The same networks in torch.nn.  The only module of rnn_core that imports torch.

    module = twin(net)              # torch.nn.LSTM with net's weights
    net = from_torch(module)        # and back
    training(Trainable(module, loss), batches, Adam(...))    # the same loop trains it
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from rnn_core.nn.layers import GRU, LSTM, RNN, Recurrent

MODULES = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
NETS: dict[type, type[Recurrent]] = {torch.nn.RNN: RNN, torch.nn.LSTM: LSTM, torch.nn.GRU: GRU}


def twin(net: Recurrent) -> torch.nn.RNNBase:
    """A torch.nn module that computes what `net` computes, with a copy of its weights, in its dtype."""
    if isinstance(net, GRU) and not net.reset_after:
        raise ValueError("torch.nn has no GRU with reset_after=False: it applies the reset after the product")
    curves = {"activation": getattr(net, "activation", "tanh"), "recurrent_activation": getattr(net, "recurrent_activation", "sigmoid")}
    if curves["recurrent_activation"] != "sigmoid" or curves["activation"] not in ("tanh", "relu")[: 1 + isinstance(net, RNN)]:
        raise ValueError(f"torch.nn has no {net.cell.name} with {curves}: its curves are tanh and sigmoid")
    options = {"nonlinearity": net.nonlinearity} if isinstance(net, RNN) else {}
    module = MODULES[net.cell.name](
        net.input_size, net.hidden_size, net.num_layers, bias=net.bias, batch_first=net.batch_first,
        dropout=net.dropout, bidirectional=net.bidirectional, dtype=_torch_dtype(net.dtype), **options)
    module.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in net.params.items()})
    return module


def from_torch(module: torch.nn.RNNBase) -> Recurrent:
    """The NumPy network that computes what `module` computes, with a copy of its weights."""
    if type(module) not in NETS:
        raise TypeError(f"from_torch takes a torch.nn.RNN, LSTM or GRU; got {type(module).__name__}")
    if getattr(module, "proj_size", 0):
        raise ValueError(f"proj_size={module.proj_size} has no counterpart here: use proj_size=0")
    options = {"nonlinearity": module.nonlinearity} if isinstance(module, torch.nn.RNN) else {}
    net = NETS[type(module)](
        module.input_size, module.hidden_size, module.num_layers, bias=module.bias, batch_first=module.batch_first,
        dropout=module.dropout, bidirectional=module.bidirectional,
        dtype=next(module.parameters()).detach().cpu().numpy().dtype, **options)
    net.load_state_dict(module.state_dict())
    return net


def _torch_dtype(dtype: np.dtype) -> torch.dtype:
    return torch.float64 if dtype == np.float64 else torch.float32


class Trainable:
    """A torch module in the form the training loop takes: parameters that NumPy sees, a loss and its slopes.

    `loss(module, batch)` returns a scalar tensor.  `params` shares its memory with the module, so the optimiser's
    steps in NumPy are the module's own.
    """

    def __init__(self, module: torch.nn.Module, loss: Callable[[torch.nn.Module, Any], torch.Tensor]):
        self.module, self.loss = module, loss
        self.params = {name: p.detach().numpy() for name, p in module.named_parameters()}

    def loss_and_grads(self, batch: Any) -> tuple[float, dict[str, np.ndarray]]:
        self.module.zero_grad(set_to_none=True)
        loss = self.loss(self.module, batch)
        loss.backward()
        grads = {name: np.zeros_like(self.params[name]) if p.grad is None else p.grad.numpy()
                 for name, p in self.module.named_parameters()}
        return float(loss.detach()), grads


def autograd_flow(net: Recurrent, x: np.ndarray, readouts: np.ndarray, at_every_step: bool = False) -> dict[str, np.ndarray]:
    """The slopes of L = readouts[-1] · h_T (or the sum over every step) by torch's autograd, one layer, cell by cell.

    hidden, cell, state: (T,) norms along h_t, c_t and the whole state, whose halves are moved independently; input:
    along x_t; weight_hh: the slope of the matrix itself.  Nothing of rnn_core's own way back is used.
    """
    module, steps = twin(net), len(x)
    kind, H = net.cell.name, net.hidden_size
    cell = {"rnn": torch.nn.RNNCell, "lstm": torch.nn.LSTMCell, "gru": torch.nn.GRUCell}[kind](
        net.input_size, H, dtype=_torch_dtype(net.dtype), **({"nonlinearity": net.nonlinearity} if isinstance(net, RNN) else {}))
    cell.load_state_dict({name.removesuffix("_l0"): value for name, value in module.state_dict().items()})
    read = torch.tensor(x, dtype=cell.weight_hh.dtype, requires_grad=True)
    pushes = torch.zeros(2, steps, H, dtype=read.dtype, requires_grad=True)  # one for each half of every state
    h, c, hs, cs, loss = torch.zeros(1, H, dtype=read.dtype), torch.zeros(1, H, dtype=read.dtype), [], [], torch.zeros((), dtype=read.dtype)
    for t in range(steps):
        if kind == "lstm":
            h, c = cell(read[t : t + 1], (h, c))
            c.retain_grad()
            cs.append(c)
            c = c + pushes[1, t]
        else:
            h = cell(read[t : t + 1], h)
        h = h + pushes[0, t]
        hs.append(h)
        if at_every_step or t == steps - 1:
            loss = loss + torch.tensor(readouts[t], dtype=read.dtype) @ h[0]
    loss.backward()
    slopes = pushes.grad.numpy() if pushes.grad is not None else np.zeros((2, steps, H))
    found = {"hidden": np.linalg.norm(slopes[0], axis=1), "state": np.sqrt((slopes**2).sum((0, 2))),
             "input": np.linalg.norm(read.grad.numpy(), axis=1), "weight_hh": cell.weight_hh.grad.numpy()}  # type: ignore[union-attr]
    return found | ({"cell": np.array([0.0 if c.grad is None else float(c.grad.norm()) for c in cs])} if cs else {})

"""The same networks in torch.nn.  The only module of rnn_core that imports torch.

    module = twin(net)              # torch.nn.LSTM with net's weights
    net = from_torch(module)        # and back
    training(Trainable(module, loss), batches, Adam(...))    # the same loop trains it
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from rnn_core.layers import GRU, LSTM, RNN, Recurrent

MODULES = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
NETS: dict[type, type[Recurrent]] = {torch.nn.RNN: RNN, torch.nn.LSTM: LSTM, torch.nn.GRU: GRU}


def twin(net: Recurrent) -> torch.nn.RNNBase:
    """A torch.nn module that computes what `net` computes, with a copy of its weights, in its dtype."""
    if isinstance(net, GRU) and not net.reset_after:
        raise ValueError("torch.nn has no GRU with reset_after=False: it applies the reset after the product")
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

"""Adam and clipping by the global norm; both work in place, on plain dicts of arrays."""

import math

import numpy as np


class Adam:
    """Adam (Kingma & Ba 2015) with torch.optim.Adam's numbers.

    weight_decay is the decoupled kind (AdamW, Loshchilov & Hutter 2019): torch.optim.AdamW's, not the L2 term
    of torch.optim.Adam.  `decayed` names the parameters it acts on; all when left out.
    """

    def __init__(self, params: dict[str, np.ndarray], lr: float = 1e-3, betas: tuple[float, float] = (0.9, 0.999),
                 eps: float = 1e-8, weight_decay: float = 0.0, decayed: set[str] | None = None):
        if not lr > 0:
            raise ValueError(f"lr must be above 0; got {lr}")
        if not all(0 <= beta < 1 for beta in betas):
            raise ValueError(f"betas must lie between 0 and 1; got {betas}")
        self.params, self.lr, self.betas, self.eps = params, lr, betas, eps
        self.weight_decay, self.decayed = weight_decay, params.keys() if decayed is None else decayed
        self.steps = 0
        self.mean = {name: np.zeros_like(p) for name, p in params.items()}
        self.square = {name: np.zeros_like(p) for name, p in params.items()}

    def step(self, grads: dict[str, np.ndarray], factor: float = 1.0) -> None:
        """One step along every parameter's slope; `factor` scales lr (a schedule's value)."""
        if grads.keys() != self.params.keys():
            raise KeyError(f"slopes for {sorted(grads)} do not match parameters {sorted(self.params)}")
        self.steps += 1
        (b1, b2), lr = self.betas, self.lr * factor
        step_size = lr / (1 - b1**self.steps)
        unbias = math.sqrt(1 - b2**self.steps)
        for name, p in self.params.items():
            g, mean, square = grads[name], self.mean[name], self.square[name]
            if self.weight_decay and name in self.decayed:
                p *= 1 - lr * self.weight_decay
            mean += (1 - b1) * (g - mean)
            square *= b2
            square += (1 - b2) * (g * g)
            p -= step_size * mean / (np.sqrt(square) / unbias + self.eps)


def clip_by_global_norm(grads: dict[str, np.ndarray], max_norm: float) -> float:
    """Scale all slopes by one factor so that their common norm is at most max_norm (Pascanu et al. 2013).

    In place; returns the norm before.  The numbers are torch.nn.utils.clip_grad_norm_'s.
    """
    norm = math.sqrt(sum(float(np.vdot(g, g)) for g in grads.values()))
    if not math.isfinite(norm):
        raise FloatingPointError(f"the slopes' norm is {norm}: lower the learning rate, or look at the data")
    factor = max_norm / (norm + 1e-6)
    if factor < 1:
        for g in grads.values():
            g *= factor
    return norm

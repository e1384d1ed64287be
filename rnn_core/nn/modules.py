"""What stands before and after a recurrent layer: Embedding and Linear, with torch.nn's names and shapes.

    table = Embedding(num_embeddings=100, embedding_dim=8, rng=0)
    x = table(ids)                              # (…,) whole numbers -> (…, 8)
    grads = table.backward(ids, d_x)            # {"weight": (100, 8)}

    readout = Linear(in_features=16, out_features=4, rng=0)
    y = readout(h)                              # (…, 16) -> (…, 4)
    d_h, grads = readout.backward(h, d_y)       # (…, 16), {"weight": (4, 16), "bias": (4,)}
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rnn_core.nn import checks


class Embedding:
    """A row of `weight` (num_embeddings, embedding_dim) for every id; drawn from N(0, 1), as torch.nn's is."""

    def __init__(self, num_embeddings: int, embedding_dim: int, *, dtype: Any = "float32",
                 rng: int | np.random.Generator = 0):
        self.num_embeddings = checks.size("num_embeddings", num_embeddings)
        self.embedding_dim = checks.size("embedding_dim", embedding_dim)
        drawn = np.random.default_rng(rng).normal(size=(num_embeddings, embedding_dim))
        self.params = {"weight": drawn.astype(checks.float_dtype(dtype))}

    def __call__(self, ids: np.ndarray) -> np.ndarray:
        ids = np.asarray(ids)
        if not np.issubdtype(ids.dtype, np.integer):
            raise TypeError(f"ids must be whole numbers; got {ids.dtype}")
        if ids.size and not 0 <= ids.min() <= ids.max() < self.num_embeddings:
            wrong = ids[(ids < 0) | (ids >= self.num_embeddings)].flat[0]
            raise ValueError(f"ids must lie between 0 and {self.num_embeddings - 1}; got {wrong}")
        return self.params["weight"][ids]

    def backward(self, ids: np.ndarray, d_output: np.ndarray) -> dict[str, np.ndarray]:
        d_weight = np.zeros_like(self.params["weight"])
        scatter_add(d_weight, np.asarray(ids).ravel(), d_output.reshape(-1, self.embedding_dim))
        return {"weight": d_weight}


def scatter_add(total: np.ndarray, ids: np.ndarray, rows: np.ndarray) -> None:
    """total[ids[k]] += rows[k], repeated ids summed: sorted and added in runs, many times as fast as np.add.at."""
    if ids.size:
        order = np.argsort(ids, kind="stable")
        found, starts = np.unique(ids[order], return_index=True)
        total[found] += np.add.reduceat(rows[order], starts, axis=0)


class Linear:
    """y = x weight' + bias, (…, in_features) -> (…, out_features); U(±1/√in_features), as in torch.nn."""

    def __init__(self, in_features: int, out_features: int, bias: bool = True, *, dtype: Any = "float32",
                 rng: int | np.random.Generator = 0):
        self.in_features = checks.size("in_features", in_features)
        self.out_features = checks.size("out_features", out_features)
        self.bias = checks.flag("bias", bias)
        rng, bound, dtype = np.random.default_rng(rng), in_features**-0.5, checks.float_dtype(dtype)
        self.params = {"weight": rng.uniform(-bound, bound, (out_features, in_features)).astype(dtype)}
        if bias:
            self.params["bias"] = rng.uniform(-bound, bound, out_features).astype(dtype)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        if x.shape[-1] != self.in_features:
            raise ValueError(f"the last axis of x must be in_features={self.in_features}; got shape {x.shape}")
        y = x @ self.params["weight"].T
        return y + self.params["bias"] if self.bias else y

    def backward(self, x: np.ndarray, d_y: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        flat_x, flat_dy = x.reshape(-1, self.in_features), d_y.reshape(-1, self.out_features)
        grads = {"weight": flat_dy.T @ flat_x}
        if self.bias:
            grads["bias"] = flat_dy.sum(0)
        return d_y @ self.params["weight"], grads


class Assembled:
    """A network made of parts: `params` holds their arrays under the names of a torch.nn.Module that has these parts."""

    params: dict[str, np.ndarray]

    @property
    def size(self) -> int:
        """The number of its parameters."""
        return sum(value.size for value in self.params.values())

    def load_state_dict(self, weights: Any) -> None:
        """Take over weights, NumPy or torch.  Missing, extra, misshapen or non-finite ones are named in the error."""
        for name, value in checks.weights(weights, self.params).items():
            self.params[name][...] = value


def gathered(**parts: Any) -> dict[str, np.ndarray]:
    """The parameters of all parts as one dict, `part.name` → the very array; parts that are None are left out."""
    return {f"{part}.{name}": value for part, module in parts.items() if module is not None for name, value in module.params.items()}


def named(slopes: dict[str, dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The slopes of all parts as one dict, `part.name` → the very array, as `gathered` names the parameters."""
    return {f"{part}.{name}": slope for part, found in slopes.items() for name, slope in found.items()}


def padded(rows: Sequence[Any], fill: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """(longest, N) of ids for an Embedding, each row a column, `fill` after its end; and their lengths (N,)."""
    lengths = np.array([len(row) for row in rows])
    ids = np.full((lengths.max(), len(rows)), fill, np.int64)
    for k, row in enumerate(rows):
        ids[: len(row), k] = row
    return ids, lengths

"""Losses with their slopes: softmax cross-entropy and squared error, as torch.nn.functional computes them."""

import numpy as np


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """log(eˣ / Σeˣ) over the last axis; the largest is taken off first, so that nothing overflows."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def softmax(logits: np.ndarray) -> np.ndarray:
    return np.exp(log_softmax(logits))


def softmax_cross_entropy(logits: np.ndarray, targets: np.ndarray, weights: np.ndarray | None = None) -> tuple[float, np.ndarray]:
    """The mean of -log softmax(logits)[target], and its slope along the logits.

    logits (…, classes); targets (…,) whole numbers; weights (…,), all ones when left out: a weighted mean, so
    padding has weight 0.  As torch.nn.functional.cross_entropy(reduction="none"), times w / Σw, summed.
    """
    if targets.shape != logits.shape[:-1]:
        raise ValueError(f"targets must have shape {logits.shape[:-1]}, as logits without classes; got {targets.shape}")
    if targets.size and not 0 <= targets.min() <= targets.max() < logits.shape[-1]:
        wrong = targets[(targets < 0) | (targets >= logits.shape[-1])].flat[0]
        raise ValueError(f"targets must lie between 0 and {logits.shape[-1] - 1}; got {wrong}")
    weights = np.ones(targets.shape, logits.dtype) if weights is None else np.asarray(weights, logits.dtype)
    total = weights.sum()
    if not total > 0:
        raise ValueError(f"weights must have a positive sum; got {total}: there is nothing to average over")
    share = (weights / total)[..., None]
    chosen = np.asarray(targets)[..., None]
    log_p = log_softmax(logits)
    loss = -float((np.take_along_axis(log_p, chosen, -1) * share).sum(dtype=np.float64))
    d_logits = np.exp(log_p)
    np.put_along_axis(d_logits, chosen, np.take_along_axis(d_logits, chosen, -1) - 1, -1)
    return loss, d_logits * share


def squared_error(prediction: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean of (prediction - target)², and its slope along the prediction; torch.nn.functional.mse_loss."""
    if prediction.shape != target.shape:
        raise ValueError(f"target must have shape {prediction.shape}, as prediction; got {target.shape}")
    off = prediction - target
    return float(np.mean(off * off, dtype=np.float64)), off * (2 / off.size)

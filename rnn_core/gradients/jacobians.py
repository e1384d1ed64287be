"""∂s_n/∂s_k, the exact product of the steps' Jacobians, and what theory says of its size.

    run = gradient_flow("rnn", length=100).run
    spectral_norms(run, np.array([100]), lags(100))      # (1, 100) log10 ‖∂s_n/∂s_{n-k}‖₂
    bound(run)                                           # Pascanu, Mikolov & Bengio 2013
    singular_values(run, 100, [1, 10, 50])

The rows of a product are the slopes of the last state's units: one sweep with a column for each of them.
"""

from collections.abc import Iterator

import numpy as np

from rnn_core.gradients.sweep import Block, Columns, Run, representable, sweep

MOST_LAGS = 48


def lags(longest: int, most: int = MOST_LAGS) -> np.ndarray:
    """Steps back from 0 to `longest`, every one at first, then in equal ratios: at most `most`."""
    if longest < most:
        return np.arange(longest + 1)
    return np.unique(np.round(np.concatenate([np.arange(most // 4), np.geomspace(most // 4, longest, most - most // 4)])).astype(int))


def products(run: Run, lengths: np.ndarray, wanted: np.ndarray) -> Iterator[tuple[int, int, np.ndarray, int]]:
    """(n, k, M, e): ∂s_n/∂s_{n-k} = M 2^e, (S, S), for every n of `lengths` and every k of `wanted` that n has.

    Lag n is the way to the state before the first step.
    """
    H, halves = run.network.hidden_size, len(run.network.cell.states)
    S, columns = halves * H, Columns.units(lengths, H, halves)
    ends = columns.ends[::S].tolist()
    asked = set(np.asarray(wanted).tolist())
    exact = run.network.dtype == np.float64
    for block in sweep(run, columns, rescaled=exact):
        for step in reversed(range(len(block.dh))):
            for j, n in enumerate(ends[: len(block.exponents) // S]):
                k = n - (block.first + step + 1)
                if k >= 0 and k in asked:
                    yield n, k, *_matrix(block, step, slice(j * S, (j + 1) * S))


def _matrix(block: Block, step: int, mine: slice) -> tuple[np.ndarray, int]:
    """The block of rows that one length's columns are, brought to one exponent."""
    parts = [block.dh[step][:, mine]] + ([] if block.carried is None else [block.carried[step][:, mine]])
    exponents = block.exponents[mine]
    common = int(exponents.max())
    return np.ldexp(np.concatenate(parts), exponents - common).T, common


def spectral_norms(run: Run, lengths: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """(lengths, wanted): log10 ‖∂s_n/∂s_{n-k}‖₂, a row for each n of `lengths`; NaN where k > n - 1."""
    place = {n: row for row, n in enumerate(np.asarray(lengths).tolist())}
    column = {k: c for c, k in enumerate(np.asarray(wanted).tolist())}
    found = np.full((len(place), len(column)), np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        for n, k, M, e in products(run, np.asarray(lengths), wanted):
            found[place[n], column[k]] = np.inf if n > run.finite_steps else log10_norm(M) + e * np.log10(2)
    return np.where(np.isnan(found), found, representable(found, run.network.dtype))


def log10_norm(M: np.ndarray) -> float:
    """log10 of the largest singular value; -inf for 0, inf for a matrix that has overflowed."""
    largest = np.abs(M).max()
    if largest == 0 or not np.isfinite(largest):
        return -np.inf if largest == 0 else np.inf
    return float(np.log10(np.linalg.svd(M / largest, compute_uv=False)[0]) + np.log10(largest))


def direct_path(run: Run, lengths: np.ndarray, wanted: np.ndarray) -> np.ndarray | None:
    """(lengths, wanted): log10 of the largest entry of ∏ f (the GRU: ∏ z) over the same steps: what ∂c_n/∂c_{n-k} would
    be if the gates were constants.  None for the RNN."""
    if run.keep_gate is None:
        return None
    with np.errstate(divide="ignore"):
        logs = np.concatenate([np.zeros((1, run.keep_gate.shape[1])), np.cumsum(np.log10(run.keep_gate), 0)])
    found = np.full((len(lengths), len(wanted)), np.nan)
    for row, n in enumerate(np.asarray(lengths)):
        inside = wanted < n
        with np.errstate(invalid="ignore"):
            largest = (logs[n] - logs[n - wanted[inside]]).max(1)
        found[row, inside] = np.where(np.isnan(largest), -np.inf, largest)
    return found


def singular_values(run: Run, length: int, wanted: list[int]) -> dict[int, np.ndarray]:
    """log10 of the singular values of ∂s_n/∂s_{n-k}, largest first, for every k; below float64's resolution beside the
    largest of them -inf, because an SVD cannot know them."""
    found = {}
    for _, k, M, e in products(run, np.array([min(length, run.finite_steps)]), np.array(wanted)):
        values = np.linalg.svd(M, compute_uv=False)
        resolved = values > len(M) * np.finfo(float).eps * values[0]
        logs = np.full(len(values), -np.inf)
        logs[resolved] = np.log10(values[resolved]) + e * np.log10(2)
        found[k] = logs
    return {k: found[k] for k in wanted if k in found}


def bound(run: Run, length: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Two bounds on log10 ‖∂h_n/∂h_{n-k}‖₂ of an RNN, k = 0 … n - 1: (σ_max(W) γ)ᵏ with γ the steepest that φ can be,
    1, and σ_max(W)ᵏ ∏ max|φ'(a_t)| with the slopes of this run (Pascanu, Mikolov & Bengio 2013, equation 6)."""
    if run.network.cell.name != "rnn":
        raise ValueError(f"the bound is the plain RNN's; got a {run.network.cell.name}")
    n = run.steps if length is None else length
    with np.errstate(divide="ignore", invalid="ignore"):
        sigma = np.log10(np.linalg.norm(run.network.params["weight_hh_l0"], 2))
        steepest = np.log10(run.slopes[0][:n, :, 0].max(1))[::-1]  # of the last step first
        k = np.arange(n)
        fixed = np.where(k > 0, k * sigma, 0.0)
        return fixed, fixed + np.concatenate([[0.0], np.cumsum(steepest)[: n - 1]])


def spectrum(run: Run) -> np.ndarray:
    """The eigenvalues of W_hh, of an RNN (H,); of a gated cell every gate's, (gates, H)."""
    H, W = run.network.hidden_size, run.network.params["weight_hh_l0"].astype(np.float64)
    values = np.linalg.eigvals(W.reshape(-1, H, H))
    return values[0] if len(values) == 1 else values

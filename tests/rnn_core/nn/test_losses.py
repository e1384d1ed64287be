import numpy as np
import pytest
import torch
import torch.nn.functional as F

from rnn_core.nn.losses import softmax, softmax_cross_entropy, squared_error


@pytest.mark.parametrize("weighted", [False, True])
def test_cross_entropy_is_torchs(weighted):
    rng = np.random.default_rng(0)
    logits, targets = rng.normal(size=(6, 2, 5)) * 30, rng.integers(0, 5, (6, 2))
    weights = rng.uniform(0, 2, (6, 2)) * (rng.random((6, 2)) < 0.7) if weighted else None
    leaf = torch.from_numpy(logits).requires_grad_()
    each = F.cross_entropy(leaf.reshape(-1, 5), torch.from_numpy(targets).reshape(-1), reduction="none")
    w = torch.ones(12, dtype=torch.float64) if weights is None else torch.from_numpy(weights).reshape(-1)
    theirs = (each * w).sum() / w.sum()
    theirs.backward()
    loss, d_logits = softmax_cross_entropy(logits, targets, weights)
    assert loss == pytest.approx(theirs.item(), abs=1e-12)
    np.testing.assert_allclose(d_logits, leaf.grad, atol=1e-13)


def test_huge_logits_do_not_overflow():
    loss, slope = softmax_cross_entropy(np.array([[1e4, -1e4]], np.float32), np.array([1]))
    assert loss == 2e4 and np.isfinite(slope).all() and slope.dtype == np.float32
    assert softmax(np.array([1e4, 1e4])).tolist() == pytest.approx([0.5, 0.5])


def test_squared_error_is_torchs():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, 4, 3))
    leaf = torch.from_numpy(a.copy()).requires_grad_()
    theirs = F.mse_loss(leaf, torch.from_numpy(b.copy()))
    theirs.backward()
    loss, slope = squared_error(a, b)
    assert loss == pytest.approx(theirs.item(), abs=1e-14)
    np.testing.assert_allclose(slope, leaf.grad, atol=1e-14)


def test_what_cannot_be_is_refused_by_name():
    logits = np.zeros((2, 3))
    with pytest.raises(ValueError, match="between 0 and 2; got 3"):
        softmax_cross_entropy(logits, np.array([0, 3]))
    with pytest.raises(ValueError, match=r"targets must have shape \(2,\)"):
        softmax_cross_entropy(logits, np.array([0]))
    with pytest.raises(ValueError, match="positive sum; got 0"):
        softmax_cross_entropy(logits, np.array([0, 1]), np.zeros(2))
    with pytest.raises(ValueError, match=r"target must have shape \(2, 3\)"):
        squared_error(logits, np.zeros(3))

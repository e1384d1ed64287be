import numpy as np
import pytest
import torch

from rnn_core.nn.optimisers import Adam, clip_by_global_norm


@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_adam_takes_torchs_steps(decay):
    rng = np.random.default_rng(0)
    ours = {"a": rng.normal(size=(3, 2)), "b": rng.normal(size=4)}
    theirs = [torch.from_numpy(p.copy()).requires_grad_() for p in ours.values()]
    optimiser = torch.optim.AdamW(theirs, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=decay)
    adam = Adam(ours, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=decay)
    for _ in range(20):
        slopes = {name: rng.normal(size=p.shape) for name, p in ours.items()}
        for p, slope in zip(theirs, slopes.values(), strict=True):
            p.grad = torch.from_numpy(slope.copy())
        optimiser.step()
        adam.step(slopes)
    for p, q in zip(ours.values(), theirs, strict=True):
        np.testing.assert_allclose(p, q.detach(), atol=1e-13)


@pytest.mark.parametrize("max_norm", [0.5, 100.0])
def test_clipping_is_torchs(max_norm):
    rng = np.random.default_rng(1)
    ours = {"a": rng.normal(size=(3, 2)), "b": rng.normal(size=4)}
    theirs = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in ours.values()]
    for p, g in zip(theirs, ours.values(), strict=True):
        p.grad = torch.from_numpy(g.copy())
    norm = torch.nn.utils.clip_grad_norm_(theirs, max_norm)
    assert clip_by_global_norm(ours, max_norm) == pytest.approx(norm.item(), rel=1e-14)
    for g, p in zip(ours.values(), theirs, strict=True):
        np.testing.assert_allclose(g, p.grad, rtol=1e-13)


def test_what_cannot_be_is_refused_by_name():
    with pytest.raises(ValueError, match="lr must be above 0; got 0"):
        Adam({}, lr=0)
    with pytest.raises(ValueError, match="betas"):
        Adam({}, betas=(1.0, 0.9))
    with pytest.raises(KeyError, match="do not match"):
        Adam({"a": np.zeros(2)}).step({"b": np.zeros(2)})
    with pytest.raises(FloatingPointError, match="norm is nan: lower the learning rate"):
        clip_by_global_norm({"a": np.array([np.nan])}, 1.0)

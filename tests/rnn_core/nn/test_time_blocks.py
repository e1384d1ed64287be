import numpy as np
import pytest

from rnn_core.nn.time_blocks import flat, product


@pytest.mark.parametrize("batch", [1, 3])
def test_a_product_is_one_matmul_a_step(batch):
    rng = np.random.default_rng(0)
    W, x = rng.normal(size=(4, 5)), rng.normal(size=(6, 5, batch))
    expected = np.stack([W @ x_t for x_t in x])
    np.testing.assert_allclose(product(W, x), expected, atol=1e-14)
    into = np.zeros((6, 9, batch))
    product(W, x, out=into[:, 2:6])
    np.testing.assert_allclose(into[:, 2:6], expected, atol=1e-14)
    assert not into[:, :2].any() and not into[:, 6:].any()


@pytest.mark.parametrize("batch", [1, 3])
def test_flat_sums_over_time_and_batch_in_one_matmul(batch):
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(6, 4, batch)), rng.normal(size=(6, 5, batch))
    np.testing.assert_allclose(flat(a) @ flat(b).T, np.einsum("tin,tjn->ij", a, b), atol=1e-13)

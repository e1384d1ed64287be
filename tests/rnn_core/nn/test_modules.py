import numpy as np
import pytest
import torch

from rnn_core.nn.modules import Assembled, Embedding, Linear, gathered, scatter_add


@pytest.mark.parametrize("bias", [True, False])
def test_linear_is_torchs(bias):
    rng = np.random.default_rng(0)
    ours, theirs = Linear(5, 3, bias, dtype=np.float64, rng=1), torch.nn.Linear(5, 3, bias, dtype=torch.float64)
    theirs.load_state_dict({name: torch.from_numpy(p.copy()) for name, p in ours.params.items()})
    x, d_y = rng.normal(size=(4, 2, 5)), rng.normal(size=(4, 2, 3))
    tx = torch.from_numpy(x).requires_grad_()
    y = theirs(tx)
    y.backward(torch.from_numpy(d_y))
    d_x, grads = ours.backward(x, d_y)
    np.testing.assert_allclose(ours(x), y.detach(), atol=1e-13)
    np.testing.assert_allclose(d_x, tx.grad, atol=1e-13)
    for name, p in theirs.named_parameters():
        np.testing.assert_allclose(grads[name], p.grad, atol=1e-12)


def test_embedding_is_torchs_and_repeated_ids_add_up():
    rng = np.random.default_rng(0)
    ours, theirs = Embedding(7, 4, dtype=np.float64, rng=1), torch.nn.Embedding(7, 4, dtype=torch.float64)
    theirs.load_state_dict({"weight": torch.from_numpy(ours.params["weight"].copy())})
    ids, d = np.array([[1, 1, 6], [0, 1, 3]]), rng.normal(size=(2, 3, 4))
    theirs(torch.from_numpy(ids)).backward(torch.from_numpy(d))
    np.testing.assert_array_equal(ours(ids), theirs(torch.from_numpy(ids)).detach())
    np.testing.assert_allclose(ours.backward(ids, d)["weight"], theirs.weight.grad, atol=1e-14)


def test_scatter_add_is_add_at():
    rng = np.random.default_rng(0)
    ids, rows, one, two = rng.integers(0, 9, 100), rng.normal(size=(100, 3)), np.ones((9, 3)), np.ones((9, 3))
    scatter_add(one, ids, rows)
    np.add.at(two, ids, rows)
    np.testing.assert_allclose(one, two, atol=1e-13)
    scatter_add(one, ids[:0], rows[:0])


def test_what_cannot_be_is_refused_by_name():
    with pytest.raises(ValueError, match="between 0 and 6; got 7"):
        Embedding(7, 4)(np.array([0, 7]))
    with pytest.raises(TypeError, match="whole numbers; got float64"):
        Embedding(7, 4)(np.array([0.5]))
    with pytest.raises(ValueError, match="in_features=5; got shape"):
        Linear(5, 3)(np.zeros((2, 4)))


def test_a_network_of_parts_holds_the_very_arrays_of_its_parts_under_torchs_names():
    class Net(Assembled):
        def __init__(self):
            self.table, self.head = Embedding(3, 2), Linear(2, 4)
            self.params = gathered(table=self.table, rnn=None, head=self.head)

    net, module = Net(), torch.nn.ModuleDict({"table": torch.nn.Embedding(3, 2), "head": torch.nn.Linear(2, 4)})
    assert set(net.params) == set(module.state_dict()) and net.size == sum(p.numel() for p in module.parameters())
    net.load_state_dict(module.state_dict())
    assert np.array_equal(net.head.params["bias"], module["head"].bias.detach().numpy())
    with pytest.raises(KeyError, match="table"):
        net.load_state_dict({"head.weight": np.zeros((4, 2)), "head.bias": np.zeros(4)})

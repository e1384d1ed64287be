import numpy as np
import pytest
import torch

from rnn_core import GRU, LSTM, RNN
from rnn_core.torch_models import from_torch, twin


@pytest.mark.parametrize("make, options", [(RNN, {"nonlinearity": "relu"}), (LSTM, {"batch_first": True}), (GRU, {"bias": False})])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_there_and_back_is_the_same_network(make, options, dtype):
    net = make(3, 4, 2, bidirectional=True, dtype=dtype, dropout=0.2, rng=5, **options)
    module = twin(net)
    again = from_torch(module)
    assert type(again) is make and again.dtype == net.dtype and again.dropout == net.dropout
    x = np.random.default_rng(0).normal(size=(5, 2, 3)).astype(dtype)
    np.testing.assert_array_equal(net(x)[0], again(x)[0])
    np.testing.assert_allclose(module.eval()(torch.from_numpy(x))[0].detach(), net(x)[0], atol=1e-6)
    assert list(module.state_dict()) == list(net.params)


def test_the_twin_has_weights_of_its_own():
    net = LSTM(3, 4)
    module = twin(net)
    with torch.no_grad():
        module.weight_hh_l0.zero_()
    assert net.params["weight_hh_l0"].any()


def test_what_has_no_counterpart_is_refused():
    with pytest.raises(ValueError, match="no GRU with reset_after=False"):
        twin(GRU(3, 4, reset_after=False))
    with pytest.raises(ValueError, match="proj_size=2 has no counterpart"):
        from_torch(torch.nn.LSTM(3, 4, proj_size=2))
    with pytest.raises(TypeError, match="got Linear"):
        from_torch(torch.nn.Linear(3, 4))


def test_curves_that_torch_has_not_are_refused():
    with pytest.raises(ValueError, match=r"torch\.nn has no lstm with .*relu"):
        twin(LSTM(2, 3, activation="relu"))
    with pytest.raises(ValueError, match="hard_sigmoid"):
        twin(GRU(2, 3, recurrent_activation="hard_sigmoid"))

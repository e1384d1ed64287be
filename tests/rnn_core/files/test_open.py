"""Files of PyTorch and NumPy, written by these themselves: read without PyTorch, run, and compared with the module that was saved."""

import io

import numpy as np
import pytest
import torch
from safetensors.torch import save

from rnn_core import load_network
from rnn_core.files import Unreadable

X = np.random.default_rng(0).normal(size=(11, 3, 5)).astype(np.float32)


def module(cell="LSTM", **options):
    torch.manual_seed(0)
    return getattr(torch.nn, cell)(5, 7, 2, **{"bidirectional": True} | options)


def answers(made, x=X):
    made = made.to(torch.float64 if x.dtype == np.float64 else torch.float32)
    with torch.no_grad():
        return made(torch.from_numpy(x))[0].numpy()


def saved(value, **options):
    stream = io.BytesIO()
    torch.save(value, stream, **options)
    return stream.getvalue()


class Tagger(torch.nn.Module):
    """Somebody's model, saved whole."""

    def __init__(self, made):
        super().__init__()
        self.embedding, self.recurrent, self.head = torch.nn.Embedding(9, 5), made, torch.nn.Linear(14, 4)


WRAPPED = {
    "plain": lambda made: made.state_dict(),
    "nested": lambda made: {"epoch": 3, "model_state_dict": made.state_dict(), "loss": 0.5},
    "covered": lambda made: {"state_dict": {f"_orig_mod.module.{name}": value for name, value in made.state_dict().items()}},
    "with its optimiser": lambda made: {"model": made.state_dict(), "optimizer": torch.optim.Adam(made.parameters()).state_dict()},
    "a whole module": lambda made: made,
    "somebody's module": Tagger,
}


@pytest.mark.parametrize("cell", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("how", WRAPPED)
def test_what_torch_saves_computes_the_same(cell, zipped, how):
    made = module(cell)
    network = load_network(saved(WRAPPED[how](made), _use_new_zipfile_serialization=zipped), "model.pt")
    assert len(network.stacks) == 1 and len(network.layers) == 2 and network.framework == "pytorch"
    assert np.abs(network.run(X).output - answers(made)).max() <= 1e-6


def test_a_saved_module_says_that_its_curve_is_relu_and_a_state_dict_is_asked():
    made = module("RNN", nonlinearity="relu")
    for found in (load_network(saved(made)), load_network(saved(made.state_dict()), activation="relu")):
        assert found.layers[0].activation == "relu" and np.abs(found.run(X).output - answers(made)).max() <= 1e-6
    unsure = load_network(saved(made.state_dict()))
    assert unsure.layers[0].activation == "tanh" and "does not say" in unsure.odd[0]


@pytest.mark.parametrize("dtype, limit", [(torch.float16, 1e-6), (torch.bfloat16, 1e-6), (torch.float32, 1e-6), (torch.float64, 1e-12)])
@pytest.mark.parametrize("write", [saved, save], ids=["pt", "safetensors"])
def test_every_precision(dtype, limit, write):
    made = module("GRU").to(dtype)
    network = load_network(write({name: value.contiguous() for name, value in made.state_dict().items()}))
    x = X.astype(network.dtype)
    assert network.stored == (str(dtype).removeprefix("torch."),)
    assert network.dtype == (np.float64 if dtype == torch.float64 else np.float32)
    assert np.abs(network.run(x).output - answers(made, x)).max() <= limit


def test_a_projected_lstm_hands_on_fewer_numbers():
    made = module("LSTM", proj_size=3).double()
    network = load_network(saved(made.state_dict()))
    x = X.astype(float)
    run = network.run(x)
    assert np.abs(run.output - answers(made, x)).max() <= 1e-12
    assert run.states["lstm_l1_reverse.h"].shape == (11, 3, 3) and run.states["lstm_l1_reverse.c"].shape == (11, 3, 7)


def test_cells_are_one_layer():
    torch.manual_seed(0)
    made = torch.nn.GRUCell(5, 7)
    network = load_network(saved({f"model.step.{name}": value for name, value in made.state_dict().items()}))
    h = torch.zeros(3, 7)
    for t, x in enumerate(torch.from_numpy(X)):
        h = made(x, h)
        assert np.abs(network.states(X)["step.h"][t] - h.detach().numpy()).max() <= 1e-6


def test_torchscript_is_read():
    made = torch.nn.Sequential(torch.nn.GRU(5, 7))
    stream = io.BytesIO()
    torch.jit.save(torch.jit.script(made), stream)
    network = load_network(stream.getvalue())
    assert np.abs(network.run(X).output - answers(made[0])).max() <= 1e-6


def test_an_npz_and_a_path_and_an_open_file(tmp_path):
    made = module("GRU", bias=False)
    np.savez_compressed(tmp_path / "a.npz", **{name: value.numpy() for name, value in made.state_dict().items()})
    with open(tmp_path / "a.npz", "rb") as opened:
        for network in (load_network(tmp_path / "a.npz"), load_network(opened)):
            assert not network.layers[0].bias and network.name == "a.npz"
            assert np.abs(network.run(X).output - answers(made)).max() <= 1e-6


def test_several_modules_are_run_one_by_one_or_in_the_order_that_is_named():
    encoder, decoder = module("LSTM", bidirectional=False), torch.nn.GRU(7, 4)
    network = load_network(saved({f"{name}.{key}": value for name, made in (("decoder", decoder), ("encoder", encoder))
                                  for key, value in made.state_dict().items()}))
    assert [s.name for s in network.stacks] == ["decoder", "encoder"] and "does not say how they are connected" in network.odd[0]
    with pytest.raises(ValueError, match="say which, stack='decoder'"):
        network.gates(X)
    assert np.abs(network.run(X, stack="encoder").output - answers(encoder)).max() <= 1e-6
    both = network.run(X, stack=["encoder", "decoder"])
    assert np.abs(both.output - answers(decoder, answers(encoder))).max() <= 1e-6
    with pytest.raises(ValueError, match="encoder reads 5 numbers a step, where decoder writes 4"):
        network.run(X, stack=["decoder", "encoder"])


@pytest.mark.parametrize("zipped", [True, False])
def test_tensors_that_share_a_storage_or_are_transposed(zipped):
    """As they come from a GPU, where all of a module's weights lie in one run of numbers."""
    made = module("GRU")
    flat, at, state = torch.cat([value.T.reshape(-1) for value in made.state_dict().values()]), 0, {}
    for name, value in made.state_dict().items():
        state[name] = flat[at : at + value.numel()].view(value.T.shape).T
        at += value.numel()
    network = load_network(saved(state, _use_new_zipfile_serialization=zipped))
    assert np.abs(network.run(X).output - answers(made)).max() <= 1e-6


class Evil:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (self.path, "w"))


@pytest.mark.parametrize("zipped", [True, False])
def test_a_pickle_that_would_run_something_runs_nothing(tmp_path, zipped):
    made = module()
    data = saved({"evil": Evil(str(tmp_path / "ran")), "model": made.state_dict()}, _use_new_zipfile_serialization=zipped)
    network = load_network(data)
    assert not (tmp_path / "ran").exists() and any("was not run" in note for note in network.odd)
    assert np.abs(network.run(X).output - answers(made)).max() <= 1e-6
    with pytest.raises(Unreadable, match="no recurrent layer"):
        load_network(saved({"weight_ih_l0": Evil(str(tmp_path / "ran"))}, _use_new_zipfile_serialization=zipped))
    assert not (tmp_path / "ran").exists()

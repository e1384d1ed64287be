"""Files of both frameworks; .keras and .weights.h5 from real Keras are read in tests/tensorflow."""

import numpy as np
import pytest
import torch

from rnn_core.frameworks.__main__ import main
from rnn_core.frameworks.convert import torch_to_keras
from rnn_core.frameworks.weight_files import cell_of, save_arrays, torch_state
from rnn_core.nn.safetensors import DamagedFile, load_safetensors


def module():
    return torch.nn.GRU(5, 7, 2, bidirectional=True)


@pytest.mark.parametrize("ending", ["safetensors", "npz", "pt", "pth"])
def test_a_state_dict_comes_back_from_every_kind_of_file(tmp_path, ending):
    state_dict = module().state_dict()
    path = tmp_path / f"model.{ending}"
    if ending.startswith("pt"):
        torch.save(state_dict, path)
    else:
        save_arrays(path, {name: value.numpy() for name, value in state_dict.items()})
    found = torch_state(path)
    assert set(found) == set(state_dict) and all(np.array_equal(found[name], state_dict[name].numpy()) for name in state_dict)


def test_a_pickle_that_would_run_something_is_refused(tmp_path):
    class Evil:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    torch.save({"weight_ih_l0": Evil()}, tmp_path / "model.pt")
    with pytest.raises(DamagedFile, match=r"model\.pt: it holds no tensors. It names code \(\w+\.open\), which was not run"):
        torch_state(tmp_path / "model.pt")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name, text", [("a.pt", b"no"), ("a.npz", b"PK"), ("a.safetensors", b"x" * 9), ("a.bin", b""), ("none.pt", None)])
def test_what_cannot_be_read_is_named(tmp_path, name, text):
    if text is not None:
        (tmp_path / name).write_bytes(text)
    with pytest.raises(DamagedFile, match=name.replace(".", r"\.")):
        torch_state(tmp_path / name)


def test_an_object_array_is_not_unpickled(tmp_path):
    np.savez(tmp_path / "a.npz", weight_ih_l0=np.array([{}], dtype=object))
    with pytest.raises(DamagedFile):
        torch_state(tmp_path / "a.npz")


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_a_cell_is_seen_from_its_shapes(cell):
    made = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[cell](5, 7)
    assert cell_of(torch_to_keras(cell, made.state_dict())) == cell


def test_by_command_from_a_state_dict_to_kerass_arrays(tmp_path, capsys):
    made = module()
    torch.save({f"encoder.{name}": value for name, value in made.state_dict().items()}, tmp_path / "model.pt")
    main(["to-keras", str(tmp_path / "model.pt"), str(tmp_path / "gru.npz"), "--cell", "gru"])
    with np.load(tmp_path / "gru.npz") as found:
        arrays = list(found.values())
    assert all(np.array_equal(a, b) for a, b in zip(arrays, torch_to_keras("gru", made.state_dict()), strict=True))
    assert "(5, 21)  float32" in capsys.readouterr().out


def test_by_command_a_mismatch_is_a_sentence(tmp_path):
    torch.save(module().state_dict(), tmp_path / "model.pt")
    with pytest.raises(SystemExit, match="weight_ih_l0 has shape"):
        main(["to-keras", str(tmp_path / "model.pt"), str(tmp_path / "x.npz"), "--cell", "lstm"])
    with pytest.raises(SystemExit, match=r"\.safetensors or \.npz"):
        main(["to-keras", str(tmp_path / "model.pt"), str(tmp_path / "x.txt"), "--cell", "gru"])


def test_by_command_a_program_is_printed(capsys):
    main(["program", "pytorch", "--cell", "gru", "--task", "forecasting", "--hidden-size", "24", "--masked"])
    text = capsys.readouterr().out
    compile(text, "program", "exec")
    assert "nn.GRU(1, 24, batch_first=True)" in text and "pack_padded_sequence" in text
    with pytest.raises(SystemExit, match="still to be"):
        main(["program", "keras", "--task", "generation", "--bidirectional"])


def test_metadata_is_no_tensor(tmp_path):
    save_arrays(tmp_path / "a.safetensors", {"weight_ih_l0": np.zeros((3, 2), np.float32)})
    assert load_safetensors(tmp_path / "a.safetensors")[1] == {}

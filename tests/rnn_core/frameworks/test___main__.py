"""The commands on files."""

from pathlib import Path

import numpy as np
import pytest

from rnn_core.frameworks.__main__ import main

FILES = Path(__file__).parents[2] / "foreign" / "files"


def test_show_says_what_is_in_a_file(capsys):
    main(["show", str(FILES / "keras3-functional.h5")])
    told = capsys.readouterr().out
    assert "keras3-functional.h5: Keras 3 model, .h5, keras version 3." in told and "464 recurrent parameters, float32" in told
    assert "stack zebra: 3 numbers a step in, 4 out" in told and "  ant    GRU   4   4      4    forward    tanh" in told
    assert "not used here, 2 arrays:" in told


def test_show_says_what_is_odd(capsys):
    main(["show", str(FILES / "keras2-reset-before.h5")])
    assert "reset before the product" in capsys.readouterr().out
    main(["show", str(FILES / "torch-projected.pt")])
    told = capsys.readouterr().out
    assert "projected to 2" in told and "! Its weights are stored as bfloat16" in told
    main(["show", str(FILES / "keras3-merge-sum.keras")])
    assert "merge sum" in capsys.readouterr().out


def test_convert_needs_nothing_said_that_the_file_says(tmp_path, capsys):
    main(["convert", str(FILES / "keras2-lstm.h5"), str(tmp_path / "out.npz")])
    told = capsys.readouterr().out
    assert "lstm" in told and "torch.nn.LSTM(3, 4" in told and "in torch 2" in told and "not converted" not in told
    assert len(np.load(tmp_path / "out.npz").files) == 8 or len(np.load(tmp_path / "out.npz").files) == 16


def test_convert_takes_one_of_several_and_the_same_framework(tmp_path, capsys):
    main(["convert", str(FILES / "torch-two.safetensors"), str(tmp_path / "out.npz"), "--to", "pytorch", "--stack", "encoder"])
    assert "torch.nn.LSTM(3, 4)" in capsys.readouterr().out and set(np.load(tmp_path / "out.npz")) == {
        "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"}
    main(["convert", str(FILES / "torch-relu.npz"), str(tmp_path / "out.keras"), "--activation", "relu"])
    assert "load_model('out.keras')" in capsys.readouterr().out


@pytest.mark.parametrize("arguments, words", [
    (["show", "none.pt"], "there is no file"), (["convert", str(FILES / "keras3-relu.keras"), "out.npz"], "activation relu"),
    (["convert", str(FILES / "torch-lstm.pt"), "out.pt"], r"out\.pt: weights for Keras are written as"),
    (["show", str(FILES / "keras3-gelu.keras")], "'gelu' is not computed here")])
def test_what_fails_ends_with_one_line_and_a_status(tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=words) as told:
        main(arguments)
    assert "\n" not in str(told.value.code)

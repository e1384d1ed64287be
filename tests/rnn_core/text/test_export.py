"""The two files work by themselves, and go on exactly where the model is."""

import itertools
import re
import runpy
import subprocess
import sys

import numpy as np
import pytest

from rnn_core.nn.optimisers import Adam
from rnn_core.nn.safetensors import load_safetensors
from rnn_core.nn.training import training
from rnn_core.text.characters import Alphabet, CharacterModel, Streams
from rnn_core.text.export import script, weights

TEXT = "Où est-elle? “Là-bas”, dit-il; the cat sat on the mat.\n" * 30


@pytest.fixture
def script_run(tmp_path, monkeypatch, capsys):
    """What a script prints that is run as a program is, in this process: torch is loaded once for all of them."""
    def run(*arguments):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", list(arguments))
        runpy.run_path(arguments[0], run_name="__main__")
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("cell, num_layers", [("rnn", 1), ("gru", 2), ("lstm", 1)])
@pytest.mark.slow
def test_the_script_trains_on_where_the_model_is(tmp_path, script_run, cell, num_layers):
    model = CharacterModel(cell, Alphabet.of(TEXT), embedding_dim=6, hidden_size=12, num_layers=num_layers, rng=1)
    (tmp_path / "mine.safetensors").write_bytes(weights(model, "a test"))
    (tmp_path / "mine.py").write_text(script(model, "mine.safetensors", rows=4, window=16, lr=0.01, clip=0.5, weight_decay=0.01))
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    printed = script_run("mine.py", "text.txt", "--steps", "100")
    told = {int(step): float(loss) for step, loss in re.findall(r"step (\d+): loss ([\d.]+)", printed)}
    ours = list(itertools.islice(training(model, Streams(model, TEXT, steps=16, rows=4), Adam(model.params, lr=0.01, weight_decay=0.01),
                                          steps=100, clip=0.5), 100))
    assert told == pytest.approx({1: ours[0].loss, 100: ours[99].loss}, abs=2e-3) and told[100] < 0.8 * told[1]
    more, metadata = load_safetensors(tmp_path / "mine-more.safetensors")
    again = CharacterModel.restored(more, metadata)
    for name, value in model.params.items():
        np.testing.assert_allclose(again.params[name], value, atol=2e-2, err_msg=name)


def test_the_weights_come_back_as_they_were(tmp_path):
    model = CharacterModel("lstm", Alphabet.of(TEXT), embedding_dim=6, hidden_size=12, rng=1)
    (tmp_path / "x.safetensors").write_bytes(weights(model, "a test"))
    again = CharacterModel.restored(*load_safetensors(tmp_path / "x.safetensors"))
    assert (again.cell, again.alphabet) == ("lstm", model.alphabet)
    for name, value in model.params.items():
        np.testing.assert_array_equal(again.params[name], value)


@pytest.mark.slow
def test_the_script_writes_without_a_text(tmp_path):
    model = CharacterModel("gru", Alphabet.of(TEXT), embedding_dim=6, hidden_size=12, rng=1)
    (tmp_path / "x.safetensors").write_bytes(weights(model, "a test"))
    (tmp_path / "x.py").write_text(script(model, "x.safetensors"))
    done = subprocess.run([sys.executable, "x.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0 and len(done.stdout) >= 300, done.stderr

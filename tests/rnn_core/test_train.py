"""The commands that made the zoo: repeatable, and the figures they report."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rnn_core import zoo
from rnn_core.train import characters, completers, evaluation
from rnn_core.train.completers import Batches, vocabulary
from rnn_core.train.model_selection import searched

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_run_repeats_to_the_last_bit():
    finals = []
    for _ in range(2):
        completer = completers.new("gru", seed=3)
        losses = [now.loss for now in completers.run(completer, 2e-3, 3, steps=8)]
        finals.append((losses, {name: value.copy() for name, value in completer.params.items()}))
    assert finals[0][0] == finals[1][0]
    for name, value in finals[0][1].items():
        np.testing.assert_array_equal(value, finals[1][1][name])


@pytest.mark.slow
def test_every_kind_learns():
    for kind in completers.KINDS:
        losses = [now.loss for now in completers.run(completers.new(kind, 0), 4e-3, 0, steps=24)]
        assert np.mean(losses[-8:]) < 0.9 * np.mean(losses[:8]), kind


def test_batches_weigh_answers_and_never_the_padding():
    words = vocabulary()
    for batch, _ in zip(Batches(words, 10, 0), range(30), strict=False):
        assert batch.ids.shape[0] == batch.weights.shape[0] + 1 and not batch.ids[0].any()
        assert not batch.weights[batch.ids[1:] == 0].any()
        assert batch.weights.sum() > 0


@pytest.mark.slow
def test_the_command_rebuilds_a_model_with_its_card(tmp_path):
    done = subprocess.run([sys.executable, "-m", "rnn_core.train", "completion-window", "--steps", "3", "--out", tmp_path],
                          cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[##############################] 3/3" in done.stderr and "# completion-window" in done.stdout
    assert zoo.load("completion-window", tmp_path).kind == "window"
    assert zoo.figures("completion-window", tmp_path)["steps"] == 3
    assert zoo.card("completion-window", tmp_path) in done.stdout


@pytest.mark.parametrize("right, of, low, high", [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)])
def test_the_interval_is_wilsons(right, of, low, high):
    """Values from the closed form as printed by Brown, Cai & DasGupta (2001), z = 1.96."""
    assert evaluation.wilson(right, of) == pytest.approx((low, high), abs=1e-4)


def test_the_choice_is_the_best_of_the_search():
    for kind, found in searched("completion").items():
        rates = sorted(map(float, found["rates"]))
        assert set(completers.RATES) <= set(rates) and rates[0] < found["lr"] < rates[-1], kind
        assert set(map(int, found["seeds"])) == set(completers.SEEDS)
        assert found["rates"][str(found["lr"])] == max(found["rates"].values()), kind
        assert found["seeds"][str(found["seed"])] == max(found["seeds"].values()), kind
        told = zoo.figures(f"completion-{kind}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])
    assert set(searched("completion")) == set(completers.KINDS)


# --- character models ---------------------------------------------------------------------------------------

def test_the_characters_choice_is_the_best_of_the_search():
    assert set(searched("characters")) == set(characters.CELLS)
    for cell, found in searched("characters").items():
        assert set(map(float, found["rates"])) == set(characters.RATES) and set(map(int, found["seeds"])) == set(characters.SEEDS)
        assert found["rates"][str(found["lr"])] == min(found["rates"].values()), cell
        assert found["seeds"][str(found["seed"])] == min(found["seeds"].values()), cell
        told = zoo.figures(f"characters-{cell}")
        assert (told["lr"], told["seed"], told["steps"]) == (found["lr"], found["seed"], found["steps"])


@pytest.mark.slow
def test_every_cell_learns_characters():
    for cell in characters.CELLS:
        losses = [now.loss for now in characters.run(characters.new(cell, 0), 4e-3, 0, steps=12)]
        assert np.mean(losses[-5:]) < 0.8 * losses[0], cell


@pytest.mark.slow
def test_the_command_rebuilds_a_character_model_with_its_card(tmp_path):
    done = subprocess.run([sys.executable, "-m", "rnn_core.train", "characters-rnn", "--steps", "2", "--out", tmp_path],
                          cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert zoo.load_characters("characters-rnn", tmp_path).cell == "rnn"
    assert zoo.card("characters-rnn", tmp_path) in done.stdout


@pytest.mark.parametrize("text, source, longest", [("xxabcdyy", "..abcd..", "abcd"), ("abc", "abc", "abc"), ("xyz", "abc", ""), ("abab", "aba", "aba")])
def test_the_longest_copy_is_found(text, source, longest):
    assert characters.longest_copy(text, source) == longest

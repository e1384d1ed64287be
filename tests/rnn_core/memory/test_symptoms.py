"""The recorded trainings can be had again, and each pair shows what its page says."""

from dataclasses import replace
from statistics import median

import numpy as np
import pytest
import torch

from rnn_core.memory import TASKS, symptoms
from rnn_core.memory.symptoms import FLAT, FORGETS, NAN, ONE_FRAMEWORK, OVERFITTED, SEEDS, SETTINGS, SoftmaxTwice


def runs(symptom, mended):
    return [run for run in symptoms.read()["runs"] if (run["symptom"], run["mended"]) == (symptom, mended)]


def end(symptom, mended, what="training"):
    return median(run[what] for run in runs(symptom, mended))


def test_every_training_is_there_for_every_seed():
    for symptom in SETTINGS:
        for mended in (False, True):
            assert [run["seed"] for run in runs(symptom, mended)] == list(SEEDS)
            assert all(len(run["steps"]) == len(run["losses"]) for run in runs(symptom, mended))


def test_what_is_mended_learns_and_what_is_not_does_not():
    for symptom in (FORGETS, ONE_FRAMEWORK):
        assert all(run["training"] > 0.95 * symptoms.baseline(symptom) for run in runs(symptom, False))
        assert end(symptom, True) < 0.2 * symptoms.baseline(symptom)
    assert end(OVERFITTED, False) < 1e-4 < 0.5 < end(OVERFITTED, False, "held_out") and end(OVERFITTED, True, "held_out") < 1e-3


def test_a_softmax_too_many_ends_at_the_smallest_value_it_can_have():
    least = -np.log(np.e / (np.e + 7))
    assert all(least <= run["training"] + 5e-4 and run["training"] < least + 1e-3 for run in runs(FLAT, False))
    assert end(FLAT, True) < 1e-3


def test_unclipped_the_loss_is_no_number_soon_and_clipped_it_stays_one():
    assert all(run["steps"][-1] < 5 for run in runs(NAN, False))
    assert all(run["steps"][-1] == SETTINGS[NAN].steps and run["training"] < 1 for run in runs(NAN, True))


@pytest.mark.parametrize("symptom", SETTINGS)
def test_the_first_points_are_computed_again(symptom):
    setting = SETTINGS[symptom]
    for mended in (False, True):
        again = replace(setting, **setting.changes) if mended else setting
        curve = symptoms.losses(again, seed=1)
        for recorded in runs(symptom, mended)[1]["losses"][:2]:
            point = next(curve, None)
            assert point is None or point[2 if setting.held_out else 1] == pytest.approx(recorded, rel=2e-3)


def test_the_softmax_too_many_has_torchs_loss_and_slope():
    y, target = np.random.default_rng(0).normal(size=(5, 8)), np.array([0, 3, 7, 7, 1])
    loss, slope = SoftmaxTwice("lstm", TASKS["recall"])._loss(y, target)
    at = torch.tensor(y, requires_grad=True)
    want = torch.nn.functional.cross_entropy(torch.softmax(at, 1), torch.tensor(target))
    want.backward()
    assert loss == pytest.approx(want.item(), abs=1e-12)
    np.testing.assert_allclose(slope, at.grad.numpy(), atol=1e-12)

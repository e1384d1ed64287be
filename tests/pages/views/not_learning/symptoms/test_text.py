"""Every check has a proof that its link opens, and lines that run."""

import re

import numpy as np
import pytest
import torch

from pages.common import links
from pages.common.controls import field_of
from pages.views.not_learning.symptoms import compute, figures, text
from rnn_core.memory.symptoms import SETTINGS, baseline
from tests.test_golden_links import read

CHECKS = [pytest.param(check, id=f"{symptom.name}: {check.question}") for symptom in text.symptoms().values() for check in symptom.checks]


def given():
    """What a check's lines of PyTorch stand for."""
    torch.manual_seed(0)
    lstm, head = torch.nn.LSTM(8, 16, batch_first=True), torch.nn.Linear(16, 3)
    model, x, y = torch.nn.ModuleList([lstm, head]), torch.randn(4, 6, 8), torch.tensor([0, 1, 2, 0])
    output, state = lstm(x)
    logits = head(output[:, -1])
    return {"torch": torch, "np": np, "lstm": lstm, "model": model, "x": x, "y": y, "state": state, "logits": logits,
            "loss": torch.nn.functional.cross_entropy(logits, y), "optimizer": torch.optim.Adam(model.parameters()),
            "lengths": torch.tensor([6, 4, 3, 6]), "group": np.array([0, 0, 1, 2, 3]), "decoder": torch.nn.LSTM(8, 8, batch_first=True)}


def test_every_symptom_of_the_page_has_its_checks_and_its_picture():
    assert list(text.symptoms()) == list(field_of(links.NotLearning, "symptom").metadata["setting"].options)
    assert {*SETTINGS, links.SLOW} == set(text.symptoms())
    assert all(3 <= len(symptom.checks) <= 5 and symptom.picture for symptom in text.symptoms().values())


@pytest.mark.parametrize("check", CHECKS)
def test_its_proof_is_a_link_that_is_understood(check):
    settings, notices = read(check.page, check.query)
    assert notices == [] and settings and all(settings[name] == value for name, value in check.query.items())


@pytest.mark.parametrize("check", CHECKS)
def test_its_lines_of_pytorch_run(check):
    exec(compile(check.torch, "check", "exec"), given())


def test_the_forget_gates_bias_is_where_the_lines_set_it():
    names = given()
    exec(text.symptoms()[links.FORGETS].checks[0].torch, names)
    lstm, c = names["lstm"], torch.ones(1, 1, 16)
    kept = lstm(torch.zeros(1, 1, 8), (torch.zeros(1, 1, 16), c))[1][1] - lstm(torch.zeros(1, 1, 8), (torch.zeros(1, 1, 16), 0 * c))[1][1]
    np.testing.assert_allclose(kept.detach().numpy(), 1 / (1 + np.exp(-3.0)), rtol=1e-5)


@pytest.mark.parametrize("check", CHECKS)
def test_its_words_are_plain(check):
    sentences = re.split(r"(?<=[.!?:;])\s", check.question + " " + check.why)
    assert all(len(sentence.split()) <= 30 for sentence in sentences) and check.question.endswith("?")


def test_the_picture_is_told_in_numbers_that_it_shows():
    recorded = compute.recorded()
    for name in SETTINGS:
        runs = [run for run in recorded["runs"] if run["symptom"] == name]
        figure = figures.curves(runs, baseline(name))
        thick = [trace for trace in figure.data if trace.name in ("as it is", "mended")]
        assert [len(trace.x) for trace in thick] == [max(len(run["steps"]) for run in runs if run["mended"] is m) for m in (False, True)]
        assert f"{thick[1].y[-1]:.3g}" in text.ends(runs) and len(text.rows(runs)) == 6
        assert ("no number" in text.ends(runs)) == (name == links.NAN) == any(trace.mode == "markers" for trace in figure.data)


def test_padding_is_counted():
    assert compute.padded_share(np.array([1] * 31 + [32])) == pytest.approx(1 - 63 / (32 * 32))
    shares, sentences = compute.padding()
    assert sentences % 32 == 0 and 0.5 < shares["as they come"] < 1 and shares["sorted by length"] < 0.2

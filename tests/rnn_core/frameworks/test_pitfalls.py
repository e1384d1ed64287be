"""The differences are whole and their proofs have been run; those that need PyTorch alone are run again here."""

import contextlib
import io
import re

import pytest
import torch

from rnn_core.frameworks.pitfalls import pitfalls
from rnn_core.frameworks.proofs import about, snippets
from rnn_core.frameworks.verify import run

PARTS = ("gru-gates", "two-biases", "reset-after", "initialisers", "h-n-view", "batch-first", "last-step", "padding-read", "return-state",
         "stacking", "mask-lost", "dropout", "activations", "state-across", "softmax-twice", "optimisers", "fused-path", "proj-size", "go-backwards")


def test_what_an_engineer_has_to_know_is_there():
    names = [pitfall.name for pitfall in pitfalls()]
    assert set(PARTS) <= set(names) and len(names) == len(set(names)) >= 20


@pytest.mark.parametrize("pitfall", pitfalls(), ids=lambda pitfall: pitfall.name)
def test_each_has_a_proof_that_was_run_as_it_stands_and_a_source(pitfall):
    assert pitfall.what and pitfall.instead and pitfall.printed, "run python -m rnn_core.frameworks.pitfalls"
    assert "assert " in pitfall.proof and pitfall.needs
    assert pitfall.sources and all(url.startswith("https://") for _, url in pitfall.sources)
    assert len(pitfall.proof.splitlines()) <= 40


@pytest.mark.filterwarnings("ignore:LSTM with projections")
@pytest.mark.parametrize("pitfall", [t for t in pitfalls() if t.needs == ("torch",)], ids=lambda pitfall: pitfall.name)
def test_proofs_that_need_pytorch_alone_still_hold(pitfall):
    printed = run(pitfall.proof)[1]
    shape = re.compile(r"\d+(\.\d+)?(e-\d+)?")
    assert shape.sub("#", printed) == shape.sub("#", pitfall.printed)


@pytest.mark.parametrize("pitfall", [t for t in pitfalls() if t.bug], ids=lambda pitfall: pitfall.name)
def test_a_bug_is_one_line_and_its_correction_another(pitfall):
    bug = pitfall.bug
    assert 0 <= bug.wrong < len(bug.lines) and bug.lines[bug.wrong].strip() and bug.right.strip() != bug.lines[bug.wrong].strip()
    assert bug.given and "self" not in bug.given + "".join([*bug.lines, bug.right])  # nothing that only a class would have
    for lines in (bug.lines, bug.corrected):
        compile("\n".join([bug.given, *lines]), "bug", "exec")  # both are Python


@pytest.mark.parametrize("bug", [pytest.param(t.bug, id=t.name) for t in pitfalls() if t.bug and not t.bug.needs_keras])
def test_a_bug_runs_as_it_stands_and_corrected_with_what_is_given_and_differs(bug):
    ran = []
    for lines in (bug.lines, bug.corrected):
        torch.manual_seed(0)
        ran.append(run("\n".join([bug.given, *lines]))[0])
    last = re.findall(r"^ *(\w+) = ", "\n".join(bug.lines), re.MULTILINE)[-1]
    assert not torch.equal(*(names[last] for names in ran)), f"{last} is the same with the wrong line and without"


def test_relu_has_a_counterpart_in_the_plain_rnn_and_nowhere_else():
    (pitfall,) = [t for t in pitfalls() if t.name == "activations"]
    assert torch.nn.RNN(2, 3, nonlinearity="relu").nonlinearity == "relu" and "nonlinearity='relu'" in pitfall.what and "relu" in pitfall.instead
    for cell in (torch.nn.LSTM, torch.nn.GRU):
        with pytest.raises(TypeError):
            cell(2, 3, nonlinearity="relu")


def test_there_is_a_round_to_play():
    assert sum(pitfall.bug is not None for pitfall in pitfalls()) >= 10
    assert len({pitfall.bug.wrong for pitfall in pitfalls() if pitfall.bug}) >= 3  # not always the same line


def test_the_videos_snippets_are_there_and_were_run():
    assert [("torch" in s.now, "keras" in s.now) for s in snippets()] == [(True, False), (False, True)]
    assert all(s.printed and s.why and s.was != s.now for s in snippets())
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(snippets()[0].was, "was", "exec"), {})
    assert run(snippets()[0].now)[1] == snippets()[0].printed


def test_where_and_when_they_were_run_is_recorded():
    assert {"machine", "date", "versions"} <= set(about())

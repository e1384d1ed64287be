"""Every proof of what trips people, and every snippet, run with both frameworks; every notebook valid, and one run."""

import json
import re

import pytest

from rnn_core.frameworks import Options, program
from rnn_core.frameworks.notebook import notebook
from rnn_core.frameworks.options import covering
from rnn_core.frameworks.pitfalls import pitfalls
from rnn_core.frameworks.proofs import snippets
from rnn_core.frameworks.verify import run

nbformat = pytest.importorskip("nbformat", reason="needs TensorFlow: make test-frameworks")
NUMBER = re.compile(r"\d+(\.\d+)?(e-\d+)?")


@pytest.mark.parametrize("pitfall", [pitfall for pitfall in pitfalls() if "keras" in pitfall.needs], ids=lambda pitfall: pitfall.name)
def test_the_proof_holds(pitfall):
    printed = run(pitfall.proof)[1]
    if pitfall.name != "stacking":  # there Keras numbers its layers
        assert NUMBER.sub("#", printed) == NUMBER.sub("#", pitfall.printed)


@pytest.mark.parametrize("bug", [pytest.param(t.bug, id=t.name) for t in pitfalls() if t.bug and t.bug.needs_keras])
def test_a_bug_runs_as_it_stands_and_corrected(bug):
    for lines in (bug.lines, bug.corrected):
        run("\n".join([bug.given, *lines]))


@pytest.mark.parametrize("snippet", snippets(), ids=["pytorch", "tensorflow"])
def test_the_videos_snippets_run_as_they_were_and_as_they_are(snippet, capsys):
    run(snippet.was)
    assert run(snippet.now)[1] == snippet.printed


def test_every_notebook_is_valid():
    for o in covering():
        for kind in ("pytorch", "keras", "both"):
            nbformat.validate(nbformat.reads(notebook(program(kind, o), "A title", "numpy"), as_version=4))


def test_a_notebook_runs_from_top_to_bottom():
    from nbclient import NotebookClient

    text = notebook(program("both", Options(cell="gru", task="tagging", hidden_size=16)), "Both", "numpy torch keras tensorflow")
    done = NotebookClient(nbformat.reads(text, as_version=4), timeout=300, kernel_name="python3").execute()
    printed = "".join(out.get("text", "") for cell in done.cells for out in cell.get("outputs", []))
    assert printed.count("held out") == 2 and float(printed.rsplit(": ", 1)[1]) < 2e-5
    assert json.loads(text)["nbformat"] == 4

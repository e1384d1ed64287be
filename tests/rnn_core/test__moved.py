"""Modules that have moved stay importable under their former names."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from rnn_core._moved import MOVED, present_name

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("former", sorted(MOVED))
def test_a_former_name_is_the_module_itself(former):
    here = import_module(MOVED[former])
    assert import_module(former) is here
    assert here.__name__ == here.__spec__.name == MOVED[former]


def test_a_module_within_a_folder_that_moved_is_found_too():
    from rnn_core.corpus.texts import TEXTS
    from rnn_core.flow import sweep

    from rnn_core.gradients import sweep as here
    from rnn_core.text.corpus.texts import TEXTS as THESE

    assert TEXTS is THESE and sweep is here
    assert present_name("rnn_core.flow.sweep") == "rnn_core.gradients.sweep" and present_name("rnn_core.zoo") is None


def test_what_was_never_there_is_not_found():
    with pytest.raises(ModuleNotFoundError):
        import_module("rnn_core.flow.nothing")


def test_a_former_name_can_be_run_as_a_command():
    found = subprocess.run([sys.executable, "-m", "rnn_core.corpus.facts"], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr

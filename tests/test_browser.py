"""Which browser the tests take, tried with programs that stand where one would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browser

ROOT = Path(__file__).parent.parent


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Puts a program under a name on an otherwise empty PATH."""
    monkeypatch.setattr(browser, "APPS", ())
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    def put(name, code):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\nexit {code}\n")
        path.chmod(0o755)
        return str(path)

    return put


def test_without_an_installed_browser_playwrights_own_is_taken(place):
    assert browser.chromium() is None


def test_a_note_that_stands_where_a_browser_should_is_passed_over(place):
    place("chromium-browser", 1)
    assert browser.chromium() is None
    chrome = place("google-chrome", 0)
    assert browser.chromium() == chrome


def test_one_named_by_hand_comes_first(place, monkeypatch):
    place("chromium", 0)
    monkeypatch.setenv("CHROMIUM", "/elsewhere/chrome")
    assert browser.chromium() == "/elsewhere/chrome"


def test_one_named_by_hand_that_does_not_start_is_named_and_nothing_else_is_tried():
    done = subprocess.run([sys.executable, "-m", "tests.browser"], cwd=ROOT, env=os.environ | {"CHROMIUM": "/nowhere/chrome"},
                          capture_output=True, text=True)
    assert done.returncode == 1
    assert "/nowhere/chrome" in done.stderr and "set CHROMIUM" in done.stderr
    assert "trying" not in done.stdout

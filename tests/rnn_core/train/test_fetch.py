"""Data that is fetched: once, with its sum checked, and a plain word when it cannot be had."""

import hashlib
import subprocess
import sys

import pytest

from rnn_core.train.fetch import Unreachable, fetch

DATA = b"an archive"
SUM = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def pip(monkeypatch, tmp_path):
    """pip that brings DATA and notes how it was called; the cache is a new folder."""
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    calls = []

    def run(command, **_):
        calls.append(command)
        folder = command[command.index("-d") + 1]
        __import__("pathlib").Path(folder).mkdir()
        (__import__("pathlib").Path(folder) / "thing-1.0.zip").write_bytes(DATA)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_it_is_fetched_once_and_then_taken_from_the_cache(pip):
    first, second = fetch("thing", "1.0", sha256=SUM), fetch("thing", "1.0", sha256=SUM)
    assert first == second and first.read_bytes() == DATA and len(pip) == 1
    assert pip[0][:3] == [sys.executable, "-m", "pip"] and "--require-hashes" in pip[0] and "--no-deps" in pip[0]


def test_a_spoiled_copy_is_fetched_anew(pip):
    kept = fetch("thing", "1.0", sha256=SUM)
    kept.write_bytes(b"spoiled")
    assert fetch("thing", "1.0", sha256=SUM).read_bytes() == DATA and len(pip) == 2


def test_another_file_than_the_one_named_is_refused(pip):
    with pytest.raises(Unreachable, match="is not the file it should be"):
        fetch("thing", "1.0", sha256="0" * 64)


def test_without_a_network_it_says_what_is_missing_and_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, "", "noise\nERROR: no route"))
    with pytest.raises(Unreachable, match=r"thing 1.0 could not be fetched \(ERROR: no route\).*go online, or put its source archive into"):
        fetch("thing", "1.0", sha256=SUM)

"""A run is bounded, one at a time, and ends when nobody looks.  That both programs run is tested in tests/tensorflow."""

import os
import time

import pytest

from rnn_core.frameworks import Options, live_run


def gone(process):
    """Whether the process has ended and been buried."""
    return process.poll() is not None


def started(text, tmp_path, monkeypatch):
    """A run of `text` in place of the programs, by the module's own way to start and to watch."""
    process = live_run._start_process(text, tmp_path)
    return process, live_run._follow_output(process, 30.0)


def test_what_is_printed_comes_as_it_is_printed(tmp_path, monkeypatch):
    process, outputs = started("import time\nprint('one')\ntime.sleep(.6)\nprint('two')", tmp_path, monkeypatch)
    found = list(outputs)
    assert found[0] in ("", "one\n") and "one\n" in found and found[-1] == "one\ntwo\n" and gone(process)


def test_closing_it_ends_the_process(tmp_path, monkeypatch):
    process, outputs = started("import time\nprint('on')\nwhile True: time.sleep(.1)", tmp_path, monkeypatch)
    assert "on" in next(text for text in outputs if text)
    outputs.close()
    assert gone(process)


@pytest.mark.slow
def test_it_ends_by_itself_after_its_time(tmp_path):
    process = live_run._start_process("import time\nwhile True: time.sleep(.1)", tmp_path)
    start = time.monotonic()
    *_, last = live_run._follow_output(process, 1.0)
    assert "stopped after 1 seconds" in last and gone(process) and time.monotonic() - start < 10


def test_an_error_is_shown(tmp_path, monkeypatch):
    process, outputs = started("print('so far')\nraise SystemExit(3)", tmp_path, monkeypatch)
    assert list(outputs)[-1] == "so far\n\nended with an error (code 3)" and gone(process)


def test_the_process_sees_none_of_the_servers_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    _, outputs = started("import os\nprint('SECRET_TOKEN' in os.environ, os.getcwd() != '/')", tmp_path, monkeypatch)
    assert list(outputs)[-1] == "False True\n"


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
def test_the_process_has_limits(tmp_path, monkeypatch):
    code = "import os, resource as r\nprint(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_FSIZE)[0], os.nice(0) >= 5)"
    _, outputs = started(code, tmp_path, monkeypatch)
    assert list(outputs)[-1] == f"{int(2 * live_run.TIMEOUT)} {1 << 26} True\n"


def test_only_one_runs_at_a_time_and_a_senseless_choice_not_at_all():
    with pytest.raises(ValueError, match="still to be"):
        next(live_run.run(Options(task="generation", bidirectional=True)))
    first = live_run.run(Options())
    next(first)
    try:
        with pytest.raises(live_run.Busy, match="another visitor"):
            next(live_run.run(Options()))
    finally:
        first.close()
    second = live_run.run(Options())
    next(second)
    second.close()


def test_what_is_missing_is_looked_for_and_not_imported(monkeypatch):
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tensorflow" else object())
    assert live_run.missing() == ["TensorFlow"]
    monkeypatch.setattr("sys.platform", "emscripten")
    assert live_run.missing() == ["PyTorch", "TensorFlow", "Keras"]

"""Runs the generated programs now, in a process of its own: bounded, one at a time, and ended as soon as nobody looks.

    for text in live_run.run(options):        # what has been printed so far
        print(text)

What is run is what `joint_program.program` writes from checked options, never a text that somebody typed.
"""

import importlib.util
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from pathlib import Path

from rnn_core.frameworks import joint_program
from rnn_core.frameworks.options import Options, conflicts
from rnn_core.frameworks.program_lines import source

TIMEOUT, INTERVAL = 120.0, 0.25  # seconds
_lock = threading.Lock()


class Busy(RuntimeError):
    """Somebody else's run is going on."""


def missing() -> list[str]:
    """Which of the two frameworks cannot be run here; looked for, not imported."""
    found = {"PyTorch": "torch", "TensorFlow": "tensorflow", "Keras": "keras"}
    if sys.platform == "emscripten":
        return list(found)
    return [name for name, module in found.items() if importlib.util.find_spec(module) is None]


def run(o: Options, longest: float = TIMEOUT) -> Generator[str, None, None]:
    """What the two programs have printed so far, about four times a second until they end.  Closing the iterator ends
    them.  Raises Busy while another run goes on, ValueError for a choice that makes no sense."""
    if conflicts(o):
        raise ValueError(" ".join(conflicts(o)))
    if not _lock.acquire(blocking=False):
        raise Busy("another visitor's run is going on; it ends within two minutes")
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield from _follow_output(_start_process(source(joint_program.program(o)), Path(folder)), longest)
    finally:
        _lock.release()


def _start_process(text: str, folder: Path) -> subprocess.Popen:
    script = folder / "program.py"
    script.write_text(text, encoding="utf-8")
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    environment |= {"OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3", "HOME": str(folder),
                    "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    return subprocess.Popen([sys.executable, "-I", "-u", str(script)], cwd=folder, env=environment, text=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                            preexec_fn=_limit_resources if os.name == "posix" else None)


def _limit_resources() -> None:
    """In the new process: no more processor time than twice the longest run, no large files, last in the queue."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (int(2 * TIMEOUT), int(2 * TIMEOUT)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 26, 1 << 26))
    os.nice(5)


def _follow_output(process: subprocess.Popen, longest: float) -> Iterator[str]:
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(process, lines), daemon=True).start()
    text, end = "", time.monotonic() + longest
    try:
        while (line := _next_line(lines)) is not None:
            text += line
            yield text
            if time.monotonic() > end:
                yield f"{text}\nstopped after {longest:.0f} seconds"
                return
        code = process.wait(10)
        yield text if code == 0 else f"{text}\nended with an error (code {code})"
    finally:
        process.kill()
        process.wait()


def _next_line(lines: "queue.Queue[str | None]") -> str | None:
    """Empty when none has come for a while; None at the end."""
    try:
        return lines.get(timeout=INTERVAL)
    except queue.Empty:
        return ""


def _read_lines(process: subprocess.Popen, lines: "queue.Queue[str | None]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)

"""deploy/torch_cpu.py in an environment of its own, with an index that has a build, and one that never answers."""

import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
import venv
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pip
import pytest

from deploy.torch_cpu import PINNED

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="everywhere else PyPI's build is a small one")


class Recorded(SimpleHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def index(tmp_path):
    """An index with a torch of some hundred bytes; what it is asked for is kept."""
    shelf = tmp_path / "index" / "torch"
    shelf.mkdir(parents=True)
    info = f"torch-{PINNED}+cpu.dist-info"
    files = {"torch.py": "", f"{info}/METADATA": f"Metadata-Version: 2.1\nName: torch\nVersion: {PINNED}+cpu\n",
             f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    wheel = shelf / f"torch-{PINNED}+cpu-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, text in (files | {f"{info}/RECORD": "".join(f"{name},,\n" for name in files)}).items():
            packed.writestr(name, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    link = f"{wheel.name.replace('+', '%2B')}#sha256={digest}"
    (shelf / "index.html").write_text(f'<!DOCTYPE html><a href="{link}">{wheel.name}</a>')
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Recorded, directory=shelf.parent)) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A Python with pip alone, and what keeps it from this machine's own indexes and from a card."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "pip").symlink_to(Path(pip.__file__).parent)  # installing one would take ten times as long
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return folder, plain | {"PIP_CONFIG_FILE": os.devnull, "PATH": str(folder / "bin"), "no_proxy": "127.0.0.1"}


def run(environment, index, **more):
    folder, variables = environment
    done = subprocess.run([folder / "bin" / "python", ROOT / "deploy" / "torch_cpu.py", index], env=variables | more,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def version(environment):
    """Of the torch that is there; None without."""
    places = list(environment[0].glob("lib/python*/site-packages/torch-*.dist-info"))
    return places[0].name.removeprefix("torch-").removesuffix(".dist-info") if places else None


@pytest.mark.slow
def test_an_index_that_never_answers_costs_seconds_and_nothing_else(environment):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        said = run(environment, f"http://127.0.0.1:{silent.getsockname()[1]}", PIP_DEFAULT_TIMEOUT="50")
    assert time.monotonic() - start < 20  # ten by itself; the rest is a busy machine's
    assert "PyPI's build will be taken" in said
    assert version(environment) is None


def test_with_a_card_the_index_is_not_asked(environment, index, tmp_path):
    (tmp_path / "nvidia-smi").write_text("#!/bin/sh\n")
    (tmp_path / "nvidia-smi").chmod(0o755)
    assert not run(environment, f"http://127.0.0.1:{index.server_port}", PATH=str(tmp_path))
    assert not index.asked and version(environment) is None


@pytest.mark.slow
def test_the_small_build_is_taken_where_it_can_be_reached_and_not_twice(environment, index):
    if Path("/proc/driver/nvidia/version").exists():
        pytest.skip("this machine has a card")
    said = run(environment, f"http://127.0.0.1:{index.server_port}")
    assert version(environment) == f"{PINNED}+cpu" and "PyPI" not in said
    index.asked.clear()
    assert not run(environment, f"http://127.0.0.1:{index.server_port}")
    assert not index.asked

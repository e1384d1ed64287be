"""A server that has just been started, with nothing set in its environment, and whose first visit is a shared link."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.visitors import Visitor

ROOT = Path(__file__).parent.parent
# `streamlit run app.py`, which says at its end how many threads the loaded libraries have; torch, which pages load
# late, among them.
TELLING = """
import json, sys
from streamlit.web import cli

sys.argv = ["streamlit", "run", "app.py", "--server.headless", "true", "--server.address", "127.0.0.1",
            "--server.port", sys.argv[1]]
try:
    cli.main()
finally:
    import threadpoolctl, torch
    pools = [(pool["user_api"], pool["internal_api"], pool["num_threads"]) for pool in threadpoolctl.threadpool_info()]
    print(json.dumps(pools + [("torch", "at", torch.get_num_threads())]))
"""


def visited(page: str) -> str:
    """All that a fresh server has printed when one visitor has come to a page by its link and the server has ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    server = subprocess.Popen([sys.executable, "-c", TELLING, str(port)], cwd=ROOT, env=plain, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        with ThreadPoolExecutor(1) as thread:  # the browser tests of this process, if there were any, keep a loop in its main one
            thread.submit(asyncio.run, _visit(url, page)).result(120)
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=60)
    return said


async def _visit(url: str, page: str) -> None:
    async with Visitor(url, page) as visitor:
        await visitor.run()


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor: one thread in any case")
@pytest.mark.slow
def test_after_a_first_visit_by_deep_link_every_library_has_one_thread():
    pools = json.loads(visited("playground").splitlines()[-1])
    assert {"blas", "torch"} <= {kind for kind, _, _ in pools}
    assert all(threads == 1 for _, _, threads in pools), pools


def test_no_file_is_watched_unless_one_asks_for_it():
    with open(ROOT / ".streamlit" / "config.toml", "rb") as file:
        assert tomllib.load(file)["server"]["fileWatcherType"] == "none"
    assert "--server.fileWatcherType auto --server.runOnSave true" in (ROOT / "Makefile").read_text()

"""`python -m benchmarks crowd [30]`: as many visitors at once on every page, and on a bare page in the same run.

Every server is a fresh process, begun as a reader of the README begins it, by plain `streamlit run` (without a
browser window, on a free port of this machine), without thread variables in its environment. The bare page is a
slider and a Plotly line of 500 points, in a folder of its own, with Streamlit's defaults; once more with its file
watcher off, as the app's settings have it. Visitors speak Streamlit's protocol, so these are the server's times, on a
machine it shares with them.

**First page, fresh server**: all visitors come at once, and nobody was there before. The script, the libraries and
the networks are loaded meanwhile. **First page**: all leave, and as many others come at once. **A change**: each
moves a slider to a value drawn at random, every half to one and a half seconds. Times run from the request to the end
of the script. Each page of the app is asked for by the link that its menu has, so visitors share what is computed
once; of the words page a change seldom finds its answer ready, of the code page, with four values, often.
"""

import asyncio
import os
import platform
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import quantile
from benchmarks.visitors import Visitor

ROUNDS, CHANGES, MOST = 2, 10, 100
ROOT = Path(__file__).parents[1]
BARE = """
import math

import plotly.graph_objects as go
import streamlit as st

waves = st.slider("waves", 1, 500, 20)
st.plotly_chart(go.Figure(go.Scatter(y=[math.sin(waves * k / 500) for k in range(500)])))
"""


@dataclass
class Contender:
    """A page, how its server is started, which slider its visitors move, and what they waited in ms, by what for."""

    name: str
    page: str = ""
    script: str = "app.py"
    flags: tuple[str, ...] = ()
    slider: str = ""
    most: int = 0
    times: dict[str, list[float]] = field(default_factory=lambda: {"fresh": [], "first": [], "change": []})


def contenders(bare: str) -> list[Contender]:
    def page(name: str, **more) -> Contender:
        return Contender(name, script=bare, slider="waves", most=500, **more)

    return [page("bare page"), page("bare page, watcher off", flags=("--server.fileWatcherType", "none")),
            Contender("start"), Contender("words", "playground", slider="filler", most=80),
            Contender("gallery", "gallery"), Contender("gradients", "gradient_flow"),
            Contender("code", "code", slider="num_layers", most=4)]


@contextmanager
def served(script: str, flags: tuple[str, ...] = ()) -> Iterator[str]:
    """The address of a fresh server, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true",
               "--server.address", "127.0.0.1", "--server.port", str(port), *flags]
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    server = subprocess.Popen(command, cwd=(ROOT / script).parent, env=plain,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _answers(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _answers(url: str, patience: float = 60.0) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


async def _arrive(crowd: AsyncExitStack, url: str, page: str, count: int) -> tuple[list[Visitor], list[float]]:
    """As many visitors, who all ask for their first page at once."""
    visitors = [await crowd.enter_async_context(Visitor(url, page)) for _ in range(count)]
    return visitors, await asyncio.gather(*(visitor.run() for visitor in visitors))


async def _changes(visitor: Visitor, contender: Contender, rng: random.Random) -> list[float]:
    times = []
    for _ in range(CHANGES if contender.slider else 0):
        await asyncio.sleep(rng.uniform(0.5, 1.5))
        times.append(await visitor.move(contender.slider, rng.randint(1, contender.most)))
    return times


async def visited(url: str, contender: Contender, count: int, seed: int) -> dict[str, list[float]]:
    """What the visitors of one fresh server waited, in seconds."""
    async with AsyncExitStack() as crowd:
        visitors, fresh = await _arrive(crowd, url, contender.page, count)
        moved = await asyncio.gather(*(_changes(visitor, contender, random.Random(1000 * seed + k))
                                       for k, visitor in enumerate(visitors)))
    async with AsyncExitStack() as crowd:
        _, first = await _arrive(crowd, url, contender.page, count)
    return {"fresh": fresh, "first": first, "change": [one for some in moved for one in some]}


def measure(count: int) -> list[Contender]:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE)
        found = contenders(str(bare))
        for seed in range(ROUNDS):
            for contender in found:
                with served(contender.script, contender.flags) as url:
                    waited = asyncio.run(visited(url, contender, count, seed))
                for what, times in waited.items():
                    contender.times[what] += [1000 * one for one in times]
    return found


def row(contender: Contender, bare: Contender) -> str:
    """p50 and p95 in ms of everything waited for, and the medians' ratio to the bare page's."""
    cells = [contender.name]
    for what, times in contender.times.items():
        if times:
            half = quantile(times, 0.5)
            cells += [f"{half:.0f}", f"{quantile(times, 0.95):.0f}", f"{half / quantile(bare.times[what], 0.5):.2f}"]
        else:
            cells += [""] * 3
    return "| " + " | ".join(cells) + " |"


def main(arguments: list[str]) -> None:
    count = min(int(arguments[0]), MOST) if arguments else 30
    before = os.getloadavg()[0]
    found = measure(count)
    lines = ["# A crowd", "", *(__doc__ or "").split("\n")[2:],
             f"{count} visitors, {ROUNDS} rounds in turns, {CHANGES} changes each; {os.cpu_count()} cores, Python "
             f"{platform.python_version()}; load average {before:.2f} before.", "",
             "Goal: at most 1.0 of the bare page with Streamlit's defaults.", "",
             "| | fresh server: first page p50, ms | p95 | ratio | first page p50, ms | p95 | ratio "
             "| change p50, ms | p95 | ratio |",
             "|---|" + "---|" * 9]
    lines += [row(contender, found[0]) for contender in found]
    Path(__file__).with_suffix(".md").write_text("\n".join([*lines, ""]))
    print("\n".join(lines))

"""`python -m benchmarks gradients`: the gradient page in the browser, and its measurement beside torch's autograd.

Slider: PageUp, PageDown, Home and End on the length slider, three cells, up to 1,000 steps; from the key press to the
first frame with the new picture, and every websocket message counted.  Setting: arrow keys on the sliders for gain, hidden
size and input scale at length 1,000, each value a new one; from the key press to the first frame in which all three lines
have changed, beside a bare Streamlit page with a slider and a Plotly chart of as many points (3 lines of 1,000), in turns.
All prefixes: the sizes of ∂L_n/∂h_t for n = 1 … 1,000 (H = 64, float64), in processor time, beside torch.autograd from ten
losses (n = 50, 150, … 950), times 100: each by itself, its cells run forward, every state's slope retained, L_n.backward();
and from one forward pass that all of them share, by autograd.grad, which is the least that torch can be asked for.
"""

import os
import platform
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.timing import quantile, timed

ROUNDS, WARM, MOVES = 24, 3, 60
CELLS = ("rnn", "gru", "lstm")
BARE = '''
import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
k = st.slider("value", 0, 200, 20, key="value")
x = np.arange(1000)
figure = go.Figure([go.Scatter(x=x, y=np.cumsum(np.random.default_rng([k, n]).normal(size=1000)), mode="lines") for n in range(3)])
st.plotly_chart(figure, key="chart")
'''
DEEP = """(() => { const find = (root, wanted) => { const hit = root.querySelector(wanted); if (hit) return hit;
  for (const e of root.querySelectorAll('*')) if (e.shadowRoot) { const inner = find(e.shadowRoot, wanted); if (inner) return inner; } return null; };
  return find; })()"""
PROBES = {
    "bare": "() => [...document.querySelectorAll('.js-plotly-plot .scatterlayer path.js-line')].map(p => p.getAttribute('d'))",
    "app": f"() => {{ const flow = {DEEP}(document, '.flow'); return [...(flow?.querySelectorAll('.lines polyline') ?? [])].map(l => l.getAttribute('points')); }}",
}


def pressed(page: Any, probe: str, target: Any, key: str) -> float:
    target.focus()
    return timed(page, probe, lambda: target.press(key), key, settle=0)


def ready(page: Any) -> None:
    page.locator(".flow[data-n]:not([data-n=''])").wait_for(timeout=60_000)
    page.wait_for_function(f"() => {{ const flow = {DEEP}(document, '.flow'); return flow && flow.querySelector('.state').textContent === ''; }}", timeout=60_000)
    page.wait_for_timeout(900)


def slider(browser: Any, app: str) -> tuple[list[float], int]:
    """Milliseconds a move, and how many messages were sent while all of them were made."""
    page, sent = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(f"{app}/gradient_flow?length=500")
    ready(page)
    page.wait_for_function("() => globalThis.unrolledFlows?.size > 0")
    page.wait_for_timeout(1500)
    target, times = page.locator(".flow input[type=range]"), []
    # At rest for a third of a second the length goes into the link, by one message: the moves follow each other faster.
    keys = ["End", "PageDown", "PageDown", "ArrowRight", "Home", "PageUp"] * (MOVES // 6)
    sent.clear()
    for key in keys:
        times.append(pressed(page, PROBES["app"], target, key))
    moved = len(sent)
    page.close()
    return times, moved


def settings(browser: Any, app: str, bare: str) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"bare": [], "app": [], "app, every length": []}
    plain, full = (browser.new_page(viewport={"width": 1280, "height": 900}) for _ in range(2))
    plain.goto(bare)
    plain.wait_for_function(f"() => ({PROBES['bare']})().filter(Boolean).length === 3", timeout=60_000)
    full.goto(f"{app}/gradient_flow?length=1000")
    ready(full)
    full.get_by_text("Size, gain, inputs, seeds and more").click()
    for k in range(WARM + ROUNDS):
        name = ("gain", "hidden", "scale")[k % 3]
        plain.bring_to_front()
        took = {"bare": pressed(plain, PROBES["bare"], plain.locator(".st-key-value input[type=range]"), "ArrowRight")}
        plain.wait_for_timeout(200)
        full.bring_to_front()
        start = time.perf_counter()
        took["app"] = pressed(full, PROBES["app"], full.locator(f".st-key-{name} input[type=range]"), "ArrowRight")
        full.wait_for_function(f"() => {{ const flow = {DEEP}(document, '.flow'); return globalThis.unrolledFlows.has(flow.dataset.stamp); }}", timeout=60_000)
        took["app, every length"] = 1000 * (time.perf_counter() - start)
        full.wait_for_timeout(900)
        for what, value in took.items() if k >= WARM else ():
            times[what].append(value)
    return times


def all_prefixes() -> dict[str, tuple[float, list[float], list[float]]]:
    """Cell by cell: seconds for all prefixes; torch's time over it, round by round, each by itself and with one forward pass."""
    import torch

    from rnn_core import gradient_flow

    torch.set_num_threads(1)
    found = {}
    for cell in CELLS:
        flow = gradient_flow(cell, length=1000, hidden_size=64)
        ours: list[float] = []
        ratios: tuple[list[float], list[float]] = ([], [])
        for k in range(4):
            start = time.process_time()
            flow.of_prefixes("hidden")
            mine = time.process_time() - start
            theirs = 100 * autograd(torch, flow, shared=False), 100 * autograd(torch, flow, shared=True)
            if k:  # the first warms up
                ours.append(mine)
                for column, took in zip(ratios, theirs, strict=True):
                    column.append(took / mine)
        found[cell] = (statistics.median(ours), *ratios)
    return found


def autograd(torch: Any, flow: Any, shared: bool) -> float:
    """Seconds for ten prefixes; a shared forward pass counts by its hundredth."""
    from rnn_core.torch_models import twin

    kind = flow.network.cell.name
    cell = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}[kind](8, 64, dtype=torch.float64)
    cell.load_state_dict({name.removesuffix("_l0"): value for name, value in twin(flow.network).state_dict().items()})
    x, r = torch.tensor(flow.inputs), torch.tensor(flow.readout)

    def states(n: int) -> list[Any]:
        state, found = None, []
        for row in x[:n]:
            state = cell(row[None], state)
            found.append(state[0] if kind == "lstm" else state)
        return found

    start = time.process_time()
    whole = states(1000) if shared else []
    forward = time.process_time() - start
    start = time.process_time()
    for n in range(50, 1000, 100):
        if shared:
            [float(slope.norm()) for slope in torch.autograd.grad(whole[n - 1][0] @ r, whole[:n], retain_graph=True)]
            continue
        prefix = states(n)
        for state in prefix:
            state.retain_grad()
        (prefix[-1][0] @ r).backward()
        [float(state.grad.norm()) for state in prefix]
    return time.process_time() - start + forward / 100


def payloads() -> dict[str, float]:
    """KiB a cell as they go over the wire, the largest over a few settings."""
    from pages.views.gradient_flow.length.packing import pack
    from rnn_core import gradient_flow

    settings: list[dict[str, Any]] = [{}, {"init": "keras"}, {"init": "orthogonal", "gain": 1.3}, {"forget_bias": 3.0}]
    return {cell: max(len(pack(gradient_flow(cell, length=1000, seed=seed, **how).of_prefixes("state"), np.arange(1, 1001)))
                      for how in settings for seed in range(2)) / 1024 for cell in CELLS}


def in_the_browser() -> tuple[list[float], int, dict[str, list[float]]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        Path(folder, "bare.py").write_text(BARE)
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        with serving("bare.py", cwd=folder) as bare, serving() as app:
            times, sent = slider(browser, app)
            found = settings(browser, app, bare)
        browser.close()
    return times, sent, found


def spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f})"


def main(arguments: list[str]) -> None:
    before = os.getloadavg()[0]
    moves, sent, turns = in_the_browser()
    measured, sizes = all_prefixes(), payloads()
    lines = ["# The gradient page", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}; load average {before:.2f} before, "
             f"{os.getloadavg()[0]:.2f} after.", "",
             f"**Slider: {quantile(moves, 0.5):.0f} ms at p50, {quantile(moves, 0.95):.0f} ms at p95 over {len(moves)} moves** (goal: at most 50), "
             f"**{sent} messages sent** (goal: 0).", "", "| a setting | p50, ms | p95, ms | n |", "|---|---|---|---|"]
    lines += [f"| {name} | {quantile(values, 0.5):.0f} | {quantile(values, 0.95):.0f} | {len(values)} |" for name, values in turns.items()]
    ratios = [quantile(turns["app"], share) / quantile(turns["bare"], share) for share in (0.5, 0.95)]
    lines += ["", f"**App / bare: {ratios[0]:.2f} at p50, {ratios[1]:.2f} at p95** (goal: at most 1.5).", "",
              "| cell | all 1,000 prefixes, s | torch / NumPy, median (min to max) | with one forward pass | largest payload, KiB (goal: 120) |", "|---|---|---|---|---|"]
    lines += [f"| {cell} | {seconds:.3f} | {spread(alone)} | {spread(shared)} | {sizes[cell]:.0f} |" for cell, (seconds, alone, shared) in measured.items()]
    lines += ["", "Goal: torch's time, each prefix by itself, at least 80 times NumPy's, 100 times for the RNN.", ""]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines))
    print("\n".join(lines))

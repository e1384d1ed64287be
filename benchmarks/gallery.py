"""`python -m benchmarks gallery`: from pressing the key to the picture in each room, in the browser, beside a bare page in the same run.

The bare page has one text box, a Plotly heatmap of as many states as the room's drawing shows, a Plotly bar chart and a table
with as many rows, all of whose values follow from the text, and does nothing else.  Both servers run warm on this machine; the
two pages take turns; every input is a new one, so that no cache answers.  A time runs from the key press to the first frame in
which the drawing has changed: the words at its side and all the texts in it.
"""

import os
import platform
import tempfile
from pathlib import Path

from benchmarks.gallery_cases import CASES, Case
from benchmarks.timing import quantile, timed

ROUNDS, WARM, GOAL = 20, 3, 2.0
BARE = """
import hashlib

import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
text = st.text_input("text", "start", key="sentence")
rng = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))
steps, units = {steps}, {units}
states = go.Figure(go.Heatmap(z=rng.uniform(-1, 1, (units, steps)).astype("float32")))
states.update_layout(height=220, margin=dict(l=0, r=0, t=10, b=0))
st.plotly_chart(states, key="states")
bars = go.Figure(go.Bar(x=rng.uniform(size=5), y=list("abcde"), orientation="h"))
bars.update_layout(height=210, margin=dict(l=0, r=0, t=10, b=0))
st.plotly_chart(bars, key="bars")
st.table({{"step": list(range(steps)), "value": [f"{{v:.4f}}" for v in rng.uniform(size=steps)]}})
"""
IN_DRAWING = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).find(r => r && r.querySelector('.unrolled .stage'))"
PROBES = {
    "bare": "() => [[...document.querySelectorAll('.js-plotly-plot .point path')].map(b => b.getAttribute('d')).join(),"
            " (document.querySelector('[data-testid=\"stTable\"]') || {}).innerText]",
    "app": f"() => {{ const r = {IN_DRAWING}; return r ? [r.querySelector('.unrolled').dataset.stamp] : [] }}",
}


def changed(page, probe: str, box: str, text: str | None, key: str) -> float:
    """Milliseconds from one key press to another picture."""
    widget = page.locator(box).first
    if text is not None:
        widget.fill(text)
    return timed(page, probe, lambda: widget.press(key), key)


def opened(browser, url: str, probe: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url)
    page.wait_for_function(f"() => {{ const found = ({probe})(); return found.length && found.every(Boolean) }}", timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def alternating(browser, bare: str, app: str, case: Case) -> dict[str, list[float]]:
    pages = {"bare": opened(browser, bare, PROBES["bare"]), "app": opened(browser, f"{app}/{case.link}", PROBES["app"])}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for k in range(WARM + ROUNDS):
        for name, page in pages.items():
            page.bring_to_front()
            if name == "bare":
                took = changed(page, PROBES[name], ".st-key-sentence input", f"round {k}", "Enter")
            else:
                took = changed(page, PROBES[name], case.box, case.text(k) if case.text else None, "Enter" if case.text else case.key)
            times[name].append(took)
    for page in pages.values():
        page.close()
    return {name: found[WARM:] for name, found in times.items()}


def measure() -> dict[str, dict[str, list[float]]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    times = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play, serving() as app:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, case in CASES.items():
            Path(folder, "bare.py").write_text(BARE.format(steps=case.steps, units=case.units))
            with serving("bare.py", cwd=folder) as bare:
                times[name] = alternating(browser, bare, app, case)
        browser.close()
    return times


def main(arguments: list[str]) -> None:
    before = os.getloadavg()[0]
    times = measure()
    lines = ["# From a key to the picture, room by room", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}; load average {before:.2f} before, "
             f"{os.getloadavg()[0]:.2f} after.", "",
             "| room | bare p50, ms | app p50, ms | app / bare | bare p95, ms | app p95, ms | app / bare |", "|---|---|---|---|---|---|---|"]
    for name, found in times.items():
        cells = []
        for share in (0.5, 0.95):
            bare, app = (quantile(found[page], share) for page in ("bare", "app"))
            cells += [f"{bare:.0f}", f"{app:.0f}", f"**{app / bare:.2f}**"]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", f"Goal: at most {GOAL:g}; {ROUNDS} changes each.", ""]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines))
    print("\n".join(lines))

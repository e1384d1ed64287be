"""`python -m benchmarks code`: from a choice to both programs, in the browser, beside a bare page in the same run.

The bare page has the same three widgets (cell, hidden_size, bidirectional) and two of Streamlit's code blocks with the same two
programs, read from files, in which the choice is written; it does nothing else.  Both servers run warm on this machine; the two
pages take turns; every hidden_size is a new one.  A time runs from the key press or click to the first frame in which both
programs have changed.
"""

import os
import platform
import tempfile
from pathlib import Path

from benchmarks.timing import quantile, timed
from rnn_core.frameworks import generate

ROUNDS, WARM, GOAL = 20, 3, 1.3
BARE = """
from pathlib import Path

import streamlit as st

st.set_page_config(layout="wide")
cell = st.segmented_control("cell", ["RNN", "LSTM", "GRU"], default="LSTM", key="cell")
size = st.number_input("hidden_size", 1, 256, 32, key="hidden_size")
both = st.toggle("bidirectional", key="bidirectional")
for name, column in zip(("pytorch", "keras"), st.columns(2)):
    text = Path(name).read_text().replace("LSTM", cell).replace("32", str(size)).replace("False", str(both))
    column.code(f"# {cell} {size} {both}\\n{text}", language="python")
"""
PROBES = {
    "bare": "() => [...document.querySelectorAll('[data-testid=\"stCode\"]')].map(c => c.textContent)",
    "app": "() => { const r = [...document.querySelectorAll('*')].map(e => e.shadowRoot).find(r => r && r.querySelector('.pair'));"
           " return r ? [...r.querySelectorAll('.column')].map(c => c.textContent) : [] }",
}
CHOICES = ("hidden_size", "cell", "bidirectional")


def changed(page, probe: str, choice: str, k: int) -> float:
    """Milliseconds from one choice to two other programs."""
    if choice == "hidden_size":
        box = page.locator(".st-key-hidden_size input")
        box.fill(str(40 + k))
        return timed(page, probe, lambda: box.press("Enter"), "Enter")
    label = ("RNN", "GRU", "LSTM")[k % 3] if choice == "cell" else "bidirectional"
    return timed(page, probe, lambda: page.locator(f".st-key-{choice}").get_by_text(label, exact=True).click())


def measure() -> dict[tuple[str, str], list[float]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        Path(folder, "bare.py").write_text(BARE)
        for name in ("pytorch", "keras"):
            Path(folder, name).write_text(generate(name))
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        with serving("bare.py", cwd=folder) as bare, serving() as app:
            pages = {}
            for name, url in (("bare", bare), ("app", f"{app}/code")):
                pages[name] = browser.new_page(viewport={"width": 1280, "height": 900})
                pages[name].goto(url)
                pages[name].wait_for_function(f"() => ({PROBES[name]})().filter(Boolean).length === 2", timeout=60_000)
                pages[name].wait_for_timeout(1500)
            for choice in CHOICES:
                for k in range(WARM + ROUNDS):
                    for name, page in pages.items():
                        page.bring_to_front()
                        took = changed(page, PROBES[name], choice, k)
                        if k >= WARM:
                            times.setdefault((choice, name), []).append(took)
        browser.close()
    return times


def main(arguments: list[str]) -> None:
    before = os.getloadavg()[0]
    times = measure()
    lines = ["# From a choice to both programs", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}; load average {before:.2f} before, "
             f"{os.getloadavg()[0]:.2f} after.", "",
             "| choice | bare p50, ms | app p50, ms | app / bare | bare p95, ms | app p95, ms | app / bare |", "|---|---|---|---|---|---|---|"]
    for choice in CHOICES:
        cells = []
        for share in (0.5, 0.95):
            bare, app = (quantile(times[choice, name], share) for name in ("bare", "app"))
            cells += [f"{bare:.0f}", f"{app:.0f}", f"**{app / bare:.2f}**"]
        lines.append(f"| {choice} | {' | '.join(cells)} |")
    lines += ["", f"Goal: at most {GOAL} at p50; {ROUNDS} changes each.", ""]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines))
    print("\n".join(lines))

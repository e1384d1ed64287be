"""`python -m benchmarks playground`: from Enter to new bars, in the browser, beside a bare page in the same run.

The bare page has a text box and four Plotly bar charts of the same size, whose values follow from the text, and does
nothing else.  Both servers run warm on this machine; the two pages take turns; every sentence is a new one, so that
no cache answers.  A time runs from the key press to the first frame in which all four charts have changed.
"""

import os
import platform
import statistics
import tempfile
from pathlib import Path

ROUNDS, WARM = 30, 3
BARE = '''
import hashlib

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
text = st.text_input("text", "start", key="sentence")
for k, column in enumerate(st.columns(4)):
    values = [b / 255 for b in hashlib.sha256(f"{k}{text}".encode()).digest()[:5]]
    figure = go.Figure(go.Bar(x=values, y=list("abcde"), orientation="h"))
    figure.update_layout(height=210, margin=dict(l=0, r=0, t=10, b=0))
    column.plotly_chart(figure, key=str(k))
'''
PROBES = {
    "bare": "() => [...document.querySelectorAll('.js-plotly-plot')].map("
            "p => [...p.querySelectorAll('.point path')].map(b => b.getAttribute('d')).join())",
    "app": "() => [...document.querySelectorAll('table.un-top')].map(t => t.innerText)",
}
TIMED = """async ([probe, text]) => {
  const read = eval(probe), before = read(), box = document.querySelector('.st-key-sentence input');
  const start = await new Promise(r => box.addEventListener('keydown',
    e => { if (e.key === 'Enter') r(performance.now()) }, {once: true, capture: true}));
  for (;;) {
    await new Promise(r => requestAnimationFrame(r));
    const now = read();
    if (now.length === 4 && now.every((v, k) => v && v !== before[k])) return performance.now() - start;
    if (performance.now() - start > 30000) throw new Error('the bars never changed');
  }
}"""
COUNTRIES = ("france", "spain", "japan", "poland", "egypt", "italy", "china", "sweden", "norway", "korea", "greece")


def sentence(k: int) -> str:
    """Its end differs from the last one's, so that the window net, too, has something new to say."""
    who = ("she was born in", "he comes from", "they grew up in", "we studied in")[k % 4]
    end = ("and of course he speaks very good", "so the sky is", "and she still speaks", "but the color of the snow is",
           "so at home they speak")[k % 5]
    return f"{who} {COUNTRIES[k % len(COUNTRIES)]} in the year of {k} dogs … {end}"


def timed(page, probe: str, text: str) -> float:
    """Milliseconds from Enter to four changed charts."""
    box = page.locator(".st-key-sentence input")
    box.fill(text)
    page.evaluate("([probe, text]) => { window.__timed = (" + TIMED + ")([probe, text]) }", [probe, text])
    box.press("Enter")
    took = page.evaluate("() => window.__timed")
    page.wait_for_timeout(250)
    return took


def measure() -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    times: dict[str, list[float]] = {"bare": [], "app": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        Path(folder, "bare.py").write_text(BARE)
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        with serving("bare.py", cwd=folder) as bare, serving() as app:
            pages = {}
            for name, url in (("bare", bare), ("app", f"{app}/playground")):
                pages[name] = browser.new_page(viewport={"width": 1280, "height": 900})
                pages[name].goto(url)
                pages[name].wait_for_function(f"() => ({PROBES[name]})().filter(Boolean).length === 4", timeout=60_000)
                pages[name].wait_for_timeout(1500)
            for k in range(WARM + ROUNDS):
                for name, page in pages.items():
                    page.bring_to_front()
                    took = timed(page, PROBES[name], sentence(k))
                    if k >= WARM:
                        times[name].append(took)
        browser.close()
    return times


def quantile(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def main(arguments: list[str]) -> None:
    before = os.getloadavg()[0]
    times = measure()
    lines = ["# From Enter to new bars", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}; load average {before:.2f} before, "
             f"{os.getloadavg()[0]:.2f} after.", "", "| page | p50, ms | p95, ms | n |", "|---|---|---|---|"]
    lines += [f"| {name} | {quantile(values, 0.5):.0f} | {quantile(values, 0.95):.0f} | {len(values)} |"
              for name, values in times.items()]
    ratios = [quantile(times["app"], share) / quantile(times["bare"], share) for share in (0.5, 0.95)]
    lines += ["", f"**App / bare: {ratios[0]:.2f} at p50, {ratios[1]:.2f} at p95** (goal: at most 1.5).", ""]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines))
    print("\n".join(lines))

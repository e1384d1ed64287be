"""`python -m benchmarks story`: the story on Start, in a browser of a phone's size, beside a bare page in the same run.

**First picture.** From the request to the first frame with both sentences of Start's first chapter.  The bare page has a title,
the same two rows of words and two text fields, and does nothing else.  Both servers run warm; the pages take turns; every
visit has a window of its own, so that nothing is kept from the one before.

**Moving through time.** From the key press on the loop's second slider to the first frame in which the equation, the numbers, the
line of NumPy and the drawing have changed; and what the browser sends to the server meanwhile.

**The loop opens.** Frames a second that the browser draws while the button's animation goes from the loop to its copies and back.
"""

import os
import platform
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.timing import quantile, timed

ROUNDS, WARM, SCRUBS, TURNS = 20, 3, 40, 6
GOALS = {"first picture, times the bare page": 1.2, "ms to the picture, p95": 50, "frames a second": 50}
BARE = """
import streamlit as st

WORDS = ["the color of the sky is".split(), "I grew up in Germany , then moved here to work , so I 'm fluent in".split()]
st.set_page_config(layout="wide")
st.title("Bare")
for k, words in enumerate(WORDS):
    st.html('<p class="un-words">' + " ".join(f"<span>{word}</span>" for word in words) + "</p>")
    st.text_input(f"Field {k}")
"""
FIRST = """(() => {
  const look = () => document.querySelectorAll('.un-words').length === 2 ? (window.__first = performance.now()) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})()"""
ROOT = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).find(r => r && r.querySelector('.unroller'))"
PROBE = f"""() => {{ const r = {ROOT}; return ['.equation', 'li', 'code'].map(s => r.querySelector(s).textContent)
  .concat(r.querySelector('.now').getAttribute('transform') + r.querySelector('.now .word').textContent); }}"""
GLIDE = f"""async () => {{
  const r = {ROOT}, range = r.querySelector('.opener input'), goal = Number(range.value) > 500 ? 0 : 1000, begun = performance.now();
  r.querySelector('.go').click();
  let frames = 0;
  while (Number(range.value) !== goal) {{ await new Promise(requestAnimationFrame); frames++; }}
  return 1000 * frames / (performance.now() - begun);
}}"""
COUNT = """() => { window.__sent = 0; const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (what) { window.__sent++; return send.call(this, what); }; }"""
PHONE = {"width": 390, "height": 844}


def first_picture(browser: Any, url: str) -> float:
    page = browser.new_context(viewport=PHONE).new_page()
    page.add_init_script(FIRST)
    page.goto(url, wait_until="commit")
    took = float(page.wait_for_function("() => window.__first", timeout=60_000).json_value())
    page.wait_for_timeout(400)
    page.context.close()
    return took


def arrivals(browser: Any, urls: dict[str, str]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in urls}
    for _ in range(WARM + ROUNDS):
        for name, url in urls.items():
            times[name].append(first_picture(browser, url))
    return {name: found[WARM:] for name, found in times.items()}


def loop(browser: Any, app: str) -> tuple[list[float], int, list[float]]:
    """ms from a key press to the picture, messages sent meanwhile, and frames a second of the animation."""
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{app}/?chapter=5&chosen=51&unrolled=100")
    page.wait_for_function(f"() => {ROOT}", timeout=60_000)
    page.wait_for_timeout(1500)
    page.evaluate(COUNT)
    time, times = page.locator(".rail input"), []
    for k in range(SCRUBS):
        key = "ArrowRight" if k // 16 % 2 == 0 else "ArrowLeft"
        times.append(timed(page, PROBE, partial(time.press, key), key, settle=60))
    sent = page.evaluate("() => window.__sent")
    page.wait_for_timeout(1500)  # at rest
    rates = []
    for _ in range(TURNS):
        rates.append(float(page.evaluate(GLIDE)))
        page.wait_for_timeout(1200)
    page.context.close()
    return times, sent, rates


def measure() -> tuple[dict[str, list[float]], tuple[list[float], int, list[float]]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        Path(folder, "bare.py").write_text(BARE)
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        with serving("bare.py", cwd=folder) as bare, serving() as app:
            found = arrivals(browser, {"bare page": bare, "Start": app}), loop(browser, app)
        browser.close()
    return found


def main(arguments: list[str]) -> None:
    before = os.getloadavg()[0]
    arrived, (times, sent, rates) = measure()
    bare = arrived["bare page"]
    lines = ["# The story", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}; load average {before:.2f} before, {os.getloadavg()[0]:.2f} after.", "",
             "| first picture | p50, ms | p95, ms | n | p50 ratio | p95 ratio |", "|---|---|---|---|---|---|"]
    for name, found in arrived.items():
        told = [quantile(found, share) for share in (0.5, 0.95)]
        lines.append(f"| {name} | {told[0]:.0f} | {told[1]:.0f} | {len(found)} | **{told[0] / quantile(bare, 0.5):.2f}** | {told[1] / quantile(bare, 0.95):.2f} |")
    lines += ["", "| the loop | measured | goal |", "|---|---|---|",
              f"| first picture, times the bare page (p50) | {quantile(arrived['Start'], 0.5) / quantile(bare, 0.5):.2f} | at most {GOALS['first picture, times the bare page']} |",
              f"| from the key to the picture, p50 / p95 of {len(times)} | {quantile(times, 0.5):.0f} / {quantile(times, 0.95):.0f} ms | p95 at most {GOALS['ms to the picture, p95']} ms |",
              f"| messages to the server while it moves | {sent} | 0 |",
              f"| frames a second while it opens, median / least of {len(rates)} | {statistics.median(rates):.0f} / {min(rates):.0f} | at least {GOALS['frames a second']} |", ""]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines))
    print("\n".join(lines))

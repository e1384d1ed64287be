"""`python -m benchmarks playground`: the playground in the browser, beside a bare page in the same run; live training; a crowd.

**From Enter to new pictures.** The bare page has a text box and four Plotly bar charts of the same size, whose values
follow from the text, and does nothing else.  Both servers run warm on this machine; the pages take turns; every sentence
is a new one, so that no cache answers.  A time runs from the key press to the first frame in which all four pictures have
changed.

**Moving the scrubber.** From the key press on the scrubber to the first frame with the new step, in the browser alone;
beside it an arrow key on a bare page's slider with the same four charts.

**Live training.** Characters a second at the page's default sizes, beside the same network in torch.nn on one thread.

**A crowd.** An eleventh visitor's Enter to new bars while ten others train (over the websocket, without browsers of their
own), beside the same when nobody trains.
"""

import os
import platform
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.timing import quantile, timed
from pages.common.links import CharacterTraining, Playground

ROUNDS, WARM = 30, 3
BARE = """
import hashlib

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
text = st.text_input("text", "start", key="sentence") + str(st.slider("step", 0, 100, 50, key="slider"))
for k, column in enumerate(st.columns(4)):
    values = [b / 255 for b in hashlib.sha256(f"{k}{text}".encode()).digest()[:5]]
    figure = go.Figure(go.Bar(x=values, y=list("abcde"), orientation="h"))
    figure.update_layout(height=210, margin=dict(l=0, r=0, t=10, b=0))
    column.plotly_chart(figure, key=str(k))
"""
IN_SCRUBBER = "[...document.querySelectorAll('*')].map(e => e.shadowRoot).find(r => r && r.querySelector('.scrubber'))"
PROBES = {
    "bare": "() => [...document.querySelectorAll('.js-plotly-plot')].map("
            "p => [...p.querySelectorAll('.point path')].map(b => b.getAttribute('d')).join())",
    "answers": "() => [...document.querySelectorAll('table.un-top')].map(t => t.innerText)",
    "what mattered": "() => [...document.querySelectorAll('.un-influence')].map(t => t.innerText)",
    "word by word": f"() => {{ const r = {IN_SCRUBBER}; return r ? [...r.querySelectorAll('polyline')].map(p => p.getAttribute('points')) : [] }}",
    "scrubber": f"() => {{ const r = {IN_SCRUBBER}; return [...r.querySelectorAll('.cursor')].filter((c, k) => k % 2 == 0).map(c => c.style.left) }}",
}
COUNTRIES = ("france", "spain", "japan", "poland", "egypt", "italy", "china", "sweden", "norway", "korea", "greece")
LOOKS = ("answers", "what mattered", "word by word")


def sentence(k: int) -> str:
    """Its end differs from the last one's, so that the window net, too, has something new to say."""
    who = ("she was born in", "he comes from", "they grew up in", "we studied in")[k % 4]
    end = ("and of course he speaks very good", "so the sky is", "and she still speaks", "but the color of the snow is",
           "so at home they speak")[k % 5]
    return f"{who} {COUNTRIES[k % len(COUNTRIES)]} in the year of {k} dogs … {end}"


def entered(page, probe: str, text: str) -> float:
    box = page.locator(".st-key-sentence input")
    box.fill(text)
    return timed(page, probe, lambda: box.press("Enter"), "Enter", settle=250)


def opened(browser, url: str, probe: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url)
    page.wait_for_function(f"() => ({probe})().filter(Boolean).length === 4", timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def keystrokes(browser, bare: str, app: str) -> dict[str, list[float]]:
    pages = {"bare": opened(browser, bare, PROBES["bare"])} | {
        look: opened(browser, f"{app}/{Playground(look=look).link()}", PROBES[look]) for look in LOOKS}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for k in range(WARM + ROUNDS):
        for name, page in pages.items():
            page.bring_to_front()
            times[name].append(entered(page, PROBES[name], sentence(k)))
    for page in pages.values():
        page.close()
    return {name: found[WARM:] for name, found in times.items()}


def moves(browser, bare: str, app: str) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for name, url, ready, box in (("bare slider", bare, "bare", ".st-key-slider input[type=range]"),
                                  ("scrubber", f"{app}/{Playground(filler=40, look='word by word').link()}", "word by word",
                                   ".scrubber input[type=range]")):
        page = opened(browser, url, PROBES[ready])
        probe = PROBES["bare" if ready == "bare" else "scrubber"]
        press = partial(page.locator(box).press, "ArrowLeft")
        times[name] = [timed(page, probe, press, "ArrowLeft", settle=250) for _ in range(WARM + ROUNDS)][WARM:]
        page.close()
    return times


def crowded(browser, app: str, count: int = 10) -> dict[str, list[float]]:
    from benchmarks.visitors import trainers

    query = CharacterTraining(reads="characters", task="train your own", own_steps=10000).link().split("?")[1]
    page = opened(browser, f"{app}/playground", PROBES["answers"])
    times = {"nobody trains": [entered(page, PROBES["answers"], sentence(100 + k)) for k in range(WARM + ROUNDS)][WARM:]}
    with trainers(app, "playground", query, "Train", count) as crowd:
        time.sleep(4)
        before = sum(visitor.messages for visitor in crowd)
        times[f"{count} train"] = [entered(page, PROBES["answers"], sentence(200 + k)) for k in range(ROUNDS)]
        if sum(visitor.messages for visitor in crowd) < before + 10 * count:
            raise RuntimeError("the ten were not training")
    page.close()
    return times


def measure() -> list[dict[str, list[float]]]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium
    from tests.e2e.conftest import serving

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        Path(folder, "bare.py").write_text(BARE)
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        with serving("bare.py", cwd=folder) as bare, serving() as app:
            found = [keystrokes(browser, bare, app), moves(browser, bare, app), crowded(browser, app)]
        browser.close()
    return found


def section(title: str, goal: str, times: dict[str, list[float]]) -> list[str]:
    """A table of times, each beside the first of them."""
    first = next(iter(times.values()))
    lines = ["", f"## {title}", "", f"Goal: {goal}.", "", "| | p50, ms | p95, ms | n | p50 ratio | p95 ratio |", "|---|---|---|---|---|---|"]
    for name, values in times.items():
        told = [quantile(values, share) for share in (0.5, 0.95)]
        ratios = [t / quantile(first, share) for t, share in zip(told, (0.5, 0.95), strict=True)]
        lines.append(f"| {name} | {told[0]:.0f} | {told[1]:.0f} | {len(values)} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    return lines


def main(arguments: list[str]) -> None:
    from benchmarks import learning

    before = os.getloadavg()[0]
    speeds = learning.measure()
    keys, scrubs, crowd = measure()
    lines = ["# The playground", "", *(__doc__ or "").split("\n")[2:],
             f"{os.cpu_count()} cores, Python {platform.python_version()}; load average {before:.2f} before, "
             f"{os.getloadavg()[0]:.2f} after."]
    lines += section("From Enter to new pictures", "at most 1.5 times the bare page", keys)
    lines += section("Moving the scrubber", "at most 100 ms at p95", scrubs)
    lines += ["", "## Live training", "", "Goal: at least 2 times torch.nn.", "", "| cell | ours, characters/s | torch.nn | ratio |", "|---|---|---|---|"]
    lines += [f"| {cell}{' (the default)' if cell == 'gru' else ''} | {a:,.0f} | {b:,.0f} | {r:.2f} |" for cell, (a, b, r) in speeds.items()]
    lines += section("A crowd", "at most 3 times", crowd)
    Path(__file__).with_suffix(".md").write_text("\n".join([*lines, ""]))
    print("\n".join(lines))

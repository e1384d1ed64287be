"""A server and a browser for the visits; a page that fails its test on anything a visitor's console would show."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import FLAGS, chromium

ROOT = Path(__file__).parents[2]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
expect.set_options(timeout=30_000)  # a wait ends when it is over: patience costs nothing
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


@contextmanager
def serving(script="app.py", cwd=ROOT):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address",
               "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none"]
    # As a visitor's server has it: the app itself sees to one BLAS thread.
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    server = subprocess.Popen(command, cwd=cwd, env=plain,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def base():
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


@contextmanager
def visiting(browser, size="desktop", theme="light"):
    context = browser.new_context(viewport=SIZES[size], color_scheme=theme, reduced_motion="reduce",
                                  is_mobile=size == "phone", has_touch=size == "phone")
    page, bad = context.new_page(), []

    def streamlits_own(url):  # it asks for its health below a deep link's path first
        return "/_stcore/" in url

    page.on("pageerror", lambda e: bad.append(f"pageerror {e}"))
    page.on("console", lambda m: bad.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("response", lambda r: bad.append(f"{r.status} {r.url}")
            if r.status >= 400 and not streamlits_own(r.url) else None)
    page.on("request", lambda r: bad.append(f"leaves the host: {r.url}")
            if not re.match(r"(http|ws)://127\.0\.0\.1[:/]|data:|blob:", r.url) else None)
    yield page
    context.close()
    # Streamlit probes one outside host to see whether it is embedded by its own cloud: not the app's doing.
    bad = [b for b in bad if "webhooks.fivetran.com" not in b and "data.streamlit.io" not in b]
    assert not bad, bad


@pytest.fixture
def page(browser):
    with visiting(browser) as found:
        yield found


def still(page):
    """Nothing has changed its height for ten frames: what opens has opened, and a press begins and ends on one thing."""
    page.evaluate("""async () => {
        const high = () => document.querySelector('[data-testid="stMain"]').scrollHeight;
        for (let last = high(), same = 0, k = 0; same < 10 && k < 300; k++) {
            await new Promise(requestAnimationFrame);
            same = high() === last ? same + 1 : 0;
            last = high();
        }}""")


def idle(page):
    """The page is drawn to its last line, the footer; the script has finished, and none has started two frames on."""
    page.get_by_text("Every number here is computed").last.wait_for(state="attached", timeout=60_000)
    page.wait_for_selector(IDLE, timeout=60_000)
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    page.wait_for_selector(IDLE, timeout=60_000)
    # What the script has sent stands as grey boxes until the browser has loaded the code that draws it.
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')", timeout=60_000)
    still(page)
    assert not page.query_selector('[data-testid="stException"]'), page.inner_text('[data-testid="stException"]')


def after(page, act):
    """Do something that changes what the page says, and wait until it has."""
    still(page)
    main = '[data-testid="stMain"]'
    before = page.inner_text(main)
    act()
    page.wait_for_function("([main, before]) => document.querySelector(main).innerText !== before", arg=[main, before],
                           timeout=30_000)
    idle(page)


def visit(page, url):
    page.goto(url)
    idle(page)


def heard(page):
    """What the browser sends to the server from now on."""
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sent.append(1)))
    return sent

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
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser import FLAGS, chromium

ROOT = Path(__file__).parents[2]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
LEFT: dict[str, list] = {size: [] for size in SIZES}  # windows that a visitor has left
RUNS, SETTLED = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("runs.js", "settled.js"))
AT_REST = 350  # ms after the last move until a component tells the server (pages/common/parts.js)
expect.set_options(timeout=30_000)  # a wait ends when it is over: patience costs nothing


@contextmanager
def serving(script="app.py", cwd=ROOT):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address",
               "127.0.0.1", "--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
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


def number(message, field):
    """Of a field in Streamlit's messages."""
    return message.DESCRIPTOR.fields_by_name[field].number


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


def arrive(browser, size):
    """A new window, and a list of what it shows that no visitor's console should."""
    phone = size == "phone"
    context = browser.new_context(viewport=SIZES[size], reduced_motion="reduce", is_mobile=phone, has_touch=phone)
    page, bad = context.new_page(), []
    fields = number(BackMsg, "rerun_script"), *(number(ForwardMsg, field) for field in ("new_session", "script_finished"))
    page.add_init_script(f"({RUNS})(...{list(fields)})")
    fast = context.new_cdp_session(page)  # Streamlit's own moves, which mind no wish for fewer: half a second for an expander
    fast.send("Animation.enable")
    fast.send("Animation.setPlaybackRate", {"playbackRate": 100})

    def streamlits_own(url):  # it asks for its health below a deep link's path first
        return "/_stcore/" in url

    page.on("pageerror", lambda e: bad.append(f"pageerror {e}"))
    page.on("console", lambda m: bad.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("response", lambda r: bad.append(f"{r.status} {r.url}")
            if r.status >= 400 and not streamlits_own(r.url) else None)
    page.on("request", lambda r: bad.append(f"leaves the host: {r.url}")
            if not re.match(r"(http|ws)://127\.0\.0\.1[:/]|data:|blob:|about:blank$", r.url) else None)
    return page, bad


def leave(page, size):
    """Nothing of the visit stays but the code that the browser has loaded and compiled."""
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.set_viewport_size(SIZES[size])


@contextmanager
def visiting(browser, size="desktop", theme="light"):
    """A visitor of one's own, in a window that another has left if there is one: a new one compiles all code anew."""
    page, bad = LEFT[size].pop() if LEFT[size] else arrive(browser, size)
    bad.clear()
    try:
        page.emulate_media(color_scheme=theme)
        yield page
        leave(page, size)
    except BaseException:
        page.context.close()
        raise
    LEFT[size].append((page, bad))
    # Streamlit probes one outside host to see whether it is embedded by its own cloud: not the app's doing.
    found = [b for b in bad if "webhooks.fivetran.com" not in b and "data.streamlit.io" not in b]
    assert not found, found


@pytest.fixture
def page(browser):
    with visiting(browser) as found:
        yield found


def idle(page):
    """Wait until nothing is under way; no page has an error on it, and none is wider than its screen."""
    try:
        found = page.wait_for_function(SETTLED, timeout=60_000).json_value()
    except TimeoutError as error:
        raise AssertionError(f"not settled: {page.evaluate('() => globalThis.settling')} {page.url}") from error
    assert not found["error"], found["error"]
    assert found["beyond"] <= 1, f"{found['beyond']} px wider than the screen: {page.url}"


def after(page, act):
    """Do something that has the server change what the page says, and wait until it has."""
    idle(page)
    begun, text = page.evaluate("() => globalThis.runs.begun"), page.inner_text('[data-testid="stMain"]')
    act()
    page.wait_for_function("""([begun, text]) => globalThis.runs.begun !== begun
        && document.querySelector('[data-testid="stMain"]').innerText !== text""", arg=[begun, text])
    idle(page)


def visit(page, url):
    page.goto(url, wait_until="commit")
    idle(page)


def told(link):
    """What a link says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query, keep_blank_values=True).items()}


def query(page):
    return told(page.url)


def says(page, **settings):
    """Wait until the address says this much; None: no more of it."""
    wanted = {name: None if value is None else str(value) for name, value in settings.items()}
    page.wait_for_url(lambda url: {name: told(url).get(name) for name in wanted} == wanted, wait_until="commit")


def shared(page):
    """The Share link."""
    page.get_by_role("button", name="Share").click()
    link = page.locator('[data-testid="stPopoverBody"] code').first.inner_text().strip()
    page.keyboard.press("Escape")
    return link


@contextmanager
def slow(page):
    """The server's answers reach the page only when this ends."""
    page.evaluate("() => { globalThis.runs.held = []; }")
    yield
    page.evaluate("""async () => {
        for (const { held } = globalThis.runs; held.length; await new Promise(requestAnimationFrame)) held.shift()();
        globalThis.runs.held = null;
    }""")


def listen(page):
    """From now on the page writes down how many ms after the visitor's last move it sends something to the server."""
    page.evaluate("""() => {
        let moved = -Infinity;
        const send = WebSocket.prototype.send, sent = globalThis.sent = [];
        const now = () => performance.now();
        for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { moved = now(); }, true);
        WebSocket.prototype.send = function (what) { sent.push(now() - moved); return send.call(this, what); };
    }""")


def sent(page):
    """How long after the last move each message went out, in ms."""
    return page.evaluate("() => globalThis.sent")


def note(element, of="texts"):
    """From now on the page writes down every text (or attribute) of an element: looking now and then misses some."""
    element.evaluate("""(node, of) => {
        const read = () => of === "texts" ? node.textContent : node.getAttribute(of), all = [read()];
        const everything = { childList: true, characterData: true, attributes: true, subtree: true };
        node.noted = { ...node.noted, [of]: all };
        new MutationObserver(() => all.push(read())).observe(node, everything);
    }""", of)


def noted(element, of="texts", until=""):
    """All of them; if `until` is given, when one has held it, or after half a minute."""
    return element.evaluate("""async (node, [of, until]) => {
        const end = performance.now() + 30_000;
        while (!node.noted[of].some(text => (text ?? "").includes(until)) && performance.now() < end)
            await new Promise(requestAnimationFrame);
        return node.noted[of];
    }""", [of, until])


def notices(page):
    """What is said of values of the link that cannot be used."""
    return page.locator('[data-testid="stAlert"]', has_text="link's")


def beats(page, ms, count=1):
    """Whatever beats every `ms` milliseconds in the page has beaten once more, or it no longer does."""
    for _ in range(count):
        page.evaluate("ms => new Promise(done => setTimeout(done, ms))", ms + 1)

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
AT_REST = 350  # ms after the last move until a component tells the server (pages/common/parts.js)
expect.set_options(timeout=30_000)  # a wait ends when it is over: patience costs nothing


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


# What a page has asked of the server is known from its messages: a run asked for and not begun yet is no rest.  A component and
# a slider ask some time after the visitor's move, and what they show changes at once: looking at the page is not enough.
RUNS = """(rerun, session) => {
    const runs = globalThis.runs = { asked: false, begun: 0 };
    function kind(bytes) { // the numbers of the fields of a protobuf message
        const found = [];
        for (let k = 0; k < bytes.length;) {
            const varint = () => { let value = 0, unit = 1, byte; do { byte = bytes[k++]; value += (byte & 127) * unit; unit *= 128; } while (byte & 128); return value; };
            const tag = varint(), type = tag % 8;
            found.push(Math.floor(tag / 8));
            if (type === 0) varint();
            else { const long = type === 2 ? varint() : type === 1 ? 8 : 4; k += long; }
        }
        return found;
    }
    const heard = new WeakSet(), send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (what) {
        if (!heard.has(this)) this.addEventListener("message", ({ data }) => {
            if (kind(new Uint8Array(data)).includes(session)) { runs.asked = false; runs.begun++; }
        });
        heard.add(this);
        if (kind(new Uint8Array(what.buffer ?? what, what.byteOffset ?? 0, what.byteLength)).includes(rerun)) runs.asked = true;
        return send.call(this, what);
    };
}"""


def arrive(browser, size):
    """A new window, and a list of what it shows that no visitor's console should."""
    context = browser.new_context(viewport=SIZES[size], reduced_motion="reduce", is_mobile=size == "phone", has_touch=size == "phone")
    page, bad = context.new_page(), []
    page.add_init_script(f"({RUNS})({number(BackMsg, 'rerun_script')}, {number(ForwardMsg, 'new_session')})")

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
    """A visitor of one's own, in a window that another has left if there is one: in a new one all code is compiled anew."""
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


# Settled: drawn to the last line, the footer; the script has finished; nothing stands as a grey box until the browser has
# loaded the code that draws it; nothing has moved for three frames, so that a press begins and ends on one thing.
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]'), main = document.querySelector('[data-testid="stMain"]');
    const moving = () => document.getAnimations().filter(a => a.playState === "running" && a.effect.getComputedTiming().endTime < Infinity);
    const waits = globalThis.runs?.asked ? "for a run to begin"
        : app?.dataset.testConnectionState !== "CONNECTED" ? "for the server"
        : app.dataset.testScriptState !== "notRunning" ? "for the script"
        : document.querySelector('[data-testid="stSkeleton"]') ? "for code"
        : !main.textContent.includes("Every number here is computed") ? "for the footer"
        : moving().length ? `for ${moving().map(a => a.animationName ?? a.transitionProperty)} to move` : "";
    const before = globalThis.settling, high = waits ? null : main.scrollHeight;
    globalThis.settling = { waits, high, same: !waits && before?.high === high ? before.same + 1 : 0 };
    if (globalThis.settling.same < 3) return null;
    delete globalThis.settling;
    return { error: document.querySelector('[data-testid="stException"]')?.innerText ?? "", beyond: main.scrollWidth - main.clientWidth };
}"""


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
    before = page.evaluate("() => [globalThis.runs.begun, document.querySelector('[data-testid=\"stMain\"]').innerText]")
    act()
    page.wait_for_function("""([begun, text]) =>
        globalThis.runs.begun !== begun && document.querySelector('[data-testid="stMain"]').innerText !== text""", arg=before)
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
    page.wait_for_url(lambda url: all(told(url).get(name) == (None if value is None else str(value)) for name, value in settings.items()),
                      timeout=30_000, wait_until="commit")


def shared(page):
    """The Share link."""
    page.get_by_role("button", name="Share").click()
    link = page.locator('[data-testid="stPopoverBody"] code').first.inner_text().strip()
    page.keyboard.press("Escape")
    return link


def listen(page):
    """From now on the page writes down how many ms after the visitor's last move it sends something to the server."""
    page.evaluate("""() => {
        let moved = -Infinity;
        for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { moved = performance.now(); }, true);
        const send = WebSocket.prototype.send;
        globalThis.sent = [];
        WebSocket.prototype.send = function (...what) { globalThis.sent.push(performance.now() - moved); return send.apply(this, what); };
    }""")


def sent(page):
    """How long after the last move each message went out, in ms."""
    return page.evaluate("() => globalThis.sent")


def note(element, of="texts"):
    """From now on the page writes down every text (or other property) that an element has: looking now and then would miss some."""
    element.evaluate("""(node, of) => {
        const read = () => of === "texts" ? node.textContent : node.getAttribute(of), all = [read()];
        node.noted = { ...node.noted, [of]: all };
        new MutationObserver(() => all.push(read())).observe(node, { childList: true, characterData: true, attributes: true, subtree: true });
    }""", of)


def noted(element, of="texts", until=""):
    """All of them; if `until` is given, when one has held it, or after half a minute."""
    return element.evaluate("""(node, [of, until]) => new Promise((done) => {
        const start = performance.now(), look = () => performance.now() - start > 30_000 || node.noted[of].some(text => text?.includes(until))
            ? done(node.noted[of]) : setTimeout(look, 20);
        until ? look() : done(node.noted[of]);
    })""", [of, until])


def notices(page):
    """What is said of values of the link that cannot be used."""
    return page.locator('[data-testid="stAlert"]', has_text="link's")


def beats(page, ms, count=1):
    """Whatever beats every `ms` milliseconds in the page has beaten once more, or it no longer does."""
    page.evaluate("""async ([ms, count]) => { for (; count; count--) await new Promise(done => setTimeout(done, ms + 1)); }""", [ms, count])

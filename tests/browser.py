"""A browser for the tests: `python -m tests.browser` finds one that starts, or gets one.

An installed Chrome or Chromium comes first ($CHROMIUM names one by hand), then Playwright's own build, downloaded if it
has to be, then Debian's package.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPS = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PATIENCE = 240  # seconds for Playwright's download
QUIET: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def chromium() -> str | None:
    """The path of an installed Chrome or Chromium; None means Playwright's own build."""
    by_hand = os.environ.get("CHROMIUM")
    if by_hand:
        return by_hand
    candidates = (*(shutil.which(name) for name in NAMES), *APPS)
    return next((path for path in candidates if path and answers(path)), None)


def answers(path: str) -> bool:
    """Whether it says its version.  Ubuntu's chromium-browser may be a note that tells one to install a snap."""
    try:
        return subprocess.run([path, "--version"], timeout=30, check=False, **QUIET).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def trouble(path: str | None) -> str | None:
    """What keeps this browser from drawing a page; None when nothing does."""
    from playwright.sync_api import sync_playwright

    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=path, args=FLAGS, timeout=60_000)
            page = browser.new_page()
            page.set_content("<h1>here</h1>")
            page.inner_text("h1")
            browser.close()
    except Exception as error:  # Playwright's own errors, and a plain one when its driver does not start
        return (str(error) or repr(error)).splitlines()[0]
    return None


def playwrights_download() -> bool:
    """Within its time; then it is ended with everything it has started."""
    running = subprocess.Popen([sys.executable, "-m", "playwright", "install", "chromium"],
                               stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        return running.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)


def debians_package() -> bool:
    if shutil.which("apt-get") is None:
        return False
    settings = ["env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*settings, "apt-get"] if os.geteuid() == 0 else ["sudo", "-n", *settings, "apt-get"]

    def done(*step: str) -> bool:
        try:
            return subprocess.run([*apt, *step], stdin=subprocess.DEVNULL, check=False).returncode == 0
        except FileNotFoundError:  # no sudo
            return False

    done("update")  # an index that is partly out of reach may still hold the package: only the installation counts
    return done("install", "-y", "--no-install-recommends", "chromium", "libatomic1")  # the second: Playwright's driver


def find() -> str | None:
    """Make sure of a browser and return `chromium()` for it; SystemExit says what to do when none can be had."""
    ways: tuple[Callable[[], bool], ...] = (playwrights_download, debians_package)
    why = trouble(chromium())
    for way in ways:
        if why is None or os.environ.get("CHROMIUM"):
            break
        print(f"no browser yet ({why}); trying {way.__name__.replace('_', ' ')}", flush=True)
        if way():
            why = trouble(chromium())
    if why is not None:
        raise SystemExit(f"no browser for the tests: {chromium() or 'Playwright'} says: {why}\n"
                         "Install Chrome or Chromium, or set CHROMIUM to the path of one.")
    return chromium()


if __name__ == "__main__":
    print(f"browser: {find() or 'Playwright’s own Chromium'}")

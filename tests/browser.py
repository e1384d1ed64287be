"""A browser for the tests: `python -m tests.browser` finds one, or gets one.

An installed Chrome or Chromium comes first, then Playwright's own build, then Debian's package.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPS = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PATIENCE = 240  # seconds for Playwright's download


def installed() -> str | None:
    """The path of an installed Chrome or Chromium; $CHROMIUM names one by hand."""
    by_name = (shutil.which(name) for name in NAMES)
    candidates = (os.environ.get("CHROMIUM"), *by_name, *APPS)
    return next((path for path in candidates if path and Path(path).exists()), None)


def playwrights() -> str | None:
    """The path of the build that Playwright has downloaded, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


def chromium() -> str:
    path = installed() or playwrights()
    if path is None:
        raise RuntimeError("no browser: run `make test`, or `python -m tests.browser`, which gets one")
    return path


def download() -> bool:
    try:
        done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def debian() -> bool:
    if platform.system() != "Linux" or not shutil.which("apt-get"):
        return False
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    steps = (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
    return all(subprocess.run(become + step, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}).returncode == 0
               for step in steps)


def main() -> None:
    for get in (None, download, debian):
        if get is not None:
            print(f"no browser yet; trying: {get.__name__}", flush=True)
            get()
        path = installed() or playwrights()
        if path:
            print(f"browser: {path}")
            return
    raise SystemExit("no browser could be had: install Chrome or Chromium, or set CHROMIUM to one's path")


if __name__ == "__main__":
    main()

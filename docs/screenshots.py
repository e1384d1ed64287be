"""Pages as a desktop and a phone show them, light and dark: `python -m docs.screenshots / "/gallery?room=one to one"` into shots/."""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, chromium
from tests.e2e.conftest import SIZES, serving, visit

SHOTS = Path("shots")


def main(paths: list[str]) -> None:
    SHOTS.mkdir(exist_ok=True)
    with serving() as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for path in paths:
            for size, viewport in SIZES.items():
                for theme in ("light", "dark"):
                    page = browser.new_page(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
                    visit(page, url + path)
                    name = re.sub(r"\W+", "-", path).strip("-") or "start"
                    page.screenshot(path=SHOTS / f"{name}-{size}-{theme}.png", full_page=True)
                    page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:] or ["/", "/playground", "/cell", "/gallery", "/gradient_flow", "/code"])

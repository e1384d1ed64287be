"""The README's picture, taken anew: `python -m docs.picture` serves the app and photographs the playground."""

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, chromium
from tests.e2e.conftest import serving, visit

STATE = {"sentence": "I grew up in Germany … so I'm fluent in", "filler": 10, "seed": 0}


def main() -> None:
    with serving() as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 742}, color_scheme="light", reduced_motion="reduce")
        visit(page, f"{url}/playground?{urlencode(STATE)}")
        page.wait_for_timeout(500)
        page.screenshot(path=Path(__file__).with_name("playground.png"))
        browser.close()


if __name__ == "__main__":
    main()

"""The app as Streamlit's simulator runs it: what a visitor with a link gets."""

from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]

# Every simulated visit looks through all installed packages for components; once a process is enough, and what is
# found stays the same. It took three quarters of a visit's time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def visit(page="pages/playground.py", **query):
    """A first visit by a link: nothing was run before, so the page calls for its frame as on a fresh server."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params.update({name: value if isinstance(value, list) else str(value) for name, value in query.items()})
    return at.switch_page(page).run()


def shown(at):
    """All the HTML and text of the page."""
    return "\n".join(str(element.proto) for element in at.get("html")) + "\n".join(m.value for m in at.markdown)


def captions(at):
    return "\n".join(caption.value for caption in at.caption)

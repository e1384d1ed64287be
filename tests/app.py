"""The app as Streamlit's simulator runs it: what a visitor with a link gets."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]


def visit(page="pages/playground.py", **query):
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.run()
    at.query_params.update({name: value if isinstance(value, list) else str(value) for name, value in query.items()})
    return at.switch_page(page).run()


def shown(at):
    """All the HTML and text of the page."""
    return "\n".join(str(element.proto) for element in at.get("html")) + "\n".join(m.value for m in at.markdown)


def captions(at):
    return "\n".join(caption.value for caption in at.caption)

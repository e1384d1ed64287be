"""A program's lines as Markdown.  No Streamlit here."""


def as_code(line: str) -> str:
    """A line as Markdown code that keeps its indentation; an empty one as a space."""
    return f"`{line.replace(' ', chr(0xA0)) or chr(0xA0)}`"

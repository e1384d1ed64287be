"""Programs as lines that know what they mean: so that two of them can be laid side by side.

A template writes a line as `topic | code`, or `topic+topic | code`; an empty line of code is `|`, and what stands without a bar is dropped, so
that a choice may leave its line out.
"""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Line:
    section: str
    topics: tuple[str, ...]  # what it is about, the chief matter first
    text: str

    @property
    def topic(self) -> str:
        return self.topics[0]


def lines(section: str, template: str) -> list[Line]:
    found = []
    for row in template.splitlines():
        topic, bar, text = row.partition("|")
        if bar:
            found.append(Line(section, tuple(topic.strip().split("+")), text.removeprefix(" ").rstrip()))
    return found


def when(wanted: object, text: str, otherwise: str = "") -> str:
    return text if wanted else otherwise


def source(program: list[Line]) -> str:
    return "\n".join(line.text for line in program).strip() + "\n"


def similarity(a: Line, b: Line) -> int:
    """How much it helps to see two lines in one row."""
    if a.section != b.section or a.topic != b.topic:
        return 0
    return 7 if a.text == b.text else 3 if a.text and b.text else 0


Row = tuple[int | None, int | None]


def aligned(left: list[Line], right: list[Line]) -> list[Row]:
    """Rows of line numbers, None where a side has nothing to match: the alignment that is worth most, each side in
    its own order (Needleman & Wunsch 1970, gaps for free), section by section."""
    rows: list[Row] = []
    for section in dict.fromkeys(line.section for line in left + right):
        ours, theirs = ([k for k, line in enumerate(side) if line.section == section] for side in (left, right))
        best = _best_alignments([left[k] for k in ours], [right[k] for k in theirs])
        rows += [(None if i is None else ours[i], None if j is None else theirs[j]) for i, j in _best_path(best)]
    return _join_blank_rows(rows, left, right)


def _best_alignments(a: list[Line], b: list[Line]) -> list[list[int]]:
    """best[i][j]: the most that a[i:] and b[j:] can be worth."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            match = similarity(a[i], b[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + match if match else 0)
    return best


def _best_path(best: list[list[int]]) -> list[Row]:
    i = j = 0
    rows: list[Row] = []
    while i < len(best) - 1 or j < len(best[0]) - 1:
        if j == len(best[0]) - 1 or (i < len(best) - 1 and best[i + 1][j] == best[i][j]):
            rows.append((i, None))
            i += 1
        elif i == len(best) - 1 or best[i][j + 1] == best[i][j]:
            rows.append((None, j))
            j += 1
        else:
            rows.append((i, j))
            i, j = i + 1, j + 1
    return rows


def _join_blank_rows(rows: list[Row], left: list[Line], right: list[Line]) -> list[Row]:
    """Empty lines of code that match nothing share a row with the next empty line of the other side, or fall away."""
    joined: list[Row] = []
    for i, j in rows:
        blank = (i is None or not left[i].text) and (j is None or not right[j].text)
        if blank and joined and joined[-1] == (None, None):
            continue
        joined.append((None, None) if blank else (i, j))
    return joined[:-1] if joined and joined[-1] == (None, None) else joined


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """A line of Python as (kind, text) pairs that join to the line; kinds: k keyword, s string, n number, c comment,
    f name that is called, and nothing."""
    import io
    import keyword
    import tokenize

    kinds = {tokenize.STRING: "s", tokenize.NUMBER: "n", tokenize.COMMENT: "c",
             **{getattr(tokenize, name): "s" for name in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END") if hasattr(tokenize, name)}}
    found: list[tuple[str, str]] = []
    at = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text.strip() + "\n").readline):
            indent = len(text) - len(text.lstrip())
            start, end = token.start[1] + indent, token.end[1] + indent
            if token.start[0] != 1 or not token.string.strip() or start < at:
                continue
            kind = kinds.get(token.type, "")
            if token.type == tokenize.NAME:
                kind = "k" if keyword.iskeyword(token.string) else "f" if text[end : end + 1] == "(" else ""
            found += [("", text[at:start])] * (start > at) + [(kind, text[start:end])]
            at = end
    except (tokenize.TokenError, SyntaxError):  # half a statement: the rest is shown plain
        pass
    return (*found, ("", text[at:])) if at < len(text) else tuple(found)

"""A wiring as a small picture, drawn from its edges: for choosing a room at a glance.  No Streamlit here."""

from rnn_core.gallery.topologies import BACKWARD, FED, LOOK, Edge, Node, Topology

COLUMN, BOX, ROWS, HEIGHT = 22, 12, {"y": 5, "h": 25, "b": 25, "x": 45}, 62
MARK = {"x": 'fill="none" stroke="currentColor" stroke-width="1.6"', "h": 'fill="currentColor" fill-opacity=".5"',
        "y": 'fill="var(--st-primary-color, currentColor)"'}
DASHED = 'fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.5 2"'


def svg(wiring: Topology) -> str:
    """Hollow boxes are read, grey ones are states, coloured ones are written."""
    gap = 12 if wiring.split is not None else 0
    lefts = [COLUMN * t + (COLUMN - BOX) / 2 + (gap if wiring.split is not None and t >= wiring.split else 0) for t in range(wiring.steps)]
    nodes = sorted({node for edge in wiring.edges() for node in (edge.source, edge.target)})
    boxes = "".join(box(lefts[n.step], ROWS[n.kind], MARK[n.kind]) for n in nodes if n.kind in MARK)
    lines = "".join(line(edge, lefts) for edge in wiring.edges() if edge.kind not in (BACKWARD, LOOK))
    return frame(COLUMN * wiring.steps + gap, lines + boxes)


def frame(width: float, parts: str) -> str:
    return f'<svg viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" aria-hidden="true">{parts}</svg>'


def box(x: float, y: float, style: str) -> str:
    return f'<rect x="{x:g}" y="{y}" width="{BOX}" height="{BOX}" rx="2.5" {style}/>'


def line(edge: Edge, lefts: list[float]) -> str:
    (x1, y1), (x2, y2) = ends(edge.source, edge.target, lefts)
    dash = ' stroke-dasharray="2.5 2"' if edge.kind == FED else ""
    return f'<path d="M{x1:g},{y1:g} L{x2:g},{y2:g}" fill="none" stroke="currentColor" stroke-opacity=".75" stroke-width="1.4"{dash}/>'


def ends(a: Node, b: Node, lefts: list[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """From the right side to the left one where it leads to a later step, else from top to bottom."""
    if b.step > a.step:
        return (lefts[a.step] + BOX, ROWS[a.kind] + BOX / 2), (lefts[b.step], ROWS[b.kind] + BOX / 2)
    return (lefts[a.step] + BOX / 2, ROWS[a.kind]), (lefts[b.step] + BOX / 2, ROWS[b.kind] + BOX)


BLANK = frame(4 * COLUMN, "".join(box(5 + COLUMN * t, y, DASHED) for t in range(4) for y in (5, 25, 45)))

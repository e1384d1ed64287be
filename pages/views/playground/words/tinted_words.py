"""A sentence whose words are coloured by their influence, once for each network, as HTML.  No Streamlit here."""

from html import escape

from pages.common.theme import NETWORKS

STYLE = """<style>
.un-influence{display:flex;flex-wrap:wrap;gap:.3rem .22rem;margin:.1rem 0 1rem}
.un-influence span{padding:.1rem .4rem;border-radius:5px;text-align:center;line-height:1.25}
.un-influence small{display:block;font-size:.72rem;font-variant-numeric:tabular-nums}
.un-name{font-weight:600;margin:.2rem 0 .1rem}
.un-name i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
</style>"""


def html(influence: dict[str, list[float]], tokens: tuple[str, ...], same_scale: bool) -> str:
    """Orange speaks for the answer, blue against.  `same_scale`: the full colour is the largest value of all networks;
    else of each by itself.  ≈0: less than a hundredth of that."""
    largest = {kind: max((abs(v) for v in values), default=0.0) for kind, values in influence.items()}
    return STYLE + "".join(
        _network(kind, values, tokens, (max(largest.values()) if same_scale else largest[kind]) or 1.0)
        for kind, values in influence.items())


def _network(kind: str, values: list[float], tokens: tuple[str, ...], full: float) -> str:
    name, colour = NETWORKS[kind]
    spans = "".join(
        f'<span style="background:rgba({"225,114,43" if value > 0 else "59,143,209"},{0.6 * abs(value) / full:.3f})">'
        f"{escape(token)}<small>{short_number(value, full)}</small></span>" for token, value in zip(tokens, values, strict=True))
    return f'<p class="un-name"><i style="background:{colour}"></i>{escape(name)}</p><div class="un-influence">{spans}</div>'


def short_number(value: float, full: float) -> str:
    """A number in as few characters as tell its size: 2.3, -0.04, 1e-7; 0, and ≈0 for what is small beside `full`."""
    if value == 0:
        return "0"
    if abs(value) < full / 100:
        return "≈0"
    return f"{value:.2f}" if 0.095 <= abs(value) < 99.5 else f"{value:.1g}"

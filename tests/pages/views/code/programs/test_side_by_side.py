"""The colours of the programs' lines can be read in both themes (WCAG 2: 4.5:1)."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[5]
STYLE = (ROOT / "pages/views/code/programs/side_by_side.css").read_text(encoding="utf-8")
THEMES = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
MIX = r"color-mix\(in srgb, (\S+) (\d+)%, transparent\)"


def rgb(colour, theme):
    names = {"var(--st-text-color)": theme["textColor"], "var(--st-primary-color)": theme["primaryColor"]}
    return [int(names.get(colour, colour)[k : k + 2], 16) for k in (1, 3, 5)]


def over(colour, percent, below):
    return [(percent * a + (100 - percent) * b) / 100 for a, b in zip(colour, below, strict=True)]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (c / 255 for c in colour)]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def rows(theme):
    """What a line can stand on: the columns' ground, and the tints of lines that differ or are lit."""
    ground = rgb(theme["secondaryBackgroundColor"], theme)
    yield "plain", ground
    for name in ("other", "alone", "lit"):
        colour, percent = re.search(rf"\.line\.{name} {{[^}}]*background: {MIX}", STYLE).groups()
        yield name, over(rgb(colour, theme), int(percent), ground)


def letters(theme, dark, ground):
    """What stands there: words by kind, comments, line numbers."""
    for kind in "ksnf":
        colour = re.search(rf"{r'[.]dark ' if dark else '(?<!dark )'}[.]{kind} {{ color: (#\w+)", STYLE)[1]
        yield kind, rgb(colour, theme)
    for name in (r"[.]c", r"[.]line [.]number"):
        colour, percent = re.search(rf"{name} {{ color: {MIX}", STYLE).groups()
        yield name, over(rgb(colour, theme), int(percent), ground)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_word_and_number_stands_out_from_every_line_it_can_stand_on(name):
    theme = THEMES[name]
    found = {(row, kind): contrast(colour, ground) for row, ground in rows(theme) for kind, colour in letters(theme, name == "dark", ground)}
    assert len(found) == 24 and {key: ratio for key, ratio in found.items() if ratio < 4.5} == {}

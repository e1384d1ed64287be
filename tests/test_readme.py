"""Every block of Python in the documents runs, and every file they speak of is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "ARCHITECTURE.md")
BLOCKS = [(name, block) for name in DOCUMENTS
          for block in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(), re.DOTALL)]


@pytest.mark.parametrize("name, block", BLOCKS)
def test_every_block_runs(name, block):
    exec(compile(block, name, "exec"), {})


def test_there_are_blocks():
    assert len(BLOCKS) >= 3


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_it_links_to_is_there(name):
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text()):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_every_figure_of_the_readme_stands_in_a_models_own_card():
    from rnn_core import zoo

    table = re.search(r"<!-- figures -->\n(.*?)<!-- /figures -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table
    for name in zoo.NAMES:
        measured = {(row["group"], row["filler"]): row["accuracy"] for row in zoo.figures(name)["accuracy"]}
        (line,) = [line for line in table[1].splitlines() if f"`{name}`" in line]
        cells = [float(cell) for cell in re.findall(r"\| (\d\.\d{3}) ", line)]
        keys = [("near", 0), ("seen", 0), ("seen", 40), ("held-out", 0), ("held-out", 40), ("unseen clauses", 20)]
        assert cells == [round(measured[key], 3) for key in keys], name


def test_every_figure_of_the_character_models_stands_in_their_cards():
    from rnn_core import zoo

    table = re.search(r"<!-- characters -->\n(.*?)<!-- /characters -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table
    for name in zoo.CHARACTERS:
        told = zoo.figures(name)
        (line,) = [line for line in table[1].splitlines() if f"`{name}`" in line]
        cells = [float(cell) for cell in re.findall(r"[-+]?\d+\.\d+", line)]
        assert cells == [round(told["held_out"][key], 3) for key in ("bits", "low", "high")] + [
            round(told["counted"]["5"], 3), round(told["tracked"]["inside quotes"]["correlation"], 2)], name

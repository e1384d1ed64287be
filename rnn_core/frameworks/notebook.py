"""A program as a Jupyter notebook (nbformat 4.5), one cell a section; the standard library is enough."""

import json
from itertools import groupby
from typing import Any

from rnn_core.frameworks.program_lines import Line, source

TITLES = {"opening": "Imports and seed", "data": "Data", "tensors": "Training and held-out part", "model": "The model",
          "training": "Training", "result": "Held out", "keep": "What is kept", "carry": "The weights carried over"}


def notebook(program: list[Line], title: str, needs: str) -> str:
    """The notebook's JSON.  needs: what has to be installed, as pip names it."""
    cells: list[dict[str, Any]] = [_cell("markdown", f"# {title}\n\nNeeds `pip install {needs}`.")]
    for section, part in groupby(program, key=lambda line: line.section):
        code = source(list(part))
        if code.strip():
            cells += [_cell("markdown", f"## {TITLES[section]}"), _cell("code", code, execution_count=None, outputs=[])]
    for k, cell in enumerate(cells):
        cell["id"] = f"cell-{k}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
                       "nbformat": 4, "nbformat_minor": 5}, indent=1)


def _cell(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": text.strip().splitlines(keepends=True), **more}

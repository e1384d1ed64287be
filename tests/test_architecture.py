"""The arrows between the rooms, app.py → pages → pages/kit → rnn_core → numpy, and never back; and the house rules."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UI = {"streamlit", "plotly", "pandas"}
# Where: what its files may not import.  The longest fitting prefix counts.
FORBIDDEN: dict[str, set[str]] = {
    "rnn_core/": {*UI, "pages", "app", "torch", "safetensors", "benchmarks", "tests"},
    "rnn_core/torch_models.py": {*UI, "pages", "app", "safetensors"},
    "rnn_core/weights.py": {*UI, "pages", "app", "torch"},  # safetensors, inside the one function that writes
    "pages/": {"torch", "app", "plotly", "numpy", "pandas", "benchmarks"},
    "pages/kit/": {"torch", "app", "benchmarks"},
    "pages/kit/knobs.py": {*UI, "torch", "app", "rnn_core"},
    "pages/kit/urls.py": {*UI, "torch", "app", "rnn_core"},
    "pages/kit/bars.py": {"streamlit", "torch", "app"},
    "pages/kit/told.py": {"streamlit", "torch", "app"},
    "pages/kit/theme.py": {*UI, "torch", "app"},
}
# Nothing on a page may wait, fork or thread: the browser edition has none of it (and rewrites what looks like it).
BANNED = re.compile(r"time\.sleep|asyncio\.run|write_stream|\bthreading\b|\bsubprocess\b|multiprocessing")
SOURCES = sorted(path for place in ("rnn_core", "pages", "benchmarks") for path in (ROOT / place).rglob("*.py"))
SOURCES.append(ROOT / "app.py")


def imported(tree: ast.AST) -> set[str]:
    names = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    names += [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    return {name.split(".")[0] for name in names}


def wrongs(name: str, text: str) -> list[str]:
    """What a file at this place does that it may not."""
    tree = ast.parse(text)
    rooms = [room for room in FORBIDDEN if name.startswith(room)]
    forbidden = FORBIDDEN[max(rooms, key=len)] if rooms else set()
    found = [f"imports {module}" for module in sorted(imported(tree) & forbidden)]
    if re.fullmatch(r"pages/[a-z]\w*\.py", name) and "query_params." in text:
        found.append("reads st.query_params: that is controls.py's")
    if name.startswith(("pages/", "app.py")):
        found += [f"uses {match}" for match in BANNED.findall(text)]
    if name != "rnn_core/torch_models.py" and "torch_models" in text and name.startswith("rnn_core/"):
        heads = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
        found += ["loads torch_models"] * any("torch_models" in ast.unparse(n) for n in heads)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40:
            found.append(f"{node.name} is longer than 40 lines")
    if text.count("\n") > 380:
        found.append("is longer than 380 lines")
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_keeps_to_its_room(path):
    assert wrongs(path.relative_to(ROOT).as_posix(), path.read_text()) == []


@pytest.mark.parametrize("name, text, wrong", [
    ("rnn_core/x.py", "import streamlit as st", "imports streamlit"),
    ("rnn_core/x.py", "def f():\n    import torch", "imports torch"),
    ("rnn_core/x.py", "from pages.kit import bars", "imports pages"),
    ("rnn_core/x.py", "from rnn_core.torch_models import twin", "loads torch_models"),
    ("pages/x.py", "import numpy as np", "imports numpy"),
    ("pages/x.py", "st.query_params.clear()", "reads st.query_params"),
    ("pages/kit/urls.py", "from rnn_core import zoo", "imports rnn_core"),
    ("pages/kit/bars.py", "import streamlit", "imports streamlit"),
    ("pages/x.py", "time.sleep(1)", "uses time.sleep"),
    ("rnn_core/x.py", "def f():\n" + "    a = 1\n" * 41, "f is longer"),
])
def test_the_check_catches_what_is_planted(name, text, wrong):
    assert any(found.startswith(wrong) for found in wrongs(name, text))


def test_the_core_loads_and_runs_with_numpy_alone():
    code = """
import sys
for name in ("torch", "streamlit", "plotly", "pandas", "safetensors"):
    sys.modules[name] = None
import numpy as np
import rnn_core
from rnn_core import initialisation, losses, modules, optimisers, training, zoo
rnn_core.LSTM(3, 4)(np.zeros((5, 2, 3), "f4"))
print(zoo.load("completion-gru").read("the color of the sky is").ranked[0][0])
"""
    told = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert told == "blue\n"


def test_importing_the_core_loads_nothing_heavy():
    code = ("import sys, rnn_core; from rnn_core import zoo; print([m for m in "
            "('torch', 'streamlit', 'plotly', 'pandas', 'safetensors') if m in sys.modules])")
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "[]\n"


def test_every_module_of_the_core_has_its_test_file():
    for path in (ROOT / "rnn_core").rglob("*.py"):
        inside = path.relative_to(ROOT / "rnn_core")
        if inside.name in ("__main__.py", "__init__.py"):
            inside = inside.parent
        name = "_".join(part.removesuffix(".py") for part in inside.parts)
        if name:
            owner = ROOT / "tests" / "rnn_core" / f"test_{name}.py"
            folder = ROOT / "tests" / "rnn_core" / f"test_{inside.parts[0]}.py"
            assert owner.exists() or folder.exists(), f"no test for {inside}"


def test_requirements_are_pinned_and_need_no_index_of_their_own():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().split("\n"):
            assert re.fullmatch(r"|#.*|-r requirements\.txt|[\w.-]+==[\w.]+", line), (name, line)

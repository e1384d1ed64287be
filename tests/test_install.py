"""`pip install .` brings the core: with NumPy alone it loads its trained networks and reads files."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TRIED = """
import sys
import numpy as np
import rnn_core
from rnn_core import load_network, zoo
assert "site-packages" not in rnn_core.__file__ and "wheel" in rnn_core.__file__, rnn_core.__file__
assert zoo.load("completion-gru").read("the color of the sky is").ranked[0][0] == "blue"
assert load_network(sys.argv[1]).gates(np.zeros((4, 3), "f4"))["gru_l1.r"].shape == (4, 4)
assert load_network(sys.argv[2]).layers[0].bidirectional
try:
    load_network(sys.argv[3])
except ValueError as told:
    print(told)
"""


@pytest.mark.slow
def test_a_wheel_holds_the_core_and_its_models_and_needs_numpy_alone(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(ROOT / "rnn_core", source / "rnn_core", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run([sys.executable, "-m", "pip", "wheel", str(source), "--no-deps", "--no-build-isolation", "-q", "-w", str(tmp_path / "built")],
                   check=True, capture_output=True, cwd=tmp_path)
    (wheel,) = (tmp_path / "built").glob("unrolled-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "wheel")
        (described,) = [archive.read(name).decode() for name in names if name.endswith("METADATA")]
    kept = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rnn_core").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kept == {name for name in names if name.startswith("rnn_core/")}
    assert not any(name.startswith(("pages/", "tests/", "app")) for name in names)
    assert "Requires-Dist: numpy>=2\n" in described and all(f"Provides-Extra: {extra}\n" in described for extra in ("torch", "keras", "onnx", "app"))
    files = ROOT / "tests/foreign/files"
    hidden = f"import sys; sys.path[:0] = [{str(tmp_path / 'wheel')!r}]; sys.modules.update(dict.fromkeys(('torch', 'h5py', 'onnx', 'safetensors', 'pandas')))"
    told = subprocess.check_output([sys.executable, "-c", hidden + TRIED, str(files / "torch-gru.pt"), str(files / "keras3-gru.h5"),
                                    str(files / "onnx-torch-gru.onnx")], text=True, cwd=tmp_path)
    assert "pip install onnx" in told


def test_extras_ask_for_no_more_than_the_app_is_tested_with():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = dict(line.split("==") for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line)
    assert [name.split(">=")[0] for name in told["dependencies"]] == ["numpy"]
    assert {name.split(">=")[0] for name in told["optional-dependencies"]["app"]} | {"numpy"} == set(pinned)

"""Real TensorFlow, where it is installed: `make test-frameworks` brings it, and fails if it is not there.  Elsewhere these tests
are skipped."""

import importlib.util
import os

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"
NEEDED = ("torch", "tensorflow", "keras", "h5py", "nbformat", "nbclient")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]

if MISSING and os.environ.get("UNROLLED_NEEDS_TENSORFLOW"):
    raise pytest.UsageError(f"not installed here: {', '.join(MISSING)}; pip install -r requirements-tensorflow.txt")


def pytest_collection_modifyitems(items):
    for item in items:
        if MISSING and "tests/tensorflow/" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason="needs TensorFlow: make test-frameworks"))

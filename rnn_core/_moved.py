"""Modules that have moved stay importable under their former names: `import rnn_core.study` is `rnn_core.text.study`.

What others have written, in notebooks, in links' programs and on the command line, goes on working.  A former name is
looked up only when somebody asks for it; the module behind it is loaded once, under its own name.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import CodeType, ModuleType

MOVED: dict[str, str] = {f"rnn_core.{old}": f"rnn_core.{new}" for old, new in {
    **{name: f"nn.{name}" for name in "bptt cells checks initialisation layers losses modules optimisers traces training".split()},
    **{name: f"text.{name}" for name in "attribution characters completion corpus export study turns units vocabulary".split()},
    "topologies": "gallery.topologies",
    "counting": "text.ngrams", "stretches": "nn.time_blocks", "weights": "nn.safetensors", "wired": "gallery.wired_runs",
    "tasks": "gallery.wiring_tasks", "flow": "gradients", "corpus.frames": "text.corpus.templates",
    "gallery.bayes": "gallery.naive_bayes", "gallery.listening": "gallery.melody_statistics", "gallery.sound": "gallery.audio",
    "gallery.numbers": "gallery.translation", "gallery.tongues": "gallery.translation_words", "gallery.pairs": "gallery.translation_pairs",
    "gallery.words": "gallery.word_vectors", "gallery.forecasts": "gallery.forecast_baselines",
    "frameworks.traps": "frameworks.pitfalls", "frameworks.carry": "frameworks.joint_program",
    "frameworks.lines": "frameworks.program_lines", "frameworks.files": "frameworks.weight_files",
    "frameworks.live": "frameworks.live_run", "frameworks.snippets": "frameworks.proofs"}.items()}


def present_name(name: str) -> str | None:
    """Where a former name, or a module in a folder of a former name, is now; None for all others."""
    folder = name
    while folder:
        if folder in MOVED:
            return MOVED[folder] + name[len(folder):]
        folder = folder.rpartition(".")[0]
    return None


class Former(MetaPathFinder, Loader):
    """Finds a module under its former name."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        now = present_name(fullname)
        spec = find_spec(now) if now else None
        return ModuleSpec(fullname, self, origin=spec.origin, is_package=spec.submodule_search_locations is not None) if spec else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(str(present_name(spec.name)))
        self.kept = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self.kept  # importing under the former name has put that name's there

    def get_code(self, fullname: str) -> CodeType:
        """For `python -m` with the former name."""
        spec = find_spec(str(present_name(fullname)))
        return spec.loader.get_code(spec.name)  # type: ignore[union-attr]


sys.meta_path.insert(0, Former())  # first: an old folder that a checkout has left behind would be found as an empty package

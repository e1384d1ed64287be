"""python -m rnn_core.train NAME [--seed N] [--steps N] [--out DIR]      rebuilds one model of the zoo
python -m rnn_core.train NAME --search                                 chooses its learning rate and seed anew"""

import argparse
import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from rnn_core import zoo
from rnn_core.nn.training import Progress
from rnn_core.train import cards, characters, completers, model_selection, narrow


def family_of(name: str) -> Any:
    """The module that trains models of this name."""
    if name in zoo.EXHIBITS:
        return narrow
    family = name.split("-")[0]
    known: dict[str, Any] = {"completion": completers, "characters": characters}
    return known[family] if family in known else import_module(f"rnn_core.train.{family}")


def kept(name: str, out: Path) -> Any:
    """The model as it is shipped, in float16, which is what is measured."""
    family = name.split("-")[0]
    return {"completion": zoo.load, "characters": zoo.load_characters}.get(family, zoo.load_gallery)(name, out)


def bar(label: str, now: Progress) -> None:
    if now.step % 50 == 0 or now.step == now.steps:
        filled = 30 * now.step // now.steps
        print(f"\r{label:28} [{'#' * filled}{'.' * (30 - filled)}] {now.step}/{now.steps} loss {now.loss:6.3f} "
              f"{now.seconds_left:4.0f} s left", end="\n" if now.step == now.steps else "", file=sys.stderr, flush=True)


def search(name: str) -> None:
    (family, kind), module = name.split("-"), family_of(name)
    found = model_selection.search(module, kind, bar)
    if hasattr(module, "by_choice"):
        found |= module.by_choice(kind, found, bar)
    model_selection.path(family).write_text(json.dumps(model_selection.searched(family) | {kind: found}, indent=1) + "\n")
    print(json.dumps(found))


def rebuild(name: str, seed: int | None, steps: int | None, out: Path) -> None:
    family, kind = family_of(name), name.split("-")[1]
    chosen = model_selection.searched(name.split("-")[0]).get(kind) or getattr(family, "CHOSEN", None) or {
        "lr": family.RATES[1], "seed": 0, "steps": family.STEPS}
    seed, steps = chosen["seed"] if seed is None else seed, steps or chosen["steps"]
    model, start = family.new(kind, seed), time.process_time()
    for now in family.run(model, chosen["lr"], seed, steps):
        bar(name, now)
    seconds = time.process_time() - start
    out.mkdir(parents=True, exist_ok=True)
    zoo.save(name, model, out)
    figures = family.figures(name, kept(name, out)) | {
        "lr": chosen["lr"], "seed": seed, "steps": steps, "cpu_seconds": round(seconds), "versions": cards.versions(),
        "search": {key: chosen.get(key, {}) for key in ("rates", "seeds")}}
    zoo.path(name, out, ".json").write_text(json.dumps(figures, indent=1) + "\n")
    card = family.card(figures) if name in zoo.GALLERY else cards.render(figures)
    zoo.path(name, out, ".md").write_text(card)
    print(card)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rnn_core.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=zoo.NAMES + zoo.EXHIBITS + zoo.CHARACTERS + zoo.GALLERY)
    parser.add_argument("--search", action="store_true", help="choose learning rate and seed by validation")
    parser.add_argument("--seed", type=int, help="instead of the chosen one")
    parser.add_argument("--steps", type=int, help="instead of the full number")
    parser.add_argument("--out", type=Path, default=zoo.FOLDER, help="where the model goes")
    given = parser.parse_args()
    if given.search:
        search(given.name)
    else:
        rebuild(given.name, given.seed, given.steps, given.out)


if __name__ == "__main__":
    if "OMP_NUM_THREADS" not in os.environ:  # NumPy is loaded already: begin anew, with one thread for its BLAS
        os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        os.execv(sys.executable, [sys.executable, "-m", "rnn_core.train", *sys.argv[1:]])
    main()

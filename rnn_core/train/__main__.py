"""python -m rnn_core.train NAME [--seed N] [--steps N] [--out DIR]      rebuilds one model of the zoo
python -m rnn_core.train NAME --search                                 chooses its learning rate and seed anew"""

import argparse
import json
import sys
import time
from pathlib import Path

from rnn_core import zoo
from rnn_core.train import cards, completers, evaluation
from rnn_core.training import Progress


def bar(label: str, now: Progress) -> None:
    if now.step % 50 == 0 or now.step == now.steps:
        filled = 30 * now.step // now.steps
        print(f"\r{label:28} [{'#' * filled}{'.' * (30 - filled)}] {now.step}/{now.steps} loss {now.loss:6.3f} "
              f"{now.seconds_left:4.0f} s left", end="\n" if now.step == now.steps else "", file=sys.stderr, flush=True)


def search(kind: str) -> None:
    found = completers.search(kind, bar)
    completers.SEARCH.write_text(json.dumps(completers.searched() | {kind: found}, indent=1) + "\n")
    print(json.dumps(found))


def rebuild(name: str, seed: int | None, steps: int | None, out: Path) -> None:
    kind = name.removeprefix("completion-")
    chosen = completers.searched().get(kind, {"lr": completers.RATES[1], "seed": 0, "steps": completers.STEPS})
    seed, steps = chosen["seed"] if seed is None else seed, steps or chosen["steps"]
    completer, start = completers.new(kind, seed), time.process_time()
    for now in completers.run(completer, chosen["lr"], seed, steps):
        bar(name, now)
    seconds = time.process_time() - start
    out.mkdir(parents=True, exist_ok=True)
    zoo.save(name, completer, out)
    kept = zoo.load(name, out)  # what is measured is what is shipped
    figures = {"name": name, "kind": kind, "parameters": kept.size, "hidden_size": completers.KINDS[kind][0],
               "lr": chosen["lr"], "seed": seed, "steps": steps, "cpu_seconds": round(seconds),
               "search": {key: chosen.get(key, {}) for key in ("rates", "seeds")},
               "longest_trained": completers.evaluation.sentences.LONGEST_TRAINED,
               "accuracy": evaluation.accuracy(kept, "test"), "prose": evaluation.prose_perplexity(kept),
               "failures": evaluation.failures(kept), "versions": cards.versions()}
    zoo.path(name, out, ".json").write_text(json.dumps(figures, indent=1) + "\n")
    zoo.path(name, out, ".md").write_text(cards.render(figures))
    print(cards.render(figures))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m rnn_core.train", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=zoo.NAMES)
    parser.add_argument("--search", action="store_true", help="choose learning rate and seed by validation")
    parser.add_argument("--seed", type=int, help="instead of the chosen one")
    parser.add_argument("--steps", type=int, help="instead of the full number")
    parser.add_argument("--out", type=Path, default=zoo.FOLDER, help="where the model goes")
    given = parser.parse_args()
    if given.search:
        search(given.name.removeprefix("completion-"))
    else:
        rebuild(given.name, given.seed, given.steps, given.out)


if __name__ == "__main__":
    main()

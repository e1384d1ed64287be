"""What the two families of translators share: batches, a run, what a model reaches, and the card."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from rnn_core.gallery import translation_pairs
from rnn_core.gallery.bleu import bleu, counts, interval, of_counts
from rnn_core.gallery.translation import Pairs, Translator
from rnn_core.gallery.translation_words import joined
from rnn_core.nn.training import Progress
from rnn_core.train import cards
from rnn_core.train.evaluation import wilson
from rnn_core.train.recipe import RECIPES, recurrent, stated

RATES, SEEDS = (3e-3, 6e-3, 1.2e-2), (0, 1)
ROWS, SORTED = 64, 40  # sentences a batch; batches among which sentences are sorted by length
OPEN = {"read", "cut"}  # the same form in present and past


def new(family: str, cell: str, seed: int, **sizes: Any) -> Translator:
    model = Translator(cell, translation_pairs.vocabulary(family, 0), translation_pairs.vocabulary(family, 1), rng=seed, **sizes)
    for k, half in enumerate(("encoder.rnn", "decoder.rnn")):
        RECIPES[family].begin(model.parts[half], 2 * seed + k)
    return model


class Batches:
    """Endless rounds through the training pairs; sentences of a batch are about equally long."""

    def __init__(self, model: Translator, family: str, seed: int):
        known = translation_pairs.read(family, "training")
        self.rng = np.random.default_rng([seed, 1])
        self.source = [model.source.encode(english) for english, _ in known]
        self.target = [model.target.encode(french) for _, french in known]

    def __iter__(self) -> Iterator[Pairs]:
        while True:
            order = self.rng.permutation(len(self.source))
            for start in range(0, len(order), ROWS * SORTED):
                some = sorted(order[start : start + ROWS * SORTED], key=lambda k: len(self.target[k]))
                chunks = [some[k : k + ROWS] for k in range(0, len(some), ROWS)]
                for k in self.rng.permutation(len(chunks)):
                    yield Pairs.of([self.source[i] for i in chunks[k]], [self.target[i] for i in chunks[k]])


def run(family: str, model: Translator, lr: float, seed: int, steps: int) -> Iterator[Progress]:
    return RECIPES[family].run(model, Batches(model, family, seed), lr=lr, steps=steps)


def exact(written: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> list[bool]:
    return [tuple(w) == tuple(r) for w, r in zip(written, right, strict=True)]


def scored(family: str, model: Translator, part: str = "validation") -> dict[str, float]:
    """Share translated without a fault, and BLEU, of one part."""
    known = translation_pairs.read(family, part)
    written, right = model.translate_all([english for english, _ in known]), [french for _, french in known]
    return {"exact": round(float(np.mean(exact(written, right))), 4), "bleu": round(bleu(written, right), 2)}


# --- what a model reaches -----------------------------------------------------------------------------------

Words = Sequence[str]


def share(right: Sequence[bool]) -> dict[str, float]:
    """A share with its 95 % interval (Wilson)."""
    low, high = wilson(sum(right), len(right))
    return {"n": len(right), "share": round(sum(right) / len(right), 4), "low": round(low, 4), "high": round(high, 4)}


def graded(written: Sequence[Words], right: Sequence[Words]) -> dict[str, Any]:
    """Share without a fault, with its interval, and BLEU with its own (bootstrap)."""
    each = np.array([counts(w, r) for w, r in zip(written, right, strict=True)])
    low, high = interval(each)
    return {"exact": share(exact(written, right)),
            "bleu": {"n": len(each), "bleu": round(of_counts(each.sum(0)), 2), "low": round(low, 2), "high": round(high, 2)}}


def by_length(sources: Sequence[Words], written: Sequence[Words], right: Sequence[Words],
              bins: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """The same by the number of words read, from `low` to `high` of each bin."""
    rows = []
    for least, most in bins:
        here = [k for k, source in enumerate(sources) if least <= len(source) <= most]
        rows.append({"least": least, "most": most, **graded([written[k] for k in here], [right[k] for k in here])})
    return rows


def copied(family: str, part: str = "test") -> tuple[list[Words], float]:
    """What copying the translation of the nearest training pair writes, and how alike these are on the mean (Dice)."""
    nearest = translation_pairs.Nearest(translation_pairs.read(family, "training"))
    found = [nearest(english) for english, _ in translation_pairs.read(family, part)]
    return [pair[1] for _, pair in found], float(np.mean([alike for alike, _ in found]))


def forced(family: str, model: Translator, part: str = "test") -> dict[str, float]:
    """With the right words fed in: the share of words predicted right, and the perplexity a word, the end counted as one."""
    known, right, of, nats = translation_pairs.read(family, part), 0, 0, 0.0
    for start in range(0, len(known), 100):
        batch = Pairs.of(*([vocabulary.encode(pair[side]) for pair in known[start : start + 100]]
                           for side, vocabulary in enumerate((model.source, model.target))))
        predicted, words = model.forced(batch).argmax(-1), batch.weights.sum()
        right += int(((predicted == batch.target[1:]) * batch.weights).sum())
        nats += model.losses(batch) * words
        of += int(words)
    return {"words": of, "right": round(right / of, 4), "perplexity": round(float(np.exp(nats / of)), 3)}


def failures(sources: Sequence[Words], written: Sequence[Words], right: Sequence[Words], most: int = 5) -> list[dict[str, str]]:
    """The shortest ones, which are read most easily: what was read, what it wrote, what is right.  Not those whose English
    leaves the time open (OPEN): there another answer may be right, too."""
    wrong = sorted((k for k, ok in enumerate(exact(written, right)) if not ok and not OPEN & set(sources[k])), key=lambda k: (len(sources[k]), k))
    return [{"read": joined(sources[k], english=True), "wrote": joined(written[k]), "right": joined(right[k])} for k in wrong[:most]]


def reached(family: str, name: str, model: Translator, bins: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """All that the card says of the model as it is shipped."""
    sources, right = ([pair[side] for pair in translation_pairs.read(family, "test")] for side in (0, 1))
    written, (copies, alike) = model.translate_all(sources), copied(family)
    return {"name": name, "cell": model.cell, "attention": model.attends, "parameters": model.size,
            "recurrent": recurrent(model.params), "hidden_size": model.hidden_size,
            "embedding_dim": model.params["encoder.embedding.weight"].shape[1],
            "words": [len(model.source) - 2, len(model.target) - 2], "trained_pairs": len(translation_pairs.read(family, "training")),
            **graded(written, right), "lengths": by_length(sources, written, right, bins), "forced": forced(family, model),
            "nearest": {**graded(copies, right), "alike": round(alike, 3), "lengths": by_length(sources, copies, right, bins)},
            "failures": failures(sources, written, right)}


CELLS = {"rnn": "plain recurrent units (Elman 1990)", "gru": "gated recurrent units (Cho et al. 2014, torch.nn's form)",
         "lstm": "long short-term memory (Hochreiter & Schmidhuber 1997, with forget gate)"}


def card(f: dict[str, Any], *, what: str, rows: str, data: str, chosen: str, longer: str, published: str, more: str, limits: str,
         tried: str = "learning rates for a quarter of the steps", digits: int = 3, last: Sequence[str] = ()) -> str:
    looks = (" Before each word it looks at all states of the encoder again (Luong, Pham & Manning 2015: global attention, dot score)."
             if f["attention"] else " The encoder's last state, the context vector, is all that the decoder begins with; there is no attention.")
    e, b, near, fed = f["exact"], f["bleu"], f["nearest"], f["forced"]
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads {what}: an encoder and a decoder, each a layer of {CELLS[f['cell']]}, with word vectors of {f['embedding_dim']} numbers.{looks} "
        f"{f['parameters']:,} parameters, hidden size {f['hidden_size']}, stored as float16.", "",
        cards.rebuild(f, rows), "", *stated(f),
        f"**Data**: {data}", "",
        f"**Chosen** by {chosen}: " + cards.score_list(tried, f["search"]["rates"], digits) + "; "
        + cards.score_list("seeds in full", f["search"]["seeds"], digits) + ".", "",
        "## Held out", "",
        f"Each most probable word is written and fed in again. **{e['share']:.3f} without a fault** ({e['low']:.3f}-{e['high']:.3f}, "
        f"95 % interval, Wilson; n = {e['n']:,}), **BLEU {b['bleu']:.2f}** ({b['low']:.2f}-{b['high']:.2f}, bootstrap; BLEU-4 of the corpus, "
        f"Papineni et al. 2002). Copying the translation of the nearest training {longer} (largest share of common words and neighbours; "
        f"on the mean {near['alike']:.2f}): {near['exact']['share']:.3f} without a fault, BLEU {near['bleu']['bleu']:.1f} "
        f"({near['bleu']['low']:.1f}-{near['bleu']['high']:.1f}). With the right words fed in (teacher forcing) it tells {fed['right']:.4f} of "
        f"{fed['words']:,} words right; perplexity {fed['perplexity']:.3f}.", "", *([more, ""] if more else []),
        "| words read | without a fault | interval | BLEU | interval | BLEU of the nearest | n |", "|---|---|---|---|---|---|---|",
        *(f"| {row['least']}-{row['most']} | {row['exact']['share']:.3f} | {row['exact']['low']:.3f}-{row['exact']['high']:.3f} "
          f"| {row['bleu']['bleu']:.1f} | {row['bleu']['low']:.1f}-{row['bleu']['high']:.1f} | {copy['bleu']['bleu']:.1f} | {row['exact']['n']} |"
          for row, copy in zip(f["lengths"], near["lengths"], strict=True)), "",
        f"**Published**: {published}", "", *last,
        "## What it gets wrong", "",
        *(f"- “{row['read']}”: *{row['wrote']}*; right: {row['right']}" for row in f["failures"]), "", limits, ""])

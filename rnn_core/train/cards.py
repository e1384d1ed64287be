"""A model's card, in Markdown, from its figures."""

import platform
from typing import Any

import numpy as np

from rnn_core.text.corpus import facts

WHAT = {
    "window": "a feed-forward network that sees the last 5 words only (Bengio et al. 2003)",
    "rnn": "a plain recurrent network (Elman 1990)",
    "gru": "a gated recurrent unit (Cho et al. 2014, torch.nn's form)",
    "lstm": "a long short-term memory (Hochreiter & Schmidhuber 1997, with forget gate)",
}
GROUPS = {
    "near": "near clue: the colour of a thing, in a frame this thing was never trained in",
    "seen": "far clue: countries trained in long sentences, in frames never trained",
    "held-out": "far clue: countries trained in short facts only (Germany among them), in frames never trained",
    "unseen clauses": "far clue: both clauses worded as in no training sentence; an optimistic figure, because training "
                      "wordings were added after a look at it, some close to these clauses (“tell jokes in”, “tell stories in”)",
}


def versions() -> dict[str, str]:
    return {"python": platform.python_version(), "numpy": np.__version__}


def render(f: dict[str, Any]) -> str:
    return _characters(f) if "cell" in f else _completer(f)


def rebuild(f: dict[str, Any], rows: str) -> str:
    """How to make the model again; `rows` says what a step reads."""
    return (f"**Rebuild**: `python -m rnn_core.train {f['name']}` ({f['steps']:,} steps of {rows}, learning rate "
            f"{f['lr']:g}, seed {f['seed']}; {f['cpu_seconds']} s of one core; Python {f['versions']['python']}, "
            f"NumPy {f['versions']['numpy']}).  The same machine gives the same weights to the last bit; another processor's "
            "rounding gives others, with figures alike.")


def _completer(f: dict[str, Any]) -> str:
    lines = [
        f"# {f['name']}", "",
        f"Reads words and gives the probability of every next one: {WHAT[f['kind']]}, between word vectors of 64 numbers "
        f"and a softmax that shares them. {f['parameters']:,} parameters, hidden size {f['hidden_size']}, "
        "stored as float16.", "",
        rebuild(f, "64 rows"), "",
        f"**Data**: sentences made of facts (rnn_core/text/corpus, MIT as this project: {len(facts.SEEN)} countries that stand in long "
        f"sentences with up to {f['longest_trained']} filler words, {len(facts.HELD_OUT + facts.VALIDATION)} in short facts only, "
        f"{len(facts.COLOURS)} coloured things), and prose: "
        "Jane Austen's Persuasion and Pride and Prejudice, State of the Union addresses 1994-2020 (public domain), "
        "without the paragraphs that name a country or language of the facts.", "",
        "**Chosen** by validation sentences, with the same effort for all four kinds: "
        + score_list("learning rates", f["search"]["rates"]) + "; " + score_list("seeds in full", f["search"]["seeds"]) + ".", "",
        "## Held-out accuracy", "",
        "Top-1 over the whole vocabulary, with 95 % intervals (Wilson); beside it what the most frequent answer would get.",
        ""]
    for group, meaning in GROUPS.items():
        lines += [f"*{meaning}*", "", "| filler words | accuracy | interval | most frequent answer | n |", "|---|---|---|---|---|"]
        lines += [f"| {row['filler'] if group != 'near' else '0-8 before'} | {row['accuracy']:.3f} | {row['low']:.3f}-{row['high']:.3f} "
                  f"| {row['majority']:.3f} | {row['n']} |" for row in f["accuracy"] if row["group"] == group]
        lines.append("")
    p = f["prose"]
    lines += [f"Prose it has not read: perplexity **{p['perplexity']}** over {p['words']:,} words of its vocabulary; counting "
              f"words gives {p['unigram']}, counting pairs {p['bigram']}.", "", "## What it gets wrong", ""]
    lines += [f"- “{row['text']} ___”: {row['answer']}; it says *{row['said']}* ({row['group']}, {row['filler']} filler words)"
              for row in f["failures"]] or ["- none of the sentences tried"]
    lines += ["", "It knows the facts it was taught and some of the habits of its prose, no more; it is not a language model "
              "to ask for advice, and a country stands for one language though people there speak several.", ""]
    return "\n".join(lines)


def _characters(f: dict[str, Any]) -> str:
    held, w = f["held_out"], f["written"]
    shown = w["sample"].replace("\n", "\n    ")
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads characters and gives the probability of every next one: {WHAT[f['cell']]}, between character vectors of 32 numbers "
        f"and a linear layer over {f['symbols']} characters. {f['parameters']:,} parameters, hidden size {f['hidden_size']}, "
        "stored as float16.", "",
        rebuild(f, "32 rows of 64 characters"), "",
        "**Data**: Jane Austen's Persuasion and Pride and Prejudice (public domain), lines wrapped at 64 characters; of every 20 "
        "paragraphs one is held out for validation and one for the test.", "",
        "**Chosen** by bits per character of the validation part, with the same effort for all three cells: "
        + score_list("learning rates for a quarter of the steps", f["search"]["rates"]) + "; " + score_list("seeds in full", f["search"]["seeds"]) + ".", "",
        "## Held out", "",
        f"**{held['bits']:.3f} bits per character** (95 % interval {held['low']:.3f}-{held['high']:.3f}, from 20 stretches of "
        f"{held['characters']:,} characters in all). Counting on the same text, interpolated (Witten & Bell 1991): "
        + ", ".join(f"{bits:.3f} by single characters" if n == "1" else f"{bits:.3f} by {n} in a row"
                    for n, bits in f["counted"].items()) + ".", "",
        "## Units that keep track of something", "",
        "Chosen in the validation part, Pearson's correlation measured in the test part; of an LSTM the cell state, otherwise "
        "the hidden state.", "", "| feature | unit | correlation |", "|---|---|---|",
        *(f"| {feature} | {t['unit']} | {t['correlation']:+.3f} |" for feature, t in f["tracked"].items()), "",
        "## What it gets wrong", "",
        f"At temperature {w['temperature']}, {w['invented']} of {w['words']} written words stand nowhere in its training text: "
        f"{', '.join(w['examples'])}. The longest stretch that it copied, in {w['characters']:,} characters: "
        f"“{w['copied'].strip()}” ({len(w['copied'])}). It writes no sense, only the manner:", "", f"    {shown}", ""])


def score_list(label: str, scores: dict[str, float], digits: int = 3) -> str:
    """What a search found, by what was tried."""
    return f"{label} " + ", ".join(f"{key}: {'too high' if value is None else f'{value:.{digits}f}'}" for key, value in scores.items()) if scores else f"{label} not searched"

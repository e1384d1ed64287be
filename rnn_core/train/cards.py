"""A model's card, in Markdown, from its figures."""

import platform
from typing import Any

import numpy as np

from rnn_core.text.corpus import facts
from rnn_core.train.recipe import range_over_seeds, stated

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


def chosen(f: dict[str, Any], by: str, rates: str = "learning rates for a quarter of the steps",
           seeds: str = "seeds in full", digits: int = 3) -> str:
    """By which score rate and seed were chosen, and what each reached that was tried."""
    tried = (score_list(label, f["search"][key], digits) for label, key in ((rates, "rates"), (seeds, "seeds")))
    return f"**Chosen** by {by}: {'; '.join(tried)}."


STARTS = {
    "window": "uniform in ±1/√fan-in",
    "rnn": "W_hh orthogonal (Saxe, McClelland & Ganguli 2014), the rest as torch.nn's",
    "gru": "update gate's bias 1, the rest as torch.nn's",
    "lstm": "forget gate's bias 2 (Gers, Schmidhuber & Cummins 2000; Jozefowicz, Zaremba & Sutskever 2015), the rest as torch.nn's",
}
EVERYDAY = {
    "completion": "As they are typed into a demo, in ten to thirty seconds. *far-1* has about 16 words between clue and question, *far-2* 32, "
                  "*far-4* 64, *far-8* 120; *two-countries* has two, and grammar tells which is meant; in *no-clue* nothing tells the answer, "
                  "and right is who gives no word a probability of one half",
    "stories": "Longer ones, as authors write them, with people who speak, joke and digress; nobody types such into a demo",
}
MADE = ("sentences made of facts (rnn_core/text/corpus, MIT as this project: {seen} countries that stand in long sentences, {short} in short "
        "facts only, {things} coloured things), {between}; and prose: Jane Austen's Persuasion and Pride and Prejudice, State of the Union addresses "
        "1994-2020 (public domain), without the paragraphs that name a country or language of the facts.")
NARROW = "with up to {longest} words of a small bank of clauses between clue and question"
VARIED = ("in some 460 wordings of the clue, 590 of the question and 320 of the coloured thing, with up to {longest} words between clue and question: "
          "clauses of the prose and 890 everyday ones, joined by all kinds of marks, some of their words unknown; among them sentences with two "
          "countries, and such in which nothing tells the answer")


def _completer(f: dict[str, Any]) -> str:
    narrow = f["name"] == "completion-narrow"
    data = MADE.format(seen=len(facts.SEEN), short=len(facts.HELD_OUT + facts.VALIDATION), things=len(facts.COLOURS),
                       between=(NARROW if narrow else VARIED).format(longest=f["longest_trained"]))
    choice = ("**An exhibit**: learning rate and seed as for the first models of this kind. What was never between clue and blank in training, the "
              "forget gate does not know to ignore." if narrow else
              chosen(f, "validation sentences and everyday inputs to develop with, with the same effort for all four kinds", "learning rates in full")[:-1]
              + over_seeds(f["search"]["seeds"]) + ".")
    lines = [
        f"# {f['name']}", "",
        f"Reads words and gives the probability of every next one: {WHAT[f['kind']]}, between word vectors of 64 numbers "
        f"and a softmax over {f['words']:,} words that shares them. {f['parameters']:,} parameters, {f['recurrent']:,} of them in the middle; "
        f"hidden size {f['hidden_size']}, stored as float16.", "",
        rebuild(f, "64 rows"), "",
        f"**Begins** with: {STARTS[f['kind']]}. **Optimiser**: Adam, the rate up in a line and down half a cosine, the norm of the slopes "
        "clipped at 1; the same for all four.", "",
        f"**Data**: {data}", "", choice, "",
        *_everyday(f["everyday"]),
        "## Held-out accuracy", "",
        "Sentences made as the training's were. Top-1 over the whole vocabulary, with 95 % intervals (Wilson, over sentences; the unseen wordings "
        "are seven, so theirs is too narrow); beside it what the most frequent answer would get.", ""]
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


def _everyday(found: dict[str, Any]) -> list[str]:
    """The everyday inputs, by group: what it was developed with, and what was touched once."""
    lines = ["## Everyday inputs", "", "Written one by one in the manner of visitors, by AI assistants and by no generator; assistants worded the training "
             "sentences, too, without seeing these, so real visitors may differ. Half was there to develop with, half was touched once, for this table. "
             "Every input has its own wording, so the intervals (Wilson) are over wordings.", ""]
    for family, halves in found.items():
        lines += [f"*{EVERYDAY[family]}*", "", "| group | to develop with | once, at the end | interval | n |", "|---|---|---|---|---|"]
        lines += [f"| {last['group']} | {first['accuracy']:.3f} | {last['accuracy']:.3f} | {last['low']:.3f}-{last['high']:.3f} | {last['n']} |"
                  for first, last in zip(halves["development"], halves["final"], strict=True)]
        lines.append("")
    return lines


def _characters(f: dict[str, Any]) -> str:
    held, w = f["held_out"], f["written"]
    shown, apart = w["sample"].replace("\n", "\n    "), range_over_seeds(f)
    return "\n".join([
        f"# {f['name']}", "",
        f"Reads characters and gives the probability of every next one: {WHAT[f['cell']]}, between character vectors of 32 numbers "
        f"and a linear layer over {f['symbols']} characters. {f['parameters']:,} parameters, hidden size {f['hidden_size']}, "
        "stored as float16.", "",
        rebuild(f, "32 rows of 64 characters"), "", *stated(f),
        "**Data**: Jane Austen's Persuasion and Pride and Prejudice (public domain), lines wrapped at 64 characters; of every 20 "
        "paragraphs one is held out for validation and one for the test.", "",
        chosen(f, "bits per character of the validation part, with the same effort for all three cells"), "",
        "## Held out", "",
        f"**{held['bits']:.3f} bits per character** (95 % interval {held['low']:.3f}-{held['high']:.3f}, from 20 stretches of "
        f"{held['characters']:,} characters in all{f'; {apart}' if apart else ''}). Counting on the same text, "
        "interpolated (Witten & Bell 1991): "
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


def over_seeds(scores: dict[str, float]) -> str:
    """Their mean, with the 95 % interval of Student's t: what another seed would give."""
    values = np.array([value for value in scores.values() if value is not None])
    if len(values) < 3:
        return ""
    half = {3: 4.303, 4: 3.182, 5: 2.776}[len(values)] * values.std(ddof=1) / np.sqrt(len(values))
    return f" (mean {values.mean():.3f} ± {half:.3f}, 95 % interval over seeds)"


def score_list(label: str, scores: dict[str, float], digits: int = 3) -> str:
    """What a search found, by what was tried."""
    return f"{label} " + ", ".join(f"{key}: {'too high' if value is None else f'{value:.{digits}f}'}" for key, value in scores.items()) if scores else f"{label} not searched"

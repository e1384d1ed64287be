"""Sentiment as HTML, sentences and rows; every word of a visitor's escaped.  No Streamlit here."""

from html import escape
from typing import Any

from pages.common.bars import percent
from pages.common.markdown import escape_markdown
from pages.common.theme import NETWORKS
from pages.views.gallery.shared.text import with_interval
from rnn_core.gallery.runs import Run
from rnn_core.gallery.sentiment import POSITIVE
from rnn_core.train.evaluation import mcnemar

Figures = dict[str, dict[str, Any]]  # cell → what was measured of it
COUNTING = "naive Bayes, words and pairs"
STYLE = """<style>.un-sentiment{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.2rem 0 .1rem}
.un-sentiment th{font-weight:600;text-align:left;width:5.2em;padding:.22rem .4rem .22rem 0;border:0;white-space:nowrap}
.un-sentiment th i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.un-sentiment td{border:0;padding:.22rem 0}.un-sentiment .un-answer{width:9.6em;padding-left:.7rem;white-space:nowrap}
.un-sentiment .un-side{position:relative;height:1rem;border-radius:3px;background:rgba(128,128,128,.17);overflow:hidden}
.un-sentiment .un-side div{position:absolute;top:0;bottom:0}.un-sentiment .un-side u{position:absolute;left:50%;top:0;bottom:0;width:2px;margin-left:-1px;
background:currentColor;opacity:.6}
.un-sentiment tfoot td{font-size:.82rem;opacity:.75;padding:0}.un-sentiment tfoot div{display:flex;justify-content:space-between}</style>"""


def positive(run: Run, t: int = -1) -> float:
    """How probable "positive" is after a step."""
    return float(dict(run.outputs[t])[POSITIVE] or 0.0)


def answer(run: Run) -> str:
    """positive 83.1 %"""
    name, p = run.outputs[-1][0]
    return f"{name} {percent(p or 0.0)}"


def probability_bars(runs: dict[str, Run]) -> str:
    """One bar a network, from the middle to the left for negative, to the right for positive."""
    rows = []
    for cell, run in runs.items():
        (name, colour), p = NETWORKS[cell], positive(run)
        left, width = min(p, 0.5), abs(p - 0.5)
        rows.append(f'<tr><th scope="row"><i style="background:{colour}"></i>{escape(name)}</th><td><div class="un-side"><div style="left:{100 * left:.2f}%;'
                    f'width:{100 * width:.2f}%;background:{colour}"></div><u></u></div></td><td class="un-answer"><b>{escape(answer(run))}</b></td></tr>')
    ends = '<tfoot><tr><td></td><td><div><span>← negative</span><span>positive →</span></div></td><td></td></tr></tfoot>'
    return f'{STYLE}<table class="un-sentiment"><tbody>{"".join(rows)}</tbody>{ends}</table>'


def changes(run: Run) -> list[str]:
    """The words at which the answer changes sides."""
    sides = [positive(run, t) >= 0.5 for t in range(len(run.inputs))]
    return [run.inputs[t] for t in range(1, len(sides)) if sides[t] != sides[t - 1]]


def agreement(runs: dict[str, Run]) -> str:
    """Whether they agree, and where each one changes its mind."""
    sides = {run.outputs[-1][0][0] for run in runs.values()}
    first = f"All say **{sides.pop()}**." if len(sides) == 1 else "They do **not agree**."
    parts = []
    for cell, run in runs.items():
        at = changes(run)
        shown = ", ".join(f"“{escape_markdown(word)}”" for word in at[-3:])
        parts.append(f"{NETWORKS[cell][0]} at {'… ' if len(at) > 3 else ''}{shown}" if at else f"{NETWORKS[cell][0]} never")
    return f"{first} The answer changed sides: " + "; ".join(parts) + "."


def unknown_words(count: int, read: int, unknown: list[str]) -> str:
    """What is to be said of the words, or nothing."""
    cut = f"The text has {count} words; the first {read} are read. " if count > read else ""
    shown = ", ".join(f"“{escape_markdown(word)}”" for word in unknown[:8]) + (" and others" if len(unknown) > 8 else "")
    whose = "its" if len(unknown) == 1 else "their"
    return cut + (f"The networks do not know {shown}: they go by parts of {whose} spelling." if unknown else "")


def accuracy_rows(figures: Figures) -> list[dict[str, str]]:
    """Accuracy on held-out sentences, networks and baselines, the best first."""
    some = next(iter(figures.values()))
    rows = [(NETWORKS[cell][0], f["held_out"], f["with_negation"]) for cell, f in figures.items()]
    rows += [(label, row, some["with_negation"]["bayes"] if "pairs" in label else None) for label, row in some["baselines"].items()]
    rows.sort(key=lambda row: -row[1]["accuracy"])
    return [{"method": label, "held-out sentences": with_interval(row), "those with a negation": with_interval(negated) if negated else "–"}
            for label, row, negated in rows]


def accuracy_summary(figures: Figures) -> str:
    """In words: every network against counting.  None is called the best: picked by these sentences, it would look better on
    them than it is."""
    bayes, of = next(iter(figures.values()))["baselines"][COUNTING], len(figures)
    lines = [f"- {NETWORKS[cell][0]}: **{f['held_out']['accuracy']:.3f}**. {paired_test(f, of)}" for cell, f in figures.items()]
    luck = (f" Where there is no difference, one such test in twenty shows one by luck; here are {of}, so each p is "
            f"multiplied by {of} (Bonferroni)." if of > 1 else "")
    return (f"On {bayes['n']:,} sentences that none of them has read, naive Bayes, which only counts words and pairs of words "
            f"and has no state at all, is right on **{bayes['accuracy']:.3f}**: most praise and blame is in single words. Each "
            "network is compared with it on the same sentences, of which those count on which the two differ (McNemar's "
            f"test).{luck} Learning rates and seeds were chosen on other sentences, for validation.\n\n" + "\n".join(lines))


def paired_test(figures: dict[str, Any], tests: int = 1) -> str:
    """Both read the same sentences, so that only those count on which they differ: intervals of each alone say less.  Where
    so many `tests` are told together, p is multiplied by their number (Bonferroni)."""
    z, p = mcnemar(figures["only_network"], figures["only_bayes"])
    p = min(1.0, p * tests)
    verdict = f"{'better' if z > 0 else '**worse**'} than counting, hardly by chance" if p < 0.05 else "this may well be chance"
    return (f"Right with the network only: {figures['only_network']}; with counting only: {figures['only_bayes']} "
            f"(z = {z:.2f}, p {'<' if p < 0.0005 else '='} {max(p, 0.0005):.3f}): {verdict}.")


def negation_intro(figures: dict[str, Any]) -> str:
    return (f"“Not bad” stands in {figures['not_bad']} of the training sentences, too few to learn it from. So common words of a rated lexicon were also "
            f"trained once with a “not” before them, but not all: **{figures['negated']['words']} words never were**. The table says for how many of "
            "these, answered rightly alone, “not” flips the answer.")


def negation_shares(figures: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Rows of words never met after a "not" → the share that one flips, for the network and for naive Bayes."""
    return {label: (row["accuracy"], row["bayes"]) for label, row in figures["negated"].items() if isinstance(row, dict)}


def negation_summary(figures: Figures) -> str:
    """Which networks flip words never met after a "not", and where one does not: the table below, in words."""
    shares = {NETWORKS[cell][0]: negation_shares(f) for cell, f in figures.items()}
    failing = {name: {label: pair for label, pair in rows.items() if pair[0] <= pair[1]} for name, rows in shares.items()}
    able = [name for name, found in failing.items() if not found]
    summary = "Counting pairs cannot flip a pair that it has never met"
    if able:
        least = min(share for name in able for share, _ in shares[name].values())
        summary += f"; a state can: the {' and the '.join(able)} flip{'s' if len(able) == 1 else ''} at least {least:.3f} in every row"
    for name, found in failing.items():
        if found:
            summary += f". **The plain {name} has a state too and did not learn it**: " if name == "RNN" else f". The {name} did not learn it: "
            summary += "; ".join(f"{label} {share:.3f}, naive Bayes {bayes:.3f}" for label, (share, bayes) in found.items())
    return summary + "."


def negation_rows(figures: Figures) -> list[dict[str, str]]:
    """How many words that were never trained after a "not" are flipped by one."""
    shares = {cell: negation_shares(f) for cell, f in figures.items()}
    return [{"words": label} | {NETWORKS[cell][0]: f"{rows[label][0]:.3f}" for cell, rows in shares.items()} | {"naive Bayes": f"{bayes:.3f}"}
            for label, (_, bayes) in next(iter(shares.values())).items()]


def failure_rows(figures: dict[str, Any]) -> list[dict[str, str]]:
    return [{"sentence": row["text"], "twenty readers (−4 to 4)": f"{row['rating']:+.2f}", "network: positive": percent(row["positive"])}
            for row in figures["failures"][:4]]

"""What the sentiment room says and shows, as HTML and sentences; every word of a visitor's escaped.  No Streamlit here."""

from html import escape
from typing import Any

from pages.common.bars import percent
from pages.common.markdown import escape_markdown
from pages.common.theme import NETWORKS
from rnn_core.gallery.runs import Run
from rnn_core.gallery.sentiment import POSITIVE
from rnn_core.train.evaluation import mcnemar

STYLE = """<style>.un-lean{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.2rem 0 .1rem}
.un-lean th{font-weight:600;text-align:left;width:5.2em;padding:.22rem .4rem .22rem 0;border:0;white-space:nowrap}
.un-lean th i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.un-lean td{border:0;padding:.22rem 0}.un-lean .un-said{width:9.6em;padding-left:.7rem;white-space:nowrap}
.un-lean .un-beam{position:relative;height:1rem;border-radius:3px;background:rgba(128,128,128,.17);overflow:hidden}
.un-lean .un-beam div{position:absolute;top:0;bottom:0}.un-lean .un-beam u{position:absolute;left:50%;top:0;bottom:0;width:2px;margin-left:-1px;
background:currentColor;opacity:.6}
.un-lean tfoot td{font-size:.82rem;opacity:.75;padding:0}.un-lean tfoot div{display:flex;justify-content:space-between}</style>"""


def positive(run: Run, t: int = -1) -> float:
    """How probable "positive" is after a step."""
    return float(dict(run.outputs[t])[POSITIVE] or 0.0)


def verdict(run: Run) -> str:
    """positive 83.1 %"""
    name, p = run.outputs[-1][0]
    return f"{name} {percent(p or 0.0)}"


def leaning(runs: dict[str, Run]) -> str:
    """One beam a network, from the middle to the left for negative, to the right for positive."""
    rows = []
    for cell, run in runs.items():
        (name, colour), p = NETWORKS[cell], positive(run)
        left, width = min(p, 0.5), abs(p - 0.5)
        rows.append(f'<tr><th scope="row"><i style="background:{colour}"></i>{escape(name)}</th><td><div class="un-beam"><div style="left:{100 * left:.2f}%;'
                    f'width:{100 * width:.2f}%;background:{colour}"></div><u></u></div></td><td class="un-said"><b>{escape(verdict(run))}</b></td></tr>')
    foot = '<tfoot><tr><td></td><td><div><span>← negative</span><span>positive →</span></div></td><td></td></tr></tfoot>'
    return f'{STYLE}<table class="un-lean"><tbody>{"".join(rows)}</tbody>{foot}</table>'


def turns(run: Run) -> list[str]:
    """The words at which the verdict changes sides."""
    sides = [positive(run, t) >= 0.5 for t in range(len(run.inputs))]
    return [run.inputs[t] for t in range(1, len(sides)) if sides[t] != sides[t - 1]]


def told(runs: dict[str, Run]) -> str:
    """Whether they agree, and where each one changes its mind."""
    sides = {run.outputs[-1][0][0] for run in runs.values()}
    first = f"All say **{sides.pop()}**." if len(sides) == 1 else "They do **not agree**."
    changed = []
    for cell, run in runs.items():
        at = turns(run)
        shown = ", ".join(f"“{escape_markdown(word)}”" for word in at[-3:])
        changed.append(f"{NETWORKS[cell][0]} at {'… ' if len(at) > 3 else ''}{shown}" if at else f"{NETWORKS[cell][0]} never")
    return f"{first} The verdict changed sides: " + "; ".join(changed) + "."


def strangers(count: int, read: int, unknown: list[str]) -> str:
    """What is to be said of the words, or nothing."""
    said = f"The text has {count} words; the first {read} are read. " if count > read else ""
    if unknown and len(unknown) == 1:
        said += f"The networks do not know “{escape_markdown(unknown[0])}”: they go by stretches of its letters."
    elif unknown:
        shown = ", ".join(f"“{escape_markdown(word)}”" for word in unknown[:8]) + (" and others" if len(unknown) > 8 else "")
        said += f"The networks do not know {shown}: they go by stretches of their letters."
    return said


def _share(row: dict[str, Any]) -> str:
    return f"{row['accuracy']:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def skill(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Accuracy on held-out sentences, networks and baselines, the best first."""
    some = next(iter(figures.values()))
    rows = [(f"**{NETWORKS[cell][0]}**", told["held_out"], told["with_negation"]) for cell, told in figures.items()]
    rows += [(label, row, some["with_negation"]["bayes"] if "pairs" in label else None) for label, row in some["baselines"].items()]
    rows.sort(key=lambda row: -row[1]["accuracy"])
    return [{"": label.strip("*"), "held-out sentences": _share(row), "those with a negation": _share(turning) if turning else "–"}
            for label, row, turning in rows]


def skill_said(figures: dict[str, dict[str, Any]]) -> str:
    """In words: what is beaten, and by how much it is not."""
    best = max(figures, key=lambda cell: figures[cell]["held_out"]["accuracy"])
    held, bayes = figures[best]["held_out"], figures[best]["baselines"]["naive Bayes, words and pairs"]
    below = [NETWORKS[cell][0] for cell, told in figures.items() if told["held_out"]["accuracy"] <= bayes["accuracy"]]
    said = (f"The best, the {NETWORKS[best][0]}, is right on **{held['accuracy']:.3f}** of {held['n']:,} sentences that it has not read. Naive Bayes, which "
            f"only counts words and pairs of words and has no state at all, gets {bayes['accuracy']:.3f}. {paired(figures[best])} Most praise and blame is in single words.")
    return said + (f" The {' and the '.join(below)} {'is' if len(below) == 1 else 'are'} not better than counting." if below else "")


def paired(told: dict[str, Any]) -> str:
    """Both read the same sentences, so that only those count on which they differ: intervals of each alone say less."""
    z, p = mcnemar(told["only_network"], told["only_bayes"])
    said = "less than" if p < 0.0005 else "in"
    return (f"Both read the same sentences: {told['only_network']} are right with the network only, {told['only_bayes']} with counting only. Chance alone would "
            f"part them so far {said} {max(p, 0.0005):.1%} of such comparisons (McNemar, z = {z:.2f}, p {'<' if p < 0.0005 else '='} {max(p, 0.0005):.3f}): "
            + ("this is hardly chance." if p < 0.05 else "this may well be chance."))


def negation_said(figures: dict[str, dict[str, Any]]) -> str:
    """Which networks turn round words never met after a "not", and where one does not: the table below, in words."""
    shares = {NETWORKS[cell][0]: {label: (row["accuracy"], row["bayes"]) for label, row in told["negated"].items() if isinstance(row, dict)}
              for cell, told in figures.items()}
    failing = {name: {label: pair for label, pair in rows.items() if pair[0] <= pair[1]} for name, rows in shares.items()}
    able = [name for name, found in failing.items() if not found]
    said = "Counting pairs cannot turn a pair that it has never met"
    if able:
        least = min(share for name in able for share, _ in shares[name].values())
        said += f"; a state can: the {' and the '.join(able)} turn{'s' if len(able) == 1 else ''} round at least {least:.3f} in every row"
    for name, found in failing.items():
        if found:
            said += f". **The plain {name} has a state too and did not learn it**: " if name == "RNN" else f". The {name} did not learn it: "
            said += "; ".join(f"{label} {share:.3f}, naive Bayes {bayes:.3f}" for label, (share, bayes) in found.items())
    return said + "."


def negation(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """How many words that were never trained after a "not" are turned round by one."""
    labels = [key for key, row in next(iter(figures.values()))["negated"].items() if isinstance(row, dict)]
    rows = []
    for label in labels:
        row = {"": label}
        for cell, told in figures.items():
            row[NETWORKS[cell][0]] = f"{told['negated'][label]['accuracy']:.3f}"
        rows.append(row | {"naive Bayes": f"{next(iter(figures.values()))['negated'][label]['bayes']:.3f}"})
    return rows


def failures(figures: dict[str, Any]) -> list[dict[str, str]]:
    return [{"sentence": row["text"], "twenty readers (−4 to 4)": f"{row['rating']:+.2f}", "network: positive": percent(row["positive"])}
            for row in figures["failures"][:4]]

"""Translations as HTML and as sentences: every word of a visitor's escaped.  No Streamlit here."""

from html import escape
from typing import Any

from pages.views.gallery.shared.unrolled_data import look
from rnn_core.gallery.runs import Run
from rnn_core.gallery.translation import END
from rnn_core.gallery.translation_words import joined

Words = tuple[str, ...]
STYLE = """<style>
.tg-lines{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .9rem;margin:.2rem 0 .4rem;align-items:baseline}
.tg-lines b i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.tg-lines b{font-weight:600;white-space:nowrap}
.tg-lines p{margin:0;overflow-wrap:anywhere;font-size:1.05rem}
.tg-wrong{background:rgba(225,114,43,.24);text-decoration:underline wavy #E1722B;text-underline-offset:3px;border-radius:4px;padding:0 .15rem}
.tg-lines small{opacity:.8}
.tg-scroll{overflow-x:auto;margin:.2rem 0 .8rem}
.tg-grid{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
.tg-grid th,.tg-grid td{padding:.22rem .45rem;border:0;border-bottom:1px solid rgba(128,128,128,.25);text-align:left;white-space:nowrap;font-weight:400}
.tg-grid thead th{opacity:.75}
.tg-grid tbody th{font-weight:600}
.tg-forced tbody th{white-space:normal;min-width:7.5rem;max-width:11rem;line-height:1.25}
.tg-heat td{text-align:center;min-width:2.6rem;border-bottom:0;font-size:.82rem}
.tg-heat thead th{text-align:center;opacity:1}
.tg-listed{max-height:15rem;overflow-y:auto;line-height:1.7;opacity:.9}
.tg-name{font-weight:600;margin:.5rem 0 .1rem}
.tg-name i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
@media (max-width:40rem){.tg-heat thead th:not(:first-child){writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;padding:.3rem .1rem}
.tg-heat td{min-width:1.5rem;padding:.15rem 0;font-size:.72rem}.tg-heat tbody th{padding:.15rem .3rem}
.tg-lines{grid-template-columns:1fr;gap:.05rem}.tg-lines p{margin-bottom:.4rem}}
</style>"""


def name(kind: str) -> str:
    told, colour = look(kind)
    return f'<i style="background:{colour}"></i>{escape(told)}'


def words_of(run: Run) -> Words:
    """What the run wrote, without the end."""
    return tuple(word for word in run.written if word and word != END)


def marked(written: Words, right: Words | None) -> str:
    """The words as one writes them; those that differ from the right ones at their place are marked."""
    if right is None:
        return escape(joined(written))
    told = "".join((" " if k and blank(written[k - 1], word) else "") + (
        escape(word) if k < len(right) and word == right[k] else f'<span class="tg-wrong">{escape(word)}</span>')
        for k, word in enumerate(written))
    missing = len(right) - len(written)
    return told + (f' <span class="tg-wrong" title="it ended too early">({missing} missing)</span>' if missing > 0 else "")


def blank(before: str, word: str) -> bool:
    """Is there a blank between these two words?"""
    return not before.endswith("'") and not word.startswith(("-", "."))


def lines(runs: dict[str, Run], right: Words | None) -> str:
    """Every network's translation, one a line, and the right one where it is known."""
    rows = []
    for kind, run in runs.items():
        written = words_of(run)
        if right is None or written == right:
            said = escape(joined(written)) + (" <small>✓ as it should be</small>" if right else "")
        else:
            said = marked(written, right)
        rows.append(f"<b>{name(kind)}</b><p lang="fr">{said or '(nothing)'}</p>")
    if right is not None:
        rows.append(f"<b>right</b><p lang="fr">{escape(joined(right))}</p>")
    return f'{STYLE}<div class="tg-lines">{"".join(rows)}</div>'


def unknown(words: Words, unknown: Words) -> str:
    """Which words the networks do not know."""
    told = ", ".join(f"“{word}”" for word in unknown[:8]) + (" …" if len(unknown) > 8 else "")
    every = "None of the words is known to the networks" if set(words) - {".", "?"} <= set(unknown) else f"Not in their vocabulary: {told}"
    return (f"{every}. Such a word is read as “unknown”, which the networks never met in training: what they write for it is no "
            "translation. “Words it knows”, below, lists what they know.")


def about(part: str, right: Words | None) -> str:
    """What the reader should know of the sentence."""
    if right is None:
        return "This sentence is in no part of the data, so that no right translation is known here. Take a held-out one from the list to see faults marked."
    return {"training": "These words were in the training data: a right answer may be remembered.",
            "validation": "From the validation part: not trained on, but it helped to choose rate and seed.",
            "test": "From the test part: no network was trained or chosen with it."}.get(part, "In no part of the data: the networks have never met it.")


def heat(run: Run) -> str:
    """How much each written word looked at each word read, in percent: the rows sum to 100."""
    assert run.attention is not None
    read = [run.inputs[t] for t in run.topology.read_steps]
    written = [run.written[t] for t in run.topology.write_steps]
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in read)
    rows = "".join(
        f'<tr><th scope="row">{escape(word)}</th>' + "".join(
            f'<td style="background:rgba(23,160,122,{0.85 * float(a):.3f})">{round(100 * float(a)) or ""}</td>' for a in weights) + "</tr>"
        for word, weights in zip(written, run.attention, strict=True))
    return (f'{STYLE}<div class="tg-scroll" tabindex="0" role="region" aria-label="Attention, percent"><table class="tg-grid tg-heat">'
            f"<thead><tr><th>written ↓ read →</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>")


def forcing(free: dict[str, Run], forced: dict[str, Run], right: Words) -> str:
    """Network by network, step by step: the right word, and what is written after its own words and after the right ones."""
    full = (*right, END)
    found = []
    for kind in free:
        own = [word for word in free[kind].written if word]
        led = [forced[kind].outputs[t][0][0] for t in forced[kind].topology.write_steps]
        steps = max(len(full), len(own))
        head = "".join(f'<th scope="col">{k + 1}</th>' for k in range(steps))
        rows = _row("right", list(full), list(full), steps) + _row("fed its own words, it writes", own, list(full), steps) + _row(
            "fed the right words, it would write", led, list(full), steps)
        found.append(f'<p class="tg-name">{name(kind)}</p><div class="tg-scroll" tabindex="0" role="region" '
                     f'aria-label="{escape(look(kind)[0])}"><table class="tg-grid tg-forced"><thead><tr><th>step</th>{head}</tr></thead>'
                     f"<tbody>{rows}</tbody></table></div><p>{escape(derailed(own, led, full))}</p>")
    return STYLE + "".join(found)


def _row(label: str, words: list[str], right: list[str], steps: int) -> str:
    cells = []
    for k in range(steps):
        word = words[k] if k < len(words) else ""
        wrong = word and (k >= len(right) or word != right[k])
        cells.append(f'<td>{f"<span class=tg-wrong>{escape(word)}</span>" if wrong else escape(word) or "–"}</td>')
    return f'<tr><th scope="row">{label}</th>{"".join(cells)}</tr>'


def derailed(own: list[str], led: list[str], full: Words) -> str:
    """One sentence on where the free run leaves the right track, and how many faults each way of feeding has."""
    first = next((k for k, word in enumerate(full) if k >= len(own) or own[k] != word), None)
    if first is None:
        return "It needs no help here: fed its own words it makes no fault."
    free_faults = sum(k >= len(own) or own[k] != word for k, word in enumerate(full))
    led_faults = sum(a != b for a, b in zip(led, full, strict=True))
    return (f"The free run leaves the right words at step {first + 1}. From there on it builds on its own words: {free_faults} of {len(full)} "
            f"places differ. Put back on the track after every word, it gets {led_faults} wrong.")


def rounded(value: float) -> str:
    """One decimal, two where one would make it a round 100 that it is not."""
    return f"{value:.2f}" if 99.95 <= value < 100 else f"{value:.1f}"


MADE = {"sentences": "made sentences (one small grammar writes them in both languages)", "numbers": "numbers"}


def skill(figures: dict[str, dict[str, Any]], what: str) -> str:
    """Held-out figures with intervals, beside copying from the nearest training pair."""
    told = []
    for kind, f in figures.items():
        e, b = f["exact"], f["bleu"]
        told.append(f"**{look(kind)[0]}** {100 * e['share']:.1f} % without a fault ({100 * e['low']:.1f} to {100 * e['high']:.1f}), "
                    f"BLEU {rounded(b['bleu'])} ({rounded(b['low'])} to {rounded(b['high'])})")
    near = next(iter(figures.values()))["nearest"]
    return (f"On {next(iter(figures.values()))['exact']['n']:,} {MADE[what]} that were not trained: " + "; ".join(told) + ". Copying the translation of the "
            f"most similar training pair: {100 * near['exact']['share']:.1f} %, BLEU {near['bleu']['bleu']:.1f} "
            f"({near['bleu']['low']:.1f} to {near['bleu']['high']:.1f}). In brackets: 95 % intervals.")


def further(figures: dict[str, dict[str, Any]]) -> str:
    """The same on numbers drawn at random below a million, which mostly have six digits."""
    told = "; ".join(f"**{look(kind)[0]}** {rounded(100 * f['further']['share'])} % ({rounded(100 * f['further']['low'])} to "
                     f"{rounded(100 * f['further']['high'])})" for kind, f in figures.items())
    return (f"The 1,000 are chosen so that short ones occur. Of {next(iter(figures.values()))['further']['n']:,} numbers drawn at random, most of "
            f"which have six digits, without a fault: {told}.")


def led(figures: dict[str, dict[str, Any]], what: str) -> str:
    """Over the whole test part: words right when led, against whole translations right when free."""
    return (f"Over all {what} of the test part: " + "; ".join(
        f"**{look(kind)[0]}**, led by the right words, tells {rounded(100 * f['forced']['right'])} % of the words right, and running free writes "
        f"{100 * f['exact']['share']:.1f} % of the {what} without a fault" for kind, f in figures.items()) + ".")


def length_rows(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """The figure's numbers as a table."""
    rows = []
    for kind, f in [*figures.items(), ("nearest training pair", next(iter(figures.values()))["nearest"])]:
        rows += [{"Network": look(kind)[0], "words read": f"{r['least']}–{r['most']}", "n": f"{r['exact']['n']}",
                  "without a fault": f"{100 * r['exact']['share']:.1f} % ({100 * r['exact']['low']:.1f}–{100 * r['exact']['high']:.1f})",
                  "BLEU": f"{rounded(r['bleu']['bleu'])} ({rounded(r['bleu']['low'])}–{rounded(r['bleu']['high'])})"} for r in f["lengths"]]
    return rows


def failures(figures: dict[str, dict[str, Any]], each: int = 3) -> list[dict[str, str]]:
    return [{"Network": look(kind)[0], "read": row["read"], "wrote": row["wrote"], "right": row["right"]}
            for kind, f in figures.items() for row in f["failures"][:each]]


def read(words: Words) -> str:
    """The number as it is read: spelled, word by word."""
    return f"They read: **{joined(words)}**"


def bottleneck(figures: dict[str, dict[str, Any]], what: str) -> str:
    """From the shortest to the longest, network by network."""
    told = "; ".join(f"{look(kind)[0]} {100 * f['lengths'][0]['exact']['share']:.0f} % to {100 * f['lengths'][-1]['exact']['share']:.0f} %"
                     for kind, f in figures.items())
    return f"Without a fault, shortest to longest {what}: {told}."


def listed(words: list[str]) -> str:
    return f'{STYLE}<p class="tg-listed" tabindex="0" role="region" aria-label="Words the networks know">{escape(" · ".join(words))}</p>'


def nearest(alike: float, pair: tuple[Words, Words]) -> str:
    """The training pair that is most alike, and how much so."""
    same = "This very text was trained on." if alike == 1 else f"They share {100 * alike:.0f} % of their words and pairs of neighbours (Dice's coefficient)."
    return f"“{joined(pair[0], english=True)}” – “{joined(pair[1])}”. {same} Copying this translation is the baseline below."


def fairness(figures: dict[str, dict[str, Any]], what: str) -> str:
    """What the comparison holds equal, and what it does not say."""
    sizes = ", ".join(f"{look(kind)[0]} {f['hidden_size']} units, {f['parameters']:,} parameters" for kind, f in figures.items())
    steps = next(iter(figures.values()))["steps"]
    return (f"All were trained on the same {what} for the same {steps:,} steps, rate and seed chosen with the same effort: {sizes}. A larger or longer "
            "trained network would do better; the curve is that of this size, not a law.")

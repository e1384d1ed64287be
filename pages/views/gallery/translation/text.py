"""Translations as HTML and as sentences: every word of a visitor's escaped.  No Streamlit here."""

from html import escape
from typing import Any

from pages.views.gallery.shared.unrolled_data import name_and_colour
from rnn_core.gallery.runs import Run
from rnn_core.gallery.translation import END
from rnn_core.gallery.translation_words import joined

Words = tuple[str, ...]
FAULT = '<span class="tr-wrong">{}</span>'
STYLE = """<style>
.tr-lines{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .9rem;margin:.2rem 0 .4rem;align-items:baseline}
.tr-lines b i,.tr-name i{display:inline-block;width:.75em;height:.75em;border-radius:50%;margin-right:.45em}
.tr-lines b{font-weight:600;white-space:nowrap}
.tr-lines p{margin:0;overflow-wrap:anywhere;font-size:1.05rem}
.tr-wrong{background:rgba(225,114,43,.24);text-decoration:underline wavy #E1722B;text-underline-offset:3px;border-radius:4px;padding:0 .15rem}
.tr-lines small{opacity:.8}
.tr-scroll{overflow-x:auto;margin:.2rem 0 .8rem}
.tr-grid{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
.tr-grid th,.tr-grid td{padding:.22rem .45rem;border:0;border-bottom:1px solid rgba(128,128,128,.25);text-align:left;white-space:nowrap;font-weight:400}
.tr-grid thead th{opacity:.75}
.tr-grid tbody th{font-weight:600}
.tr-forced tbody th{white-space:normal;min-width:7.5rem;max-width:11rem;line-height:1.25}
.tr-heat td{text-align:center;min-width:2.6rem;border-bottom:0;font-size:.82rem}
.tr-heat thead th{text-align:center;opacity:1}
.tr-listed{max-height:15rem;overflow-y:auto;line-height:1.7;opacity:.9}
.tr-name{font-weight:600;margin:.5rem 0 .1rem}
@media (max-width:40rem){.tr-heat thead th:not(:first-child){writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;padding:.3rem .1rem}
.tr-heat td{min-width:1.5rem;padding:.15rem 0;font-size:.72rem}.tr-heat tbody th{padding:.15rem .3rem}
.tr-lines{grid-template-columns:1fr;gap:.05rem}.tr-lines p{margin-bottom:.4rem}}
</style>"""
MADE = {"sentences": "made sentences (one small grammar writes them in both languages)", "numbers": "numbers"}
Figures = dict[str, dict[str, Any]]  # network → what was measured of it


def label(kind: str) -> str:
    name, colour = name_and_colour(kind)
    return f'<i style="background:{colour}"></i>{escape(name)}'


def written_words(run: Run) -> Words:
    """What the run wrote, without the end."""
    return tuple(word for word in run.written if word and word != END)


def with_faults(written: Words, right: Words | None) -> str:
    """The words as one writes them; those that differ from the right ones at their place are marked."""
    if right is None:
        return escape(joined(written))
    parts = []
    for k, word in enumerate(written):
        fault = k >= len(right) or word != right[k]
        spaced = k and not written[k - 1].endswith("'") and not word.startswith(("-", "."))
        parts.append((" " if spaced else "") + (FAULT.format(escape(word)) if fault else escape(word)))
    missing = len(right) - len(written)
    return "".join(parts) + (f' <span class="tr-wrong" title="it ended too early">({missing} missing)</span>' if missing > 0 else "")


def translations(runs: dict[str, Run], right: Words | None) -> str:
    """Every network's translation, one a line, and the right one where it is known."""
    rows = [f'<b>{label(kind)}</b><p lang="fr">{translation(written_words(run), right)}</p>' for kind, run in runs.items()]
    if right is not None:
        rows.append(f'<b>right</b><p lang="fr">{escape(joined(right))}</p>')
    return f'{STYLE}<div class="tr-lines">{"".join(rows)}</div>'


def translation(written: Words, right: Words | None) -> str:
    good = " <small>✓ as it should be</small>" if right and written == right else ""
    return (with_faults(written, right) + good) or "(nothing)"


def unknown_words(words: Words, unknown: Words) -> str:
    """Which words the networks do not know."""
    listed = ", ".join(f"“{word}”" for word in unknown[:8]) + (" …" if len(unknown) > 8 else "")
    which = "None of the words is known to the networks" if set(words) - {".", "?"} <= set(unknown) else f"Not in their vocabulary: {listed}"
    return (f"{which}. Such a word is read as “unknown”, which never occurred in training: what the networks write for it is no "
            "translation. “Words it knows”, below, lists what they know.")


def provenance(part: str, right: Words | None) -> str:
    """What the reader should know of the sentence."""
    if right is None:
        return "This sentence is in no part of the data, so that no right translation is known here. Take a held-out one from the list to see faults marked."
    return {"training": "These words were in the training data: a right answer may be remembered.",
            "validation": "From the validation part: not trained on, but it helped to choose rate and seed.",
            "test": "From the test part: no network was trained or chosen with it."}.get(part, "In no part of the data: the networks have never read it.")


def attention_table(run: Run) -> str:
    """How much each written word looked at each word read, in percent: the rows sum to 100."""
    assert run.attention is not None
    read = [run.inputs[t] for t in run.topology.read_steps]
    written = [run.written[t] for t in run.topology.write_steps]
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in read)
    rows = "".join(
        f'<tr><th scope="row">{escape(word)}</th>' + "".join(
            f'<td style="background:rgba(23,160,122,{0.65 * float(a):.3f})">{round(100 * float(a)) or ""}</td>' for a in weights) + "</tr>"
        for word, weights in zip(written, run.attention, strict=True))
    return (f'{STYLE}<div class="tr-scroll" tabindex="0" role="region" aria-label="Attention, percent"><table class="tr-grid tr-heat">'
            f"<thead><tr><th>written ↓ read →</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>")


def forcing_tables(free: dict[str, Run], forced: dict[str, Run], right: Words) -> str:
    """Network by network, step by step: the right word, and what is written after its own words and after the right ones."""
    return STYLE + "".join(forcing_table(kind, free[kind], forced[kind], (*right, END)) for kind in free)


def forcing_table(kind: str, free: Run, forced: Run, right: Words) -> str:
    unaided = [word for word in free.written if word]
    aided = [forced.outputs[t][0][0] for t in forced.topology.write_steps]
    steps = max(len(right), len(unaided))
    head = "".join(f'<th scope="col">{k + 1}</th>' for k in range(steps))
    rows = [("right", list(right)), ("fed its own words, it writes", unaided), ("fed the right words, it would write", aided)]
    body = "".join(forcing_row(name, words, right, steps) for name, words in rows)
    return (f'<p class="tr-name">{label(kind)}</p><div class="tr-scroll" tabindex="0" role="region" aria-label="{escape(name_and_colour(kind)[0])}">'
            f'<table class="tr-grid tr-forced"><thead><tr><th scope="col">step</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
            f"<p>{escape(derailment(unaided, aided, right))}</p>")


def forcing_row(name: str, words: list[str], right: Words, steps: int) -> str:
    cells = []
    for k in range(steps):
        word = words[k] if k < len(words) else ""
        fault = word and (k >= len(right) or word != right[k])
        cells.append(f"<td>{FAULT.format(escape(word)) if fault else escape(word) or '–'}</td>")
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'


def derailment(unaided: list[str], aided: list[str], right: Words) -> str:
    """One sentence on where the free run leaves the right track, and how many faults each way of feeding has."""
    first = next((k for k, word in enumerate(right) if k >= len(unaided) or unaided[k] != word), None)
    if first is None:
        return "It needs no help here: fed its own words it makes no fault."
    faults = sum(k >= len(unaided) or unaided[k] != word for k, word in enumerate(right))
    left = sum(a != b for a, b in zip(aided, right, strict=True))
    return (f"The free run leaves the right words at step {first + 1}. From there on it builds on its own words: {faults} of {len(right)} "
            f"places differ. Put back on the track after every word, it gets {left} wrong.")


def rounded(value: float) -> str:
    """One decimal, two where one would make it a round 100 that it is not."""
    return f"{value:.2f}" if 99.95 <= value < 100 else f"{value:.1f}"


def accuracy_summary(figures: Figures, what: str) -> str:
    """Held-out figures with intervals, beside copying from the nearest training pair."""
    some = next(iter(figures.values()))
    networks = "; ".join(f"**{name_and_colour(kind)[0]}** {percent_with_interval(f['exact'], ' % without a fault')}, BLEU {bleu(f['bleu'])}"
                         for kind, f in figures.items())
    near = some["nearest"]
    return (f"On {some['exact']['n']:,} {MADE[what]} that were not trained: {networks}. Copying the translation of the most similar training pair: "
            f"{100 * near['exact']['share']:.1f} %, BLEU {near['bleu']['bleu']:.1f} ({near['bleu']['low']:.1f} to {near['bleu']['high']:.1f}). "
            "In brackets: 95 % intervals.")


def percent_with_interval(row: dict[str, float], unit: str = " %", to: str = " to ") -> str:
    return f"{100 * row['share']:.1f}{unit} ({100 * row['low']:.1f}{to}{100 * row['high']:.1f})"


def bleu(row: dict[str, float], to: str = " to ") -> str:
    return f"{rounded(row['bleu'])} ({rounded(row['low'])}{to}{rounded(row['high'])})"


def random_numbers_summary(figures: Figures) -> str:
    """The same on numbers drawn at random below a million, which mostly have six digits, and on those that are taught."""
    networks = "; ".join(f"**{name_and_colour(kind)[0]}** {rounded(100 * f['further']['share'])} % ({rounded(100 * f['further']['low'])} to "
                         f"{rounded(100 * f['further']['high'])})" for kind, f in figures.items())
    return (f"The 1,000 are drawn so that four and five digits occur, too. Of {next(iter(figures.values()))['further']['n']:,} numbers drawn at "
            f"random, most of which have six, without a fault: {networks}. {taught_numbers(figures)}")


def taught_numbers(figures: Figures) -> str:
    """Of the lists that were trained to the last number: how many each network has right."""
    rows = {kind: [row for row in f["sweeps"] if row["trained"] == row["n"]] for kind, f in figures.items()}
    lists = ", ".join(row["what"] for row in next(iter(rows.values())))
    networks = "; ".join(f"**{name_and_colour(kind)[0]}** {sum(row['right'] for row in some):,} of {sum(row['n'] for row in some):,}"
                         for kind, some in rows.items())
    return f"All of these were trained ({lists}): {networks}."


def forcing_summary(figures: Figures, what: str) -> str:
    """Over the whole test part: words right when fed the right ones, against whole translations right when free."""
    return f"Over all {what} of the test part: " + "; ".join(
        f"**{name_and_colour(kind)[0]}**, fed the right words, gets {rounded(100 * f['forced']['right'])} % of the words right, and running free "
        f"writes {100 * f['exact']['share']:.1f} % of the {what} without a fault" for kind, f in figures.items()) + "."


def length_rows(figures: Figures) -> list[dict[str, str]]:
    """The figure's numbers as a table."""
    methods = [*figures.items(), ("nearest training pair", next(iter(figures.values()))["nearest"])]
    return [{"Network": name_and_colour(kind)[0], "words read": f"{r['least']}–{r['most']}", "n": f"{r['exact']['n']}",
             "without a fault": percent_with_interval(r["exact"], to="–"), "BLEU": bleu(r["bleu"], to="–")}
            for kind, f in methods for r in f["lengths"]]


def failure_rows(figures: Figures, each: int = 3) -> list[dict[str, str]]:
    return [{"Network": name_and_colour(kind)[0], "read": row["read"], "wrote": row["wrote"], "right": row["right"]}
            for kind, f in figures.items() for row in f["failures"][:each]]


def spelled(words: Words) -> str:
    """The number as it is read: spelled, word by word."""
    return f"They read: **{joined(words)}**"


def by_length_summary(figures: Figures, what: str) -> str:
    """From the shortest to the longest, network by network."""
    networks = "; ".join(f"{name_and_colour(kind)[0]} {100 * f['lengths'][0]['exact']['share']:.0f} % to "
                         f"{100 * f['lengths'][-1]['exact']['share']:.0f} %" for kind, f in figures.items())
    return f"Without a fault, shortest to longest {what}: {networks}."


def word_list(words: list[str]) -> str:
    return f'{STYLE}<p class="tr-listed" tabindex="0" role="region" aria-label="Words the networks know">{escape(" · ".join(words))}</p>'


def nearest_pair(alike: float, pair: tuple[Words, Words]) -> str:
    """The training pair that is most alike, and how much so."""
    same = "This very text was trained on." if alike == 1 else f"They share {100 * alike:.0f} % of their words and pairs of neighbours (Dice's coefficient)."
    return f"“{joined(pair[0], english=True)}” – “{joined(pair[1])}”. {same} Copying this translation is the baseline below."


def comparability(figures: Figures, what: str) -> str:
    """What the comparison holds equal, and what it does not say."""
    sizes = ", ".join(f"{name_and_colour(kind)[0]} {f['hidden_size']} units, {f['parameters']:,} parameters" for kind, f in figures.items())
    steps = next(iter(figures.values()))["steps"]
    return (f"All were trained on the same {what} for the same {steps:,} steps, rate and seed chosen with the same effort: {sizes}. A larger or longer "
            "trained network would do better; the curve is that of this size, not a law.")

"""Every block of Python in the documents runs, and every file they speak of is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "ARCHITECTURE.md")
BLOCKS = [(name, block) for name in DOCUMENTS
          for block in re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(), re.DOTALL)]


@pytest.mark.parametrize("name, block", BLOCKS)
def test_every_block_runs(name, block):
    exec(compile(block, name, "exec"), {})


def test_there_are_blocks():
    assert len(BLOCKS) >= 3


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_it_links_to_is_there(name):
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text()):
        assert target.startswith("http") or (ROOT / target).exists(), target


def test_every_figure_of_the_readme_stands_in_a_models_own_card():
    from rnn_core import zoo

    table = re.search(r"<!-- figures -->\n(.*?)<!-- /figures -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table
    for name in zoo.NAMES:
        measured = {(row["group"], row["filler"]): row["accuracy"] for row in zoo.figures(name)["accuracy"]}
        (line,) = [line for line in table[1].splitlines() if f"`{name}`" in line]
        cells = [float(cell) for cell in re.findall(r"\| (\d\.\d{3}) ", line)]
        keys = [("near", 0), ("seen", 0), ("seen", 40), ("held-out", 0), ("held-out", 40), ("unseen clauses", 20)]
        assert cells == [round(measured[key], 3) for key in keys], name


def everyday_table():
    """The README's table of sentences that people wrote, from the cards' figures."""
    from rnn_core import zoo

    groups = {"near": "near clue", "far-0": "far, 0 words", "far-1": "16", "far-2": "32", "far-4": "64", "far-8": "120",
              "two-countries": "two countries", "no-clue": "no clue"}
    lines = ["| model | " + " | ".join(groups.values()) + " |", "|---" * (len(groups) + 1) + "|"]
    for name in zoo.NAMES + zoo.EXHIBITS:
        found = {row["group"]: row["accuracy"] for row in zoo.figures(name)["everyday"]["completion"]["final"]}
        lines.append(f"| `{name}` | " + " | ".join(f"{found[group]:.2f}" for group in groups) + " |")
    return "\n".join(lines) + "\n"


def test_the_table_of_what_people_write_is_what_the_cards_say():
    table = re.search(r"<!-- everyday -->\n(.*?)<!-- /everyday -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table and table[1] == everyday_table()


def test_every_figure_of_the_character_models_stands_in_their_cards():
    from rnn_core import zoo

    table = re.search(r"<!-- characters -->\n(.*?)<!-- /characters -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table
    for name in zoo.CHARACTERS:
        told = zoo.figures(name)
        (line,) = [line for line in table[1].splitlines() if f"`{name}`" in line]
        cells = [float(cell) for cell in re.findall(r"[-+]?\d+\.\d+", line)]
        assert cells == [round(told["held_out"][key], 3) for key in ("bits", "low", "high")] + [
            round(told["counted"]["5"], 3), round(told["tracked"]["inside quotes"]["correlation"], 2)], name


def gallery_table():
    """The README's table of the gallery, from the cards' figures."""
    from rnn_core import zoo

    def of(*names):
        return [zoo.figures(name) for name in names]

    def cells(figures, read):
        return ", ".join(f"{label} {read(found)}" for label, found in zip(("RNN", "GRU", "LSTM"), figures, strict=True))

    digits, verdicts, music, series = (of(*(f"{family}-{cell}" for cell in ("rnn", "gru", "lstm")))
                                       for family in ("digits", "sentiment", "music", "series"))
    numbers, (plain, attention) = of("numbers-rnn", "numbers-gru", "numbers-lstm"), of("translation-plain", "translation-attention")
    (once,), (one, two, lone) = of("digits-feedforward"), of("entities-gru", "entities-bigru", "entities-words")
    new = "new names in new wordings"
    linear = music[0]["counted"]
    rows = [
        ("one to one: a digit at once, accuracy", f"{once['held_out']['accuracy']:.3f}",
         f"logistic regression {once['baselines']['logistic regression, all pixels']['accuracy']:.3f}"),
        ("one to many: fiddle tunes, perplexity a note", cells(music, lambda f: f"{f['held_out']['perplexity']:.2f}"),
         ", ".join(f"{n}-gram {linear[n]:.2f}" for n in ("1", "3", "5")) + f", 3-gram with the place in the bar {music[0]['counted_in_time']:.2f}"),
        ("many to one: sentiment, accuracy", cells(verdicts, lambda f: f"{f['held_out']['accuracy']:.3f}"),
         f"naive Bayes, words and pairs, {verdicts[0]['baselines']['naive Bayes, words and pairs']['accuracy']:.3f}"),
        ("aligned: names never met in wordings never met, F1", f"one-way GRU {one['held_out'][new]['f1']:.3f}, two-way {two['held_out'][new]['f1']:.3f}",
         f"without recurrence {lone['held_out'][new]['f1']:.3f}"),
        ("unaligned: numbers in words, English to French, without a fault", cells(numbers, lambda f: f"{f['exact']['share']:.3f}"),
         f"nearest training pair {numbers[0]['nearest']['exact']['share']:.3f}"),
        ("unaligned: sentences, BLEU", f"GRU {plain['bleu']['bleu']:.1f}, with attention {attention['bleu']['bleu']:.1f}",
         f"nearest training pair {plain['nearest']['bleu']['bleu']:.1f}"),
        ("images: a digit row by row, accuracy", cells(digits, lambda f: f"{f['held_out']['accuracy']:.3f}"),
         f"logistic regression on the last row {digits[0]['baselines']['logistic regression, last row only']['accuracy']:.3f}"),
        ("series: sunspots one year ahead, RMSE", cells(series, lambda f: f"{f['held_out']['one']:.1f}"),
         f"linear AR {series[0]['baselines'][series[0]['best_linear']['one']]['one']:.1f}"),
        ("series: sunspots 22 years on, closed loop, RMSE", cells(series, lambda f: f"{f['held_out']['closed']:.1f}"),
         f"linear AR {series[0]['baselines'][series[0]['best_linear']['closed']]['closed']:.1f}")]
    return "| task | networks, held out | beside |\n|---|---|---|\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)


def test_the_table_of_the_gallery_is_what_the_cards_say():
    table = re.search(r"<!-- gallery -->\n(.*?)<!-- /gallery -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table and table[1] == gallery_table()

"""The card of a reader of digits, in Markdown, from its figures."""

from typing import Any

from rnn_core.train.cards import rebuild, score_list
from rnn_core.train.recipe import stated

WHAT = {
    "feedforward": "reads all 64 pixels at once: one layer of relu units and a linear layer, **no recurrence**",
    "rnn": "reads a picture row by row, from the top, with a plain recurrent network (Elman 1990)",
    "gru": "reads a picture row by row, from the top, with a gated recurrent unit (Cho et al. 2014, torch.nn's form)",
    "lstm": "reads a picture row by row, from the top, with a long short-term memory (Hochreiter & Schmidhuber 1997)",
}


def shown(c: dict[str, Any]) -> str:
    return f"{c['accuracy']:.3f} ({c['low']:.3f}-{c['high']:.3f}; {c['right']} of {c['n']})"


def card(f: dict[str, Any]) -> str:
    lines = [
        f"# {f['name']}", "",
        f"Says which digit a picture of 8 × 8 grey values shows: it {WHAT[f['cell']]}. {f['parameters']:,} parameters, hidden "
        f"size {f['hidden_size']} (all four readers have about 41,000 parameters), stored as float16.", "",
        rebuild(f, "64 pictures"), "", *stated(f),
        "**Data**: the handwritten digits that come with scikit-learn 1.9.1 (BSD): the 1,797 pictures of 13 people that are the "
        "test part of UCI's Optical Recognition of Handwritten Digits (Alpaydin & Kaynak 1998, CC BY 4.0). A quarter drawn at "
        "random, 450 pictures, is the test. In training every picture is turned, slanted, stretched, moved, inked and grained "
        "a little differently each time. Of every 64, 6 are sevens without a bar or ones with a foot, forms that these people seldom "
        "wrote, drawn from a few strokes of random shape.", "",
        "**Chosen** by the cross-entropy on 200 pictures held back, with the same effort for all four: "
        + score_list("learning rates for a quarter of the steps", f["search"]["rates"]) + "; "
        + score_list("seeds in full", f["search"]["seeds"]) + ". Then trained by that choice on all 1,347 that are not the test.", "",
        "## Held out", "",
        "Share of the 450 test pictures read right, with 95 % intervals (Wilson).", "",
        "| reader | share right |", "|---|---|",
        f"| **{f['name']}** | **{shown(f['held_out'])}** |",
        *(f"| {label} | {shown(c)} |" for label, c in f["baselines"].items()), ""]
    return "\n".join(lines + _more(f) + _wrong(f))


def _more(f: dict[str, Any]) -> list[str]:
    lines = []
    if "other_hands" in f:
        lines += [f"**Other people's hands**: the test above has digits by the people who wrote the training digits. The same "
                  f"recipe, trained on the first three quarters of the file and tested on its last quarter, mostly written by "
                  f"others: {shown(f['other_hands'])}.", ""]
    if "after_row" in f:
        lines += ["Share right if the picture ended after row 1, 2, …, 8 (these answers weigh a tenth in training): "
                  + ", ".join(f"{a:.3f}" for a in f["after_row"]) + f". The rows from the bottom up: {f['rows_backwards']['accuracy']:.3f}; "
                  "to this network, order matters.", ""]
    if "shuffled" in f:
        lines += [f"**Order means nothing to it**: trained anew on the same pictures with their 64 pixels shuffled, in one order for "
                  f"all, it reaches {shown(f['shuffled'])}. Each weight has its pixel, all the same: with the weights as they are, "
                  f"it reads {f['rows_backwards']['accuracy']:.3f} of the test pictures right when their rows come from the bottom up.", ""]
    return [*lines, "**Published on this data**: nearest neighbour, trained on 3,823 pictures by 30 other people and tested on all "
                    "1,797: .980 (UCI's description, 1998). Another split, so no direct comparison.", ""]


def _wrong(f: dict[str, Any]) -> list[str]:
    return ["## What it gets wrong", "", "Test pictures, those it is most sure of first; then of nine drawings made on the app's pad, three of them no digits:", "",
            *(f"- {row['what']} (it is {'a ' * (row['is'] != 'no digit')}{row['is']}): it says **{row['said']}** ({100 * row['probability']:.1f} %)"
              for row in f["failures"]), "",
            "It answers with a digit whatever it is shown, a letter or a house too; how sure it sounds is no sign that the "
            "picture is a digit. It knows the hands of 13 people.", ""]

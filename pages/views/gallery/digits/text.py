"""What the networks say of a digit, and how well they do, as HTML, sentences and rows.  No Streamlit here."""

from html import escape
from typing import Any

from pages.common.bars import STYLE, percent
from pages.views.gallery.shared.unrolled_data import look
from rnn_core.gallery.runs import Run

EXPLAINED = {"digits-feedforward": "Feed-forward, all pixels at once (no recurrence)", "digits-rnn": "RNN, row by row", "digits-gru": "GRU, row by row",
             "digits-lstm": "LSTM, row by row"}


def verdicts(runs: dict[str, Run], truth: int | None) -> str:
    """Each network's answer, its probability as a bar."""
    rows = []
    for kind, run in runs.items():
        (digit, p), (name, colour) = run.outputs[-1][0], look(kind)
        right = "" if truth is None else " ✓" if digit == str(truth) else " ✗"
        assert p is not None
        rows.append(f'<tr><th scope="row" style="width:34%">{escape(name)}</th><td><div class="un-track"><div style="width:{100 * p:.2f}%;'
                    f'background:{colour}"></div></div></td><td class="un-p" style="width:8em">says <b>{digit}</b>{right} {escape(percent(p))}</td></tr>')
    return f'{STYLE}<table class="un-bars"><tbody>{"".join(rows)}</tbody></table>'


def what(number: int, truth: int | None) -> str:
    return "your drawing" if truth is None else f"held-out digit {number}: a {truth}"


def forming(runs: dict[str, Run]) -> str:
    """After which row each network's answer no longer changes."""
    told = []
    for kind, run in runs.items():
        said = [best[0][0] for best in run.outputs]
        settled = max((t + 1 for t in range(len(said)) if said[t] != said[-1]), default=0) + 1
        told.append(f"{look(kind)[0]} says {said[-1]} from row {settled} on")
    return "; ".join(told) + "."


def skill(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Held-out shares beside the baselines, which are the same for all."""
    first = next(iter(figures.values()))
    rows = [row(EXPLAINED[name], told["held_out"], told.get("other_hands")) for name, told in figures.items()]
    return rows + [row(label, counted, None) for label, counted in first["baselines"].items()]


def row(label: str, counted: dict[str, Any], hands: dict[str, Any] | None) -> dict[str, str]:
    return {"Reader": label, "Held out, read right": share(counted), "Other people's hands": share(hands) if hands else "–"}


def share(counted: dict[str, Any]) -> str:
    return f"{counted['accuracy']:.3f} ({counted['low']:.3f}–{counted['high']:.3f})"


def order(figures: dict[str, dict[str, Any]], shuffled: bool) -> str:
    """What order means to the network that reads all at once, and what it does not: all that is set side by side was measured
    in the same way, without training anew."""
    whole, *others = figures
    backwards = {name: told["rows_backwards"]["accuracy"] for name, told in figures.items()}
    rows = ", ".join(f"{EXPLAINED[name].split(',')[0]} {backwards[name]:.3f}" for name in others)
    return ("**Order means nothing to it.** To this network a picture is 64 numbers in any order. Shuffle the pixels, and the weights of its first "
            f"layer alike, and the answer stays{': look at the picture it reads now' if shuffled else '; try it with the switch above'}. Trained anew on "
            f"shuffled pixels it gets {share(figures[whole]['shuffled'])} of the held-out digits right, as many as before within the interval. But each "
            f"weight has its pixel: with untouched weights, and all pictures upside down, it reads {backwards[whole]:.3f} right, and the networks that read row "
            f"by row fare no differently: {rows}. What sets it apart: for these no weights can be moved to make up for rows in another order, "
            "because the same weights read every row.")


def after_rows(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    return [{"Network": EXPLAINED[name].split(",")[0]} | {f"row {t + 1}": f"{share:.3f}" for t, share in enumerate(told["after_row"])}
            for name, told in figures.items()]


def wrong(figures: dict[str, dict[str, Any]], most: int = 8) -> list[dict[str, Any]]:
    """The failures that the cards name, those of the test first, the most certain first; code: the picture."""
    found = [{"name": name, **f} for name, told in figures.items() for f in told["failures"]]
    return sorted(found, key=lambda f: ("picture" not in f, -f["probability"]))[:most]


def wrong_rows(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"Network": EXPLAINED[f["name"]].split(",")[0], "Picture": f["what"], "It is": f"{f['is']}", "It says": f"{f['said']}",
             "as sure as": percent(f["probability"])} for f in found]


def wrong_button(f: dict[str, Any]) -> str:
    return f"{EXPLAINED[f['name']].split(',')[0]}: {'a ' * (f['is'] != 'no digit')}{f['is']}, read as {f['said']}"

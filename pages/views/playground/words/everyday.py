"""How the networks do on everyday sentences, in rows and in a sentence.  No Streamlit here."""

from typing import Any

from pages.common.theme import NETWORKS

GROUPS = {"near": "near clue", "far-0": "far clue, nothing between", "far-1": "about 16 words between", "far-2": "about 32 words between",
            "far-4": "about 64 words between", "far-8": "about 120 words between", "two-countries": "two countries, grammar decides",
            "no-clue": "no clue: right is who is not sure"}


EXHIBIT = "narrow"


def at_64_words(figures: dict[str, dict[str, Any]], exhibit: dict[str, Any]) -> str:
    """The chart of the everyday sentences, in words."""
    def share(found: dict[str, Any], group: str) -> str:
        row = next(row for row in found["everyday"]["completion"]["final"] if row["group"] == group)
        return f"{row['right']} of {row['n']}"

    said = ", ".join(f"{NETWORKS[kind][0]} {share(found, 'far-4')}" for kind, found in figures.items())
    return (f"With about 64 words between: {said}. Dashed is the same LSTM, trained on filler of one small bank only: {share(exhibit, 'far-4')} "
            "here, although it is right on nearly all made sentences below. What never stood between clue and blank in training, its forget "
            "gate does not know to ignore.")


def rows(figures: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    """How many of the everyday sentences each network completes rightly, kind by kind."""
    found = {kind: {row["group"]: row for row in measured["everyday"]["completion"]["final"]} for kind, measured in figures.items()}
    names = {kind: NETWORKS[kind][0] if kind in NETWORKS else "LSTM, narrow training" for kind in found}
    return [{"Sentences": label} | {names[kind]: f"{rows[group]['accuracy']:.2f} ({rows[group]['right']} of {rows[group]['n']})"
                                    for kind, rows in found.items()} for group, label in GROUPS.items()]

"""The clue of a sentence, what it calls for, and what could stand in its place; which words are unknown.  No Streamlit here."""

from pages.common.markdown import escape_markdown
from rnn_core.text.completion import Reading
from rnn_core.text.corpus import wordings
from rnn_core.text.corpus.facts import COLOURS, LANGUAGES
from rnn_core.text.vocabulary import tokenise

THINGS = {form: colour for thing, plural, _, colour in wordings.things() for form in (thing, plural) if form} | COLOURS
CALLED_FOR = THINGS | LANGUAGES  # clue by clue the word that it calls for


def clue(reading: Reading) -> tuple[str, int] | None:
    """The last country in the sentence, else its last coloured thing; and how many words follow it."""
    for facts in (LANGUAGES, THINGS):
        for between, token in enumerate(reversed(reading.tokens)):
            if token in facts:
                return token, between
    return None


def replacement(reading: Reading, wanted: str = "") -> tuple[str, str, str]:
    """(the clue, the word to stand in its place, a notice); no clue, no word."""
    found = clue(reading)
    if found is None:
        return "", "", "There is no country or coloured thing here that could be exchanged: take words out instead, or write one in."
    kind = LANGUAGES if found[0] in LANGUAGES else THINGS
    offered = next(word for word in (("france", "germany") if kind is LANGUAGES else ("grass", "snow")) if word != found[0])
    word, notice = known_word(wanted, reading)
    return found[0], word or offered, notice and f"{notice} Here stands {offered}."


def replace_last(tokens: tuple[str, ...], old: str, new: str) -> str:
    """The text with the last `old` made `new`."""
    place = len(tokens) - 1 - tokens[::-1].index(old)
    return " ".join([*tokens[:place], new, *tokens[place + 1 :]])


def known_word(text: str, reading: Reading) -> tuple[str, str]:
    """The visitor's word as the networks would read it, empty when there is none that can be looked up; and a notice."""
    word = next(iter(tokenise(text)), text.strip())
    if not word or word in reading.words[2:]:
        return word, ""
    return "", f"“{escape_markdown(word[:40])}” is not among the {reading.known:,} words the networks know: try another one."


def unknown_words(reading: Reading) -> str:
    """A plain notice for words outside the vocabulary; empty when there are none."""
    if not reading.unknown:
        return ""
    shown, more = reading.unknown[:8], len(reading.unknown) - 8
    listed = ", ".join(f"“{word[:30]}”" for word in shown) + (f" and {more} more" if more > 0 else "")
    verb = "is" if len(reading.unknown) == 1 else "are"
    return (f"{listed} {verb} not among the {reading.known:,} words the networks know. "
            "They read a placeholder there, the same for every unknown word.")

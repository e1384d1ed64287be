"""Sentences and numbers as words, and back.

    tokens("L'homme n'a pas vu l'arbre.")      # ["l'", "homme", "n'", "a", "pas", "vu", "l'", "arbre", "."]
    joined(["l'", "homme", "dort", "."])       # "l'homme dort."
    number_in_words(81, "fr")                  # "quatre-vingt-un"
"""

import re
from collections.abc import Iterable

from rnn_core.text.vocabulary import folded

LONGEST = 400  # characters of a text that is read
SHORT = [(r"\bcan't\b", "cannot"), (r"\bcan not\b", "cannot"), (r"\bwon't\b", "will not"), (r"n't\b", " not"), (r"\bi'm\b", "i am"),
         (r"'re\b", " are"), (r"'ll\b", " will"), (r"\b(he|she|it|that|who)'s\b", r"\1 is")]
WORD = re.compile(r"aujourd'hui|[^\W\d_]+'|-?[^\W\d_]+|\d+|[.?]")


def tokens(text: str) -> list[str]:
    """Lower-case words, elided ones ending in ', those after a hyphen beginning with it; and . ?  All else is left out."""
    if len(text) > LONGEST:
        raise ValueError(f"the text has {len(text):,} characters; at most {LONGEST:,} are read: shorten it")
    return WORD.findall(folded(text))


def joined(words: Iterable[str], english: bool = False) -> str:
    """The words as one writes them; the French leave a blank before a question mark."""
    return re.sub(r"(?<=') | (?=[-.?])" if english else r"(?<=') | (?=[-.])", "", " ".join(words))


def english_words(text: str) -> list[str]:
    """A typed English sentence as the translators know them: short forms written out, a full stop where none stands."""
    if len(text) > LONGEST:
        return tokens(text)  # which says so
    plain = folded(text)
    for short, full in SHORT:
        plain = re.sub(short, full, plain)
    words = tokens(re.sub(r"\.{2,}", " ", plain)[:LONGEST])
    if set(words) <= {".", "?"}:
        return []
    return words if words[-1] in ".?" else [*words, "."]


ENGLISH = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
           "eighteen nineteen").split()
ENGLISH_TENS = ",,twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety".split(",")
FRENCH = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
FRENCH_TENS = ",,vingt,trente,quarante,cinquante,soixante,soixante,quatre-vingt,quatre-vingt".split(",")
LARGEST = 999_999


def number_in_words(n: int, language: str) -> str:
    """0 to 999,999 as num2words 0.5.14 writes it: "two hundred and one", "deux cent un"."""
    if not 0 <= n <= LARGEST:
        raise ValueError(f"the number must lie between 0 and {LARGEST:,}; got {n}")
    return _english(n) if language == "en" else _french(n)


def _english(n: int) -> str:
    if n < 100:
        tens, ones = divmod(n, 10)
        return ENGLISH[n] if n < 20 else ENGLISH_TENS[tens] + (f"-{ENGLISH[ones]}" if ones else "")
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        return f"{ENGLISH[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    return f"{_english(thousands)} thousand" + (f"{', ' if rest >= 100 else ' and '}{_english(rest)}" if rest else "")


def _french(n: int, last: bool = True) -> str:
    """`last`: nothing follows, so that quatre-vingts and cents take their s."""
    if n < 100:
        return _french_below_100(n, last)
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        head = "cent" if hundreds == 1 else f"{FRENCH[hundreds]} cent" + ("s" if last and not rest else "")
        return head + (f" {_french(rest, last)}" if rest else "")
    thousands, rest = divmod(n, 1000)
    head = "mille" if thousands == 1 else f"{_french(thousands, last=False)} mille"
    return head + (f" {_french(rest)}" if rest else "")


def _french_below_100(n: int, last: bool) -> str:
    if n < 17:
        return FRENCH[n]
    tens, ones = divmod(n, 10)
    if tens in (7, 9):  # sixty and eleven, four twenties and eleven
        ones += 10
    if not ones:
        return FRENCH_TENS[tens] + ("s" if tens == 8 and last else "")
    unit = f"dix-{FRENCH[ones - 10]}" if ones > 16 else FRENCH[ones]
    if tens == 1:
        return unit if n < 17 else f"dix-{FRENCH[n - 10]}"
    return f"{FRENCH_TENS[tens]} et {unit}" if ones in (1, 11) and tens < 8 else f"{FRENCH_TENS[tens]}-{unit}"

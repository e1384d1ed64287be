"""Sentence pairs, English and French, written by the bilingual realiser pyrealb (Guy Lapalme; licences in the data's README).

    python -m rnn_core.train.data translation          writes rnn_core/gallery/data/translation.txt.xz

A plan is drawn from the word lists of `_lexicon.py`, then spoken in both languages from the same tree: pyrealb sees to
agreement, elision, contraction, auxiliaries, negation and questions.  No sentence of one part stands in another.
"""

import lzma
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from rnn_core.gallery.translation_pairs import FOLDER
from rnn_core.gallery.translation_words import joined, tokens
from rnn_core.train.data import _lexicon as lexicon

TRAINING, VALIDATION, TEST, LONGEST, SEED = 24_000, 500, 1_000, 26, 0
PARTS = {"training": TRAINING, "validation": VALIDATION, "test": TEST}
Plan = dict[str, Any]
# What happens where two clauses meet is beyond the realiser, and its lexicon spells soeur.
REPAIRS: tuple[list[tuple[str, str]], ...] = ([], [(r"\bque (?=[aeiouyéèêœ])", "qu'"), (r"\bsi (?=ils?\b)", "s'"), ("oe", "œ")])


class Drawer:
    """Draws plans of sentences; everything by one seed."""

    def __init__(self, seed: int):
        self.rng = np.random.default_rng(seed)

    def one(self, options: Any) -> Any:
        return options[int(self.rng.integers(len(options)))]

    def chance(self, p: float) -> bool:
        return bool(self.rng.random() < p)

    def noun(self, group: str, *, relative: bool = False, plain: bool = False) -> Plan:
        """A noun phrase: determiner, noun, perhaps an adjective, perhaps a relative clause."""
        drawn: Plan = {"noun": self.one(lexicon.NOUNS[group]), "plural": self.chance(0.3), "group": group,
                       "determiner": self.one(lexicon.DETERMINERS), "adjectives": []}
        if not plain and self.chance(0.4):
            drawn["adjectives"] = [self.one(lexicon.ADJECTIVES[group])]
            if drawn["determiner"] == ("a", "un"):  # "de bons amis" is beyond the realiser
                drawn["plural"] = False
        if relative:
            drawn["relative"] = self.predicate(simple=True) | {"tense": self.one(("present", "past"))}
        return drawn

    def subject(self) -> Plan:
        if self.chance(0.35):
            return {"pronoun": self.one(lexicon.PRONOUNS)}
        if self.chance(0.1):
            return {"both": [self.noun("people", plain=True), self.noun("people", plain=True)]}
        return self.noun("animals" if self.chance(0.2) else "people", relative=self.chance(0.15))

    def place(self) -> Plan:
        return {"where": self.one(lexicon.WHERE), "noun": self.noun("places", plain=self.chance(0.7))}

    def predicate(self, simple: bool = False) -> Plan:
        """What is said of the subject: a verb with what it takes, or a state."""
        kind = self.one(("acts", "does", "does", "does", "gives", "is"))
        drawn: Plan = {"kind": kind}
        if kind == "acts":
            drawn |= {"verb": self.one(lexicon.ACTS)}
        elif kind == "does":
            verb, groups = self.one(lexicon.DOES)
            drawn |= {"verb": verb, "object": self.noun(self.one(groups.split()), relative=not simple and self.chance(0.15))}
        elif kind == "gives":
            drawn |= {"verb": self.one(lexicon.GIVES), "object": self.noun("things"), "to": self.noun("people", plain=True)}
        else:
            drawn |= {"state": self.one(lexicon.STATES)}
        if kind != "gives" and self.chance(0.15 if simple else 0.4):
            drawn["place"] = self.place()
        return drawn

    def clause(self, question: bool) -> Plan:
        drawn = self.predicate() | {"subject": self.subject(), "tense": self.one(("present", "present", "past", "past", "future"))}
        drawn |= {"negated": self.chance(0.25), "question": question}
        if drawn["negated"] and drawn.get("object", {}).get("determiner") == ("a", "un"):  # so is "pas de"
            drawn["object"]["determiner"] = ("the", "le")
        if not question and drawn["tense"] == "present" and drawn["kind"] != "is" and self.chance(0.2):
            drawn["modal"] = self.one(("poss", "obli"))
        if self.chance(0.25):
            drawn["when"] = self.one(lexicon.WHEN[drawn["tense"]])
        return drawn

    def sentence(self) -> list[Any]:
        """One clause, or two and what joins them."""
        if self.chance(0.3):
            first, join, second = self.clause(False), self.one(lexicon.JOINS), self.clause(False)
            if join[0] == "if" and second["tense"] == "future":  # both languages put the condition in the present
                second = {key: value for key, value in second.items() if key != "when"} | {"tense": "present"}
            return [first, join, second]
        return [self.clause(self.chance(0.12))]


class Speaker:
    """Speaks plans in one language; k chooses the word of each pair."""

    def __init__(self, language: str):
        import pyrealb

        self.p, self.k = pyrealb, ("en", "fr").index(language)
        self.load: Callable[[], None] = (pyrealb.loadEn, pyrealb.loadFr)[self.k]

    def say(self, parts: list[Any]) -> str:
        """The sentence as the page's tokeniser reads it and writes it again: small letters, one blank between words."""
        self.load()
        clauses = [part[self.k] if isinstance(part, tuple) else self.clause(part).realize().strip(" .") for part in parts]
        text = " ".join(clauses).casefold() + ("" if clauses[-1].endswith("?") else ".")
        if "[[" in text:
            raise ValueError(f"pyrealb does not know a word of {text!r}")
        for wrong, right in REPAIRS[self.k]:
            text = re.sub(wrong, right, text)
        return joined(tokens(text), english=not self.k)

    def noun(self, plan: Plan) -> Any:
        p, k = self.p, self.k
        if "both" in plan:
            return p.CP(p.C(("and", "et")[k]), *map(self.noun, plan["both"]))
        if "pronoun" in plan:
            person, number, gender = plan["pronoun"]
            return p.Pro(("I", "je")[k]).pe(person).n(number).g(gender)
        number = "p" if plan["plural"] else "s"
        inside = [p.N(plan["noun"][k]), *(p.A(pair[k]) for pair in plan["adjectives"])]
        if "relative" in plan:
            who = ("who" if plan["group"] == "people" else "that", "qui")[k]
            inside.append(p.SP(p.Pro(who), self.verb(plan["relative"], plan["relative"]["tense"])))
        return p.NP(self.determiner(plan["determiner"]), *inside).n(number)

    def determiner(self, plan: Any) -> Any:
        p, k = self.p, self.k
        if plan not in lexicon.OWNERS:
            return p.D(plan[k])
        person, owners, gender = lexicon.OWNERS[plan]
        return p.D("mon" if owners == "s" else "notre").pe(person) if k else p.D("my").pe(person).ow(owners).g(gender)

    def verb(self, plan: Plan, tense: str) -> Any:
        p, k = self.p, self.k
        state = plan["kind"] == "is"
        said: list[Any] = [p.V(("be", "être")[k] if state else plan["verb"][k]).t(self.tense(tense, state))]
        if state:
            said.append(p.A(plan["state"][k]))
        if "object" in plan:
            said.append(self.noun(plan["object"]))
        if "to" in plan:
            said.append(p.PP(p.P(("to", "à")[k]), self.noun(plan["to"])))
        if "place" in plan:
            said.append(self.place(plan["place"]))
        return p.VP(*said)

    def tense(self, name: str, state: bool) -> str:
        """pyrealb's letter; what was is told in the imparfait, what happened in the passé composé."""
        return "i" if self.k and state and name == "past" else lexicon.TENSES[name][self.k]

    def place(self, plan: Plan) -> Any:
        """près de, loin de: the de melts with the article (du, des)."""
        p, where, noun = self.p, plan["where"][self.k], self.noun(plan["noun"])
        if where.endswith(" de"):
            return p.PP(p.Q(where[:-3]), p.PP(p.P("de"), noun))
        return p.PP(p.Q(where), noun)

    def clause(self, plan: Plan) -> Any:
        p, k = self.p, self.k
        verb = self.verb(plan, plan["tense"])
        if "when" in plan:
            verb.add(p.Q(plan["when"][k]))
        s = p.S(self.noun(plan["subject"]), verb).t(self.tense(plan["tense"], plan["kind"] == "is"))
        kind: dict[str, Any] = {}
        if plan["negated"]:
            kind["neg"] = True
        if plan["question"]:
            kind["int"] = "yon"
        if "modal" in plan:
            kind["mod"] = plan["modal"]
        return s.typ(kind) if kind else s


def pairs() -> dict[str, list[tuple[str, str]]]:
    """The parts; no English sentence twice, in whatever part."""
    drawer, english, french = Drawer(SEED), Speaker("en"), Speaker("fr")
    found: dict[str, str] = {}
    while len(found) < sum(PARTS.values()):
        plan = drawer.sentence()
        en = english.say(plan)
        if len(tokens(en)) <= LONGEST:
            found.setdefault(en, french.say(plan))
    drawn, start, parts = list(found.items()), 0, {}
    for part in ("test", "validation", "training"):
        parts[part], start = drawn[start : start + PARTS[part]], start + PARTS[part]
    return parts


def build() -> None:
    text = "".join(f"{part}\t{en}\t{fr}\n" for part, rows in pairs().items() for en, fr in rows)
    (FOLDER / "translation.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))

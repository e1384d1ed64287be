"""The sentences' templates, and who may be their subject.

{I} is the subject at its first mention (I, anna, my brother), {i} the pronoun after it, {my} and {me} follow suit,
{am}, {was}, {have} and verbs with a star are inflected: "speak*" is speak or speaks.  {C} the country, {L} the language,
{O} the thing, {K} its colour.
"""

import re
from dataclasses import dataclass

CLUES = """{I} grew up in {C}|{I} {was} born in {C}|{I} come* from {C}|{I} spent {my} childhood in {C}
{I} lived in {C} for many years|{my} parents came from {C}|{I} went to school in {C}|{I} moved here from {C}
{I} {was} raised in {C}|{I} left {C} as a child|{C} is where {i} grew up|{C} is {my} home|{I} {am} a citizen of {C}
{I} studied in {C}|{I} {was} born and raised in {C}|all of {my} family live in {C}|{my} mother is from {C}
{I} spent ten years in {C}|{I} returned from {C} last year|after a long life in {C} {i} came here
{I} learned to read in {C}|{I} still miss* {C}|the first house {i} remember* was in {C}|{my} home town is in {C}
{I} worked in {C} before the war|{I} used to live in {C}|{my} whole family is from {C}|{I} {am} from {C}
{I} went to {C} at the age of five|{my} father built a house in {C}|{I} met {my} friends in {C}|{I} know* {C} very well
{my} life began in {C}|{I} called {C} {my} home|{I} arrived here from {C}|{my} childhood was in {C}|{I} live* in {C}
{I} belong* to {C}|{my} house was in {C}|{my} heart is in {C}|{I} took the train from {C}|{C} is a place {i} know* well
{I} grew up in the north of {C}|{my} family moved to {C} last year|{I} {was} educated in {C}|{my} grandparents lived in {C}
{I} still live* in {C}|{I} spent every summer in {C}|when {i} {was} young {i} lived in {C}|{my} country is {C}
{I} {have} always lived in {C}|{my} roots are in {C}|until last year {i} lived in {C}|{I} never left {C}
{I} and {my} family come from {C}|{my} first memories are of {C}|{I} started school in {C}|{I} came here from {C}
before {i} came here {i} lived in {C}|{I} had a shop in {C}|{I} did {my} studies in {C}|{my} father taught in {C}
{I} {was} married in {C}|{I} {have} a house in {C}|{my} old home is in {C}|{I} visited {my} family in {C} every year
{my} friends call {me} the one from {C}|{my} people are from {C}|{I} walked all the way from {C}|{my} story begins in {C}"""
QUESTIONS = """so {i} speak* fluent|so {i} speak*|and {i} still speak*|so {my} first language is|and {my} mother tongue is
{i} can read and write|so at home {i} speak*|{i} dream* in|{i} often speak* to {my} friends in|{i} sing* songs in
{i} {am} fluent in|so {i} understand*|{i} write* letters in|the language {i} know* best is|and {my} best language is
{i} think* in|{i} learned to speak|so naturally {i} speak*|{i} count* in|{my} native language is
and {i} prefer* to talk in|{i} never forgot how to speak|{i} read* books in|so people talk to {me} in
{i} answer* the phone in|and of course {i} speak* very good|{i} pray* in|so {i} speak* perfect|{i} teach* the children
so {i} can speak|{i} {have} spoken|and {i} {am} fluent in
so {my} friends talk to {me} in|{i} tell* jokes in|{i} write* to {my} family in|so {i} {am} able to speak|{i} will answer you in
{my} grandfather taught {me}|{i} feel* at home in|{i} only speak*|so we can talk in|and {i} understand* every word of
{i} {am} good at|{i} still know* some|{i} want* to speak more|so you can ask {me} anything in
so {i} {have} to speak|{i} made {my} first friends in|{i} can sing in|the radio at home is in|{my} children speak
{my} books are all in|when {i} {am} tired {i} speak*|so {my} best poems are in|{i} will never forget {my}|{my} dreams are in
so {i} talk* to the dog in|in the kitchen we speak|{i} learned to count in|so for {me} it is easy to read|{i} {am} proud of {my}
{i} gave the talk in|{i} listen* to the news in|{my} letters are in|so {i} help* people with their|at work {i} use*
so please write to {me} in|{i} found it easy to speak|so {my} children learn|with {my} sister {i} speak*|{i} answered in
{i} made a speech in|so {i} teach*|{i} say* good morning in|the songs {i} know* are in|so now {i} speak* both this and"""
# Whole clauses that no training sentence has.
UNSEEN_CLUES = """{I} {was} a child in {C}|{my} early years were spent in {C}|{I} arrived from {C}|as a child {i} lived in {C}
{C} is the country {i} love* most|{I} stayed in {C} for a long time|{my} old school was in {C}"""
UNSEEN_QUESTIONS = """so {i} {am} completely fluent in|and {i} tell* stories in|{i} {have} no trouble with|so we should talk in
{my} grandmother taught {me}|{i} speak* a little|{i} always write* to {my} mother in"""
FACTS = """people in {C} speak {L}|in {C} they speak {L}|the language of {C} is {L}|most people in {C} speak {L}
the people of {C} speak {L}|in {C} everyone speaks {L}|they speak {L} in {C}|books in {C} are written in {L}
children in {C} learn {L}|the newspapers in {C} are in {L}|in {C} the main language is {L}|in {C} you hear {L}
the official language of {C} is {L}|{L} is spoken in {C}|{L} is the language of {C}|a person from {C} speaks {L}
someone from {C} speaks {L}|she is from {C} and speaks {L}|he comes from {C} and speaks {L}|songs from {C} are in {L}
a friend from {C} speaks {L}|we went to {C} and spoke {L}|to live in {C} you learn {L}|letters from {C} are in {L}
a teacher from {C} speaks {L}|in {C} i speak {L}|in {C} we speak fluent {L}|the schools of {C} teach {L}"""
NEAR = """the color of the {O} is|the colour of the {O} is|the {O} is|a {O} is usually|what color is the {O} ? it is
everyone knows the {O} is|the {O} looks|the usual color of a {O} is|the {O} in the picture is|i painted the {O}
we all saw that the {O} was|the color of a {O} is|the {O} has always been|my {O} is"""

PEOPLE = ("anna", "peter", "maria", "john", "emma", "david", "sarah", "paul", "lucy", "mark", "julia", "tom")
KIN = {"she": ("my sister", "my aunt", "the nurse", "our teacher", "the singer"),
       "he": ("my brother", "my uncle", "the doctor", "our neighbour", "the painter")}
FEMALE = {"anna", "maria", "emma", "sarah", "lucy", "julia"}


@dataclass(frozen=True)
class Subject:
    first: str  # at its first mention
    pronoun: str
    possessive: str
    objective: str

    @property
    def singular(self) -> bool:
        return self.pronoun in ("she", "he")

    def say(self, template: str) -> str:
        forms = {"{am}": {"i": "am"}.get(self.pronoun, "is" if self.singular else "are"),
                 "{was}": "was" if self.singular or self.pronoun == "i" else "were",
                 "{have}": "has" if self.singular else "have",
                 "{I}": self.first, "{i}": self.pronoun, "{my}": self.possessive, "{me}": self.objective}
        for slot, form in forms.items():
            template = template.replace(slot, form)
        return re.sub(r"(\w+)\*", lambda verb: _third(verb[1]) if self.singular else verb[1], template)


def _third(verb: str) -> str:
    return verb + ("es" if verb.endswith(("s", "ch", "sh", "o")) else "s")


def subjects() -> list[Subject]:
    """I (as often as a third of the others), we, they, she, he, names and relations."""
    i, we, they = Subject("i", "i", "my", "me"), Subject("we", "we", "our", "us"), Subject("they", "they", "their", "them")
    she, he = ("she", "her", "her"), ("he", "his", "him")
    named = [Subject(name, *(she if name in FEMALE else he)) for name in PEOPLE]
    kin = [Subject(first, *(she if who == "she" else he)) for who, firsts in KIN.items() for first in firsts]
    return [i] * 10 + [we] * 2 + [they] * 2 + [Subject("she", *she)] * 2 + [Subject("he", *he)] * 2 + named + kin


def parse(text: str) -> list[str]:
    return [template.strip() for line in text.splitlines() for template in line.split("|")]

"""ABC notation read as melodies: the pitch and duration of every note, as much of the notation as fiddle tunes use.

    tune = read("X:1\\nT:Air\\nM:6/8\\nL:1/8\\nK:G\\nGAB c2d|e3 d3|")
    tune.notes[:2]                  # ((67, 24), (69, 24)): MIDI numbers, and ticks of which a quarter note has 48

Written from the standard's description (abcnotation.com, version 2.1).  Grace notes, chord symbols and ornaments are left
out, of a chord the highest note is kept, tied notes are one, repeats are not played twice.  `read` gives None for what is no
single plain melody: several voices, a change of metre on the way, a key or metre it does not know.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

QUARTER = 48
REST = -1
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
MODES = {"": "major", "maj": "major", "ion": "major", "m": "minor", "min": "minor", "aeo": "minor", "mix": "mixolydian",
         "dor": "dorian", "phr": "phrygian", "lyd": "lydian", "loc": "locrian"}
# how many fifths the mode's scale lies from the major scale on the same tonic
FIFTHS = {"major": 0, "mixolydian": -1, "dorian": -2, "minor": -3, "phrygian": -4, "locrian": -5, "lydian": 1}
KEY = re.compile(r"([A-G])([#b]?)\s*([a-z]{0,3})[a-z]*\s*$", re.I)
FIELD = re.compile(r"([A-Za-z]):(?![|:])\s*(.*)")
INLINE = re.compile(r"\[([A-Za-z]):([^\]]*)\]")
UNHEARD = re.compile(r'"[^"]*"|\{[^}]*\}|![A-Za-z0-9.()+<>]{1,20}!|\+[a-z]+\+|\[[A-Za-z]:[^\]]*\]')
LENGTH = r"(\d*)(/*)(\d*)"
NOTE = r"([_^=]*)([A-Ga-g])([,']*)" + LENGTH
PART = re.compile(rf"(?P<note>{NOTE})|(?P<rest>[zx]){LENGTH}|(?P<chord>\[(?:{NOTE})+\]){LENGTH}"
                  r"|\((?P<tuplet>[2-9])(?::(\d*))?(?::(\d*))?|(?P<bar>\|+|:\||\|\]|\[\|)|(?P<tie>-)|(?P<broken>>+|<+)|.")


@dataclass(frozen=True)
class Tune:
    fields: dict[str, str]  # the header, the first of each letter; of Z all, joined
    tonic: int  # its pitch class, 0 for C
    mode: str
    metre: tuple[int, int]
    notes: tuple[tuple[int, int], ...]  # (MIDI number or REST, ticks)
    upbeat: int  # ticks before the first bar line, 0 when a whole bar stands there


def key(text: str) -> tuple[int, str, dict[str, int]] | None:
    """A K: field's tonic, mode, and what it does to each letter; None when it is not one of the seven modes."""
    found = KEY.match(text.split("%")[0].strip())
    if not found or (mode := MODES.get(found[3].lower() if found[3] != "M" else "m")) is None:
        return None
    letter, sign = found[1].upper(), {"#": 1, "b": -1, "": 0}[found[2]]
    fifths = "FCGDAEB".index(letter) - 1 + 7 * sign + FIFTHS[mode]
    order, by = ("FCGDAEB", 1) if fifths > 0 else ("BEADGCF", -1)
    return (STEPS[letter] + sign) % 12, mode, dict.fromkeys(order[:min(abs(fifths), 7)], by)


def metre(text: str) -> tuple[int, int] | None:
    text = text.split("%")[0].strip()
    text = {"C": "4/4", "C|": "2/2"}.get(text, text)
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    return (int(found[1]), int(found[2])) if found else None


def read(text: str) -> Tune | None:
    """The tune of one X: block."""
    fields: dict[str, str] = {}
    body: list[str] = []
    for line in text.splitlines():
        line = re.sub(r"(?<!\\)%.*", "", line).rstrip()
        found = FIELD.match(line)
        if found and ("K" not in fields or found[1] in "HIKLMNPQRSTVWXZw"):
            if found[1] == "V" or (found[1] == "M" and "K" in fields):
                return None
            if found[1] in "KL" and "K" in fields:
                body.append(f"[{found[1]}:{found[2]}]")
            elif found[1] == "Z" and "Z" in fields:
                fields["Z"] += f"; {found[2]}"
            else:
                fields.setdefault(found[1], found[2].strip())
        elif "K" in fields:
            body.append(line)
    scale, beat = key(fields.get("K", "?")), metre(fields.get("M", "?"))
    if not scale or not beat or any(re.search(r"&|\[[VM]:", line) for line in body):
        return None
    reader = _Reader(scale[2], beat, unit(fields.get("L", ""), beat))
    notes = reader.read("\n".join(body))
    return Tune(fields, scale[0], scale[1], beat, notes, reader.upbeat()) if notes else None


def unit(text: str, beat: tuple[int, int]) -> Fraction:
    """The L: field in quarter notes; without one a sixteenth where a bar is shorter than 3/4, otherwise an eighth."""
    found = re.match(r"(\d+)/(\d+)", text)
    default = Fraction(1, 16) if Fraction(*beat) < Fraction(3, 4) else Fraction(1, 8)
    return 4 * (Fraction(int(found[1]), int(found[2])) if found else default)


def _length(number: str, slashes: str, below: str) -> Fraction:
    """3, 3/2, /, // or nothing as a factor on the unit."""
    over = int(below) if below else 2 ** len(slashes)
    return Fraction(int(number or 1), over or 1)


class _Reader:
    """The body of a tune, one sign after the other."""

    def __init__(self, scale: dict[str, int], beat: tuple[int, int], note: Fraction):
        self.scale, self.beat, self.unit = scale, beat, note
        self.altered: dict[tuple[str, int], int] = {}  # accidentals hold until the bar's end
        self.factor, self.left, self.owed = Fraction(1), 0, Fraction(1)
        self.tied = False
        self.notes: list[tuple[int, Fraction]] = []
        self.first: Fraction | None = None  # what stands before the first bar line

    def read(self, body: str) -> tuple[tuple[int, int], ...]:
        for piece in re.split(rf"({INLINE.pattern.replace('(', '(?:')})", body):
            inline = INLINE.fullmatch(piece)
            if inline and inline[1] == "L":
                self.unit = unit(inline[2], self.beat)
            elif inline and inline[1] == "K":
                changed = key(inline[2])
                if not changed:
                    return ()
                self.scale = changed[2]
            else:
                for found in PART.finditer(UNHEARD.sub("", piece)):
                    self.take(found)
        if any((ticks * QUARTER).denominator != 1 for _, ticks in self.notes):
            return ()
        return tuple((pitch, int(ticks * QUARTER)) for pitch, ticks in self.notes)

    def upbeat(self) -> int:
        """The ticks before the first bar line, whole bars left out."""
        return int((self.first or Fraction(0)) * QUARTER) % int(4 * QUARTER * Fraction(*self.beat))

    def take(self, found: re.Match[str]) -> None:
        g = found.groups()
        if found["note"]:
            self.sound(self.pitch(g[1], g[2], g[3]), _length(g[4], g[5], g[6]))
        elif found["rest"]:
            self.sound(REST, _length(g[8], g[9], g[10]))
        elif found["chord"]:
            inside = [self.pitch(n[0], n[1], n[2]) for n in re.findall(NOTE, found["chord"])]
            first = re.findall(NOTE, found["chord"])[0]
            self.sound(max(inside), _length(first[3], first[4], first[5]) * _length(g[18], g[19], g[20]))
        elif found["tuplet"]:
            self.tuplet(int(found["tuplet"]), g[22], g[23])
        elif found["bar"]:
            self.altered = {}
            if self.first is None and self.notes:
                self.first = sum((length for _, length in self.notes), Fraction(0))
        elif found["tie"]:
            self.tied = bool(self.notes)
        elif found["broken"] and self.notes:
            self.broken(found["broken"])

    def tuplet(self, p: int, q: str | None, r: str | None) -> None:
        """(p:q:r puts p notes into the time of q, for the next r notes."""
        compound = self.beat[0] % 3 == 0 and self.beat[0] > 3
        usual = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(p, 3 if compound else 2)
        self.factor, self.left = Fraction(int(q) if q else usual, p), int(r) if r else p

    def broken(self, signs: str) -> None:
        """a>b: the one before takes half of what the one after has; a<b the other way round."""
        part = Fraction(1, 2 ** len(signs))
        before, self.owed = (2 - part, part) if signs[0] == ">" else (part, 2 - part)
        self.notes[-1] = (self.notes[-1][0], self.notes[-1][1] * before)

    def pitch(self, sign: str, letter: str, marks: str) -> int:
        octave = (5 if letter.islower() else 4) + marks.count("'") - marks.count(",")
        name = letter.upper()
        if sign:
            self.altered[name, octave] = sign.count("^") - sign.count("_")
        by = self.altered.get((name, octave), self.scale.get(name, 0))
        return 12 * (octave + 1) + STEPS[name] + by

    def sound(self, pitch: int, length: Fraction) -> None:
        length *= self.unit * self.owed
        self.owed = Fraction(1)
        if self.left:
            length, self.left = length * self.factor, self.left - 1
        if self.tied and self.notes[-1][0] == pitch:
            self.notes[-1] = (pitch, self.notes[-1][1] + length)
        elif length > 0:
            self.notes.append((pitch, length))
        self.tied = False

"""The kinds of settings: how a value of a link is parsed and bounded, and written again.  No Streamlit here."""

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Setting:
    label: str
    help: str | None = None


@dataclass(frozen=True)
class Number(Setting):
    low: float
    high: float
    step: float

    def parse(self, raw: str) -> float:
        value = float(raw)
        if not (math.isfinite(value) and self.low <= value <= self.high):
            raise ValueError(f"it must be a number from {self.low} to {self.high}")
        if isinstance(self.low, int) and not value.is_integer():
            raise ValueError("it must be a whole number")
        return type(self.low)(value)


@dataclass(frozen=True)
class Choice(Setting):
    options: tuple[str, ...]

    def parse(self, raw: str) -> str:
        if raw not in self.options:
            few = len(self.options) <= 20
            raise ValueError(f"it must be one of {', '.join(self.options)}" if few else "it is none of the names that are known")
        return raw


@dataclass(frozen=True)
class Flag(Setting):
    def parse(self, raw: str) -> bool:
        if raw.lower() not in ("true", "false"):
            raise ValueError("it must be true or false")
        return raw.lower() == "true"


@dataclass(frozen=True)
class Text(Setting):
    longest: int

    def parse(self, raw: str) -> str:
        if len(raw) > self.longest:
            raise ValueError(f"it has {len(raw):,} characters, and at most {self.longest:,} are read")
        return raw.translate(dict.fromkeys((0, 0xFFFD, 10, 13)))


@dataclass(frozen=True)
class Places(Setting):
    """Places in a text, counted from 0, as one short word of a link: 4.7.12"""

    last: int

    def parse(self, raw: str) -> tuple[int, ...]:
        if len(raw) > 5 * self.last:
            raise ValueError("it names too many places")
        found = tuple(sorted({int(part) for part in raw.split(".") if part}))
        if any(not 0 <= k <= self.last for k in found):
            raise ValueError(f"places lie between 0 and {self.last}")
        return found


@dataclass(frozen=True)
class Numbers(Setting):
    """At most so many numbers side by side: 1.0 -0.5 0.25"""

    low: float
    high: float
    most: int

    @property
    def longest(self) -> int:
        return 25 * self.most

    def parse(self, raw: str) -> tuple[float, ...]:
        if len(raw) > self.longest or len(parts := raw.replace(",", " ").split()) > self.most:
            raise ValueError(f"it holds more than {self.most} numbers")
        found = tuple(float(part) for part in parts)
        if not all(self.low <= one <= self.high for one in found):
            raise ValueError(f"it must hold numbers from {self.low} to {self.high}")
        return found


@dataclass(frozen=True)
class Pins(Setting):
    """States that a visitor keeps for comparison: the named settings of the page, the text last, `most` times."""

    names: tuple[str, ...]
    settings: tuple["Number | Choice | Text", ...]
    most: int

    def parse(self, raw: str) -> tuple[tuple[Any, ...], ...]:
        lines = [line for line in raw.split("\n") if line]
        if len(lines) > self.most:
            raise ValueError(f"it holds {len(lines)} pins, and there is room for {self.most}")
        return tuple(self._pin(line) for line in lines)

    def _pin(self, line: str) -> tuple[Any, ...]:
        parts = line.split("~", len(self.settings) - 1)
        if len(parts) != len(self.settings):
            raise ValueError("it is no pin of this page")
        return tuple(setting.parse(part) for setting, part in zip(self.settings, parts, strict=True))


def as_text(value: Any) -> str:
    """A setting's value as a link has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, tuple):
        return str(value)
    if value and isinstance(value[0], tuple):
        return "\n".join("~".join(str(part) for part in one) for one in value)
    return (" " if value and isinstance(value[0], float) else ".").join(map(str, value))

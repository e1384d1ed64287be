"""How a page's state is declared once: each setting's name in the link, its default, its bounds.

    class Playground(Knobs, page="playground"):
        sentence: str = text(600, default="the color of the sky is", label="Sentence")
        filler: int = number(0, 80, default=0, label="Filler words")

    Playground(filler=12).link()                   # "playground?sentence=the+color+…&filler=12"
    Playground.read({"filler": "9999"})            # (the state at its defaults, ["filler=9999 is …"])

No Streamlit here, so that the contract of every link is tested in microseconds.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self, dataclass_transform
from urllib.parse import urlencode

START = "home"  # the page whose address is the app's own


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
    return ".".join(map(str, value))


def number(low: float, high: float, *, default: float, label: str, step: float = 1, help: str | None = None) -> Any:
    return field(default=default, metadata={"setting": Number(low, high, step, label=label, help=help)})


def choice(*options: str, default: str, label: str, help: str | None = None) -> Any:
    return field(default=default, metadata={"setting": Choice(options, label=label, help=help)})


def flag(*, default: bool, label: str, help: str | None = None) -> Any:
    return field(default=default, metadata={"setting": Flag(label=label, help=help)})


def text(longest: int, *, default: str, label: str, help: str | None = None) -> Any:
    return field(default=default, metadata={"setting": Text(longest, label=label, help=help)})


def places(last: int, *, label: str, help: str | None = None) -> Any:
    return field(default=(), metadata={"setting": Places(last, label=label, help=help)})


def pins(most: int, *, label: str, **fields: Any) -> Any:
    """`fields`: those of the page that a pin holds, as declared; the text last."""
    settings = tuple(f.metadata["setting"] for f in fields.values())
    return field(default=(), metadata={"setting": Pins(tuple(fields), settings, most, label=label)})


def shared(page: type["PageState"], name: str) -> Any:
    """A setting that another page has, too: one declaration, because Streamlit carries its value from page to page."""
    declared = page.__dataclass_fields__[name]  # type: ignore[attr-defined]
    return field(default=declared.default, metadata=declared.metadata)


@dataclass_transform(frozen_default=True)
class PageState:
    """A page's state: one frozen dataclass field a setting.  States of one page may stand side by side: each leaves the
    others' settings in a link alone."""

    page: ClassVar[str]
    names: ClassVar[dict[str, set[str]]] = {}  # of every page's settings

    def __init_subclass__(cls, page: str) -> None:
        cls.page = page
        dataclass(frozen=True)(cls)
        cls.names.setdefault(page, set()).update(f.name for f in fields(cls))  # type: ignore[arg-type]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> tuple[Self, list[str]]:
        """The state a link asks for, and a plain sentence for whatever it asks for in vain."""
        values, refused = cls._parsed(query)
        return cls(**values), list(refused.values())

    @classmethod
    def refused(cls, query: Mapping[str, str]) -> dict[str, str]:
        """The names whose values a link gives in vain, each with that sentence."""
        return cls._parsed(query)[1]

    @classmethod
    def _parsed(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        refused: dict[str, str] = {}
        known = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
        for name, raw in query.items():
            if name in cls.names[cls.page] - known.keys():
                continue
            if name not in known:
                if cls.page != START:  # which took any link, and said nothing, before it had settings
                    refused[name] = (f"This page has no setting called {shorten(name)}; the link's value for it is left out.")
                continue
            try:
                values[name] = known[name].metadata["setting"].parse(raw)
            except ValueError as error:
                reason = str(error) if str(error).startswith(("it ", "places ")) else "it is not a number"
                shown = as_text(known[name].default)
                refused[name] = (f"The link's {name}={shorten(raw)} cannot be used: {reason}. "
                                 + (f"The page shows {shorten(shown)} instead." if shown else "It is left out."))
        return values, refused

    def query(self) -> dict[str, str]:
        """Every setting, defaults too: a shared link must outlive a change of defaults."""
        return {f.name: as_text(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]

    def link(self) -> str:
        """Relative to where the app stands; Start has no name in the address."""
        return f"{'./' if self.page == START else self.page}?{urlencode(self.query())}"


def shorten(text: str, longest: int = 60) -> str:
    """In quotes, cut after `longest` characters, without signs that cannot be shown."""
    visible = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return f"“{visible if len(visible) <= longest else visible[:longest] + '…'}”"

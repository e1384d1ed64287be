"""How a page's state is declared once: each setting's name in the link, its default, its bounds.

    class Playground(Knobs, page="playground"):
        sentence: str = text(600, default="the color of the sky is", label="Sentence")
        filler: int = number(0, 80, default=0, label="Filler words")

    Playground(filler=12).link()                   # "playground?sentence=the+color+…&filler=12"
    Playground.read({"filler": "9999"})            # (the state at its defaults, ["filler=9999 is …"])

**A changed default changes no old link.**  A link says by its `v` which defaults it was made with; one without is of version 1.  The
newest is VERSION; `before={1: 400}` at a setting says what its default was up to version 1.

No Streamlit here, so that the contract of every link is tested in microseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self, dataclass_transform
from urllib.parse import urlencode

from pages.common.setting_kinds import Choice, Flag, Number, Numbers, Pins, Places, Setting, Text, as_text

START = "home"  # the page whose address is the app's own
VERSION = 2  # of the defaults
Before = dict[int, Any] | None  # version: the default up to it


def _declared(setting: Setting, default: Any, before: Before = None) -> Any:
    return field(default=default, metadata={"setting": setting, "before": before or {}})


def number(low: float, high: float, *, default: float, label: str, step: float = 1, help: str | None = None, before: Before = None) -> Any:
    return _declared(Number(low, high, step, label=label, help=help), default, before)


def choice(*options: str, default: str, label: str, help: str | None = None, before: Before = None) -> Any:
    return _declared(Choice(options, label=label, help=help), default, before)


def flag(*, default: bool, label: str, help: str | None = None, before: Before = None) -> Any:
    return _declared(Flag(label=label, help=help), default, before)


def text(longest: int, *, default: str, label: str, help: str | None = None, before: Before = None) -> Any:
    return _declared(Text(longest, label=label, help=help), default, before)


def places(last: int, *, label: str, help: str | None = None) -> Any:
    return _declared(Places(last, label=label, help=help), ())


def numbers(most: int, low: float, high: float, *, default: tuple[float, ...] = (), label: str, help: str | None = None) -> Any:
    return _declared(Numbers(low, high, most, label=label, help=help), default)


def pins(most: int, *, label: str, default: tuple[tuple[Any, ...], ...] = (), before: Before = None, **fields: Any) -> Any:
    """`fields`: those of the page that a pin holds, as declared; the text last."""
    settings = tuple(f.metadata["setting"] for f in fields.values())
    return _declared(Pins(tuple(fields), settings, most, label=label), default, before)


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
        return cls(**cls.defaults(cls.version(query)) | values), list(refused.values())

    @classmethod
    def version(cls, query: Mapping[str, str]) -> int:
        """Whose defaults a link was made with; 1 where it says nothing of use."""
        raw = query.get("v", "1")
        return int(raw) if raw in map(str, range(1, VERSION + 1)) else 1

    @classmethod
    def defaults(cls, version: int) -> dict[str, Any]:
        """Every setting's default in links of this version."""
        return {f.name: next((f.metadata["before"][last] for last in sorted(f.metadata["before"]) if version <= last), f.default)
                for f in fields(cls)}  # type: ignore[arg-type]

    @classmethod
    def has_versions(cls) -> bool:
        """Whether any default of this page has ever changed."""
        return cls.defaults(1) != cls.defaults(VERSION)

    @classmethod
    def refused(cls, query: Mapping[str, str]) -> dict[str, str]:
        """The names whose values a link gives in vain, each with that sentence."""
        return cls._parsed(query)[1]

    @classmethod
    def _parsed(cls, query: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        refused: dict[str, str] = {}
        known = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
        defaults = cls.defaults(cls.version(query))
        for name, raw in query.items():
            if name in cls.names[cls.page] - known.keys():
                continue
            if name == "v":
                if raw != str(cls.version(query)):
                    refused[name] = f"The link's v={shorten(raw)} cannot be used: it must be a number from 1 to {VERSION}. It is left out."
                continue
            if name not in known:
                if cls.page != START:  # which took any link, and said nothing, before it had settings
                    refused[name] = (f"This page has no setting called {shorten(name)}; the link's value for it is left out.")
                continue
            try:
                values[name] = known[name].metadata["setting"].parse(raw)
            except ValueError as error:
                reason = str(error) if str(error).startswith(("it ", "places ")) else "it is not a number"
                shown = as_text(defaults[name])
                refused[name] = (f"The link's {name}={shorten(raw)} cannot be used: {reason}. "
                                 + (f"The page shows {shorten(shown)} instead." if shown else "It is left out."))
        return values, refused

    def query(self) -> dict[str, str]:
        """Every setting, defaults too: a shared link must outlive a change of defaults."""
        return {f.name: as_text(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]

    def link_query(self) -> dict[str, str]:
        return self.query() | {"v": str(VERSION)}

    def link(self) -> str:
        """Relative to where the app stands; Start has no name in the address."""
        return f"{'./' if self.page == START else self.page}?{urlencode(self.link_query())}"


def shorten(text: str, longest: int = 60) -> str:
    """In quotes, cut after `longest` characters, without signs that cannot be shown."""
    visible = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return f"“{visible if len(visible) <= longest else visible[:longest] + '…'}”"

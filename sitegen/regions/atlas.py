"""The hierarchy of regions: world, continents, subregions, countries, their parts, and areas that have no code.

The rule: world → continent → subregion of UN M49 → country → area or subdivision. Continents are Africa, Asia, Europe,
Oceania, North America (which holds M49's Northern America, Central America and Caribbean), South America (whose
countries stand directly under it) and the Antarctic. A country is an entry of ISO 3166-1, or Kosovo (XK). A subdivision
is a first-level entry of ISO 3166-2 (a state, a province, an oblast) that is not a country or an area already. An area
stands under every country that claims it or effectively controls it (as the European Court of Human Rights found for
some), so it can have several parents; it never takes a side.

The data is `data/atlas.tsv` and `data/subdivisions.tsv`, described in `data/README.md`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from sitegen.errors import ConfigError, Problem
from sitegen.regions.customise import Customisation

Kind = Literal["world", "continent", "subregion", "country", "area", "subdivision"]
WORLD = "001"
_FILES = ("atlas.tsv", "subdivisions.tsv")


@dataclass(frozen=True, slots=True)
class Region:
    """One place in the hierarchy. `parents` are codes; only the world has none."""

    code: str
    name: str
    slug: str
    kind: Kind
    parents: tuple[str, ...] = ()


class Atlas:
    """All regions, in a fixed order: from the world down, then by code."""

    def __init__(
        self,
        regions: Mapping[str, Region],
        names: Callable[[], Mapping[str, str]],
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`aliases` and `names` lead from what a user may write, folded by `fold`, to a code.

        An alias wins over a code, and that over a name; names are asked for when something is written that is neither.
        """
        self._regions, self._names, self._aliases = regions, names, aliases
        children: dict[str, list[Region]] = {}
        for region in regions.values():
            for parent in region.parents:
                children.setdefault(parent, []).append(region)
        self._children = {code: tuple(regions) for code, regions in children.items()}

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def get(self, code: str) -> Region | None:
        """The region of exactly this code."""
        return self._regions.get(code)

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions directly under this one, in the atlas's order."""
        return self._children.get(code, ())

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """Every region above this one: nearest first (breadth first, parents in their order), the world last."""
        found: dict[str, Region] = {}
        level = [code]
        while level:
            above = [parent for each in level if (region := self.get(each)) for parent in region.parents]
            level = [parent for parent in dict.fromkeys(above) if parent not in found]
            found.update((parent, self._regions[parent]) for parent in level)
        world = found.pop(WORLD, None)
        return (*found.values(), *((world,) if world else ()))

    def resolve(self, text: str) -> Region | None:
        """The region that a user means by a code, a slug or an English name, in any case."""
        code = self._aliases.get(fold(text)) if self._aliases else None
        if found := self._regions.get(code or text):
            return found
        code = self._names().get(fold(text))
        return self._regions[code] if code else None


def fold(name: str) -> str:
    """A name without case, accents, dots and kinds of dash, to compare what people type."""
    plain = name.replace("’", "'").replace(".", "")
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
        plain = re.sub("[‐‑–]", "-", plain)
    return " ".join(plain.casefold().replace("-", " ").split())


def load_atlas(custom: Customisation | None = None) -> Atlas:
    """The shipped atlas with a site's changes. Raises ConfigError where these name unknown codes or make a circle."""
    if custom is None or custom == Customisation():
        return Atlas(_shipped(), _shipped_names)
    return _customised(dict(_shipped()), custom)


@cache
def _shipped() -> Mapping[str, Region]:
    return MappingProxyType({region.code: region for file in _FILES for region, _ in shipped_rows(file)})


@cache
def _shipped_names() -> Mapping[str, str]:
    aliases: dict[str, str] = {}
    for file in _FILES:
        for region, others in shipped_rows(file):
            for other in others:
                aliases.setdefault(fold(other), region.code)
    return MappingProxyType(_names(_shipped().values(), aliases))


def shipped_rows(file: str) -> Iterator[tuple[Region, tuple[str, ...]]]:
    """The regions of one of the atlas's files, each with its aliases."""
    for line in (Path(__file__).parent / "data" / file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, name, slug, kind, parents, others = line.split("\t")
            region = Region(code, name, slug, cast("Kind", kind), tuple(parents.split()))
            yield region, tuple(filter(None, others.split("|")))


def _names(regions: Iterable[Region], aliases: Mapping[str, str]) -> dict[str, str]:
    """Codes win over names, names over slugs, all of them over aliases: "Congo" is whoever's main name it is."""
    regions = tuple(regions)
    return {
        **aliases,
        **{fold(region.slug): region.code for region in regions},
        **{fold(region.name): region.code for region in regions},
        **{fold(region.code): region.code for region in regions},
    }


def _customised(regions: dict[str, Region], custom: Customisation) -> Atlas:
    for code, own in custom.own.items():
        regions[code] = Region(code, own.name, code, "area", (WORLD,))
    if faults := tuple(_faults(regions, custom)):
        raise ConfigError(_problem(fault, custom) for fault in faults)
    for code, parents in custom.parents.items():
        regions[code] = replace(regions[code], parents=tuple(parents))
    for code, own in custom.own.items():
        for member in own.members:
            regions[member] = replace(regions[member], parents=(*regions[member].parents, code))
    for code, name in custom.names.items():
        regions[code] = replace(regions[code], name=name)
    if circle := _circle(regions):
        message = f"regions stand under each other in a circle: {' → '.join(circle)}"
        keys = [key for code in circle for key in (("own", code), ("parents", code))]
        where = next((place for key in keys if (place := custom.written.get(("regions", *key)))), None)
        raise ConfigError(Problem(message, where, "take one of them out of `parents` or `members`"))
    aliases = {fold(alias): code for alias, code in custom.aliases.items()}
    names = cache(lambda: {**_shipped_names(), **_names(regions.values(), {})})
    return Atlas(regions, names, aliases)


Fault = tuple[tuple[str, ...], str, str]  # the key below [regions], what is wrong, what to do


def _faults(regions: Mapping[str, Region], custom: Customisation) -> Iterator[Fault]:
    yield from _unknown_codes(regions, custom)
    shipped = _shipped()
    slugs = {region.slug for region in shipped.values()}
    for code, own in custom.own.items():
        key = ("own", code)
        if code in shipped:
            yield key, f"this code is already {shipped[code].name}", "choose another"
        elif code in slugs:
            yield key, "this slug belongs to another region", "choose another"
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
            yield key, "not a slug", "use small letters, digits and single hyphens only"
        if not own.name.strip():
            yield (*key, "name"), "it has no name", "give it a `name`"
    for code, name in custom.names.items():
        if not name.strip():
            yield ("names", code), "an empty name", "write one, or take the line out"
    for code, parents in custom.parents.items():
        if code == WORLD:
            yield ("parents", code), "nothing stands above the world", "take the line out"
        elif not parents:
            yield ("parents", code), "nothing above it", f'write ["{WORLD}"] for the world'


def _unknown_codes(regions: Mapping[str, Region], custom: Customisation) -> Iterator[Fault]:
    named = [
        *((("names", code), code) for code in custom.names),
        *((("aliases", alias), code) for alias, code in custom.aliases.items()),
        *((("parents", code), code) for code in custom.parents),
        *((("parents", code), parent) for code, parents in custom.parents.items() for parent in parents),
        *((("own", code, "members"), member) for code, own in custom.own.items() for member in own.members),
        *((("exclude",), code) for code in sorted(custom.exclude)),
    ]
    shipped = Atlas(_shipped(), _shipped_names)
    for key, code in named:
        if code not in regions:
            meant = shipped.resolve(code)
            usual = 'write an ISO 3166-1 code such as "AM", a UN M49 number such as "145", or the slug of an area'
            advice = f'did you mean "{meant.code}", {meant.name}?' if meant else usual
            yield key, f"no region has the code {code!r}", advice


def _problem(fault: Fault, custom: Customisation) -> Problem:
    key, message, advice = fault
    return Problem(f"[regions] {'.'.join(key)}: {message}", custom.place(("regions", *key)), advice)


def _circle(regions: Mapping[str, Region]) -> tuple[str, ...]:
    """The codes of one circle of parents, or nothing. Depth first, with the path walked so far."""
    done: set[str] = set()

    def walk(code: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if code in path:
            return (*path[path.index(code) :], code)
        if code in done:
            return ()
        for parent in regions[code].parents:
            if circle := walk(parent, (*path, code)):
                return circle
        done.add(code)
        return ()

    return next((circle for code in sorted(regions) if (circle := walk(code, ()))), ())

"""Builds `data/subdivisions.tsv`: the first-level parts of countries (ISO 3166-2) as regions of the atlas.

    python -m sitegen.regions.build_subdivisions --subdivisions DIR --containment FILE

Reads two npm packages of Unicode CLDR (see `data/README.md`): `cldr-subdivisions-full` has the names, and the file
`supplemental/subdivisionContainment.json` of `cldr-core` says which parts are of the first level.

A part whose country's atlas already has an entry for it (a country's own code such as FR-GF, or an area that names the
part's code among its aliases) gets no second one. A name that another region bears too is followed by its country's.
A slug, once published, never changes: it is taken over from the file as it is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen.regions.atlas import Region, fold, shipped_rows

DATA = Path(__file__).parent / "data"
_WITHDRAWN = frozenset({"IR-22"})  # ISO's former code of Markazi, which CLDR lists beside the present one
HEAD = "# code\tname\tslug\tkind\tparents\taliases; built by build_subdivisions.py, sources: see README.md"


def main() -> None:
    """Reads the sources, writes the file, says how many parts it has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subdivisions", type=Path, required=True, help="the folder of cldr-subdivisions-full")
    parser.add_argument("--containment", type=Path, required=True, help="subdivisionContainment.json of cldr-core")
    options = parser.parse_args()
    names = json.loads((options.subdivisions / "subdivisions" / "en" / "en.json").read_text("utf-8"))
    contained = json.loads(options.containment.read_text("utf-8"))["supplemental"]["subdivisionContainment"]
    path = DATA / "subdivisions.tsv"
    lines = list(_lines(names["subdivisions"]["localeDisplayNames"]["subdivisions"], contained, _published(path)))
    path.write_text("\n".join([HEAD, *lines, ""]), "utf-8")
    print(f"{path}: {len(lines):,} parts of countries")


def _published(path: Path) -> dict[str, str]:
    """The slugs of the file as it is, by code."""
    lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
    return {line.split("\t")[0]: line.split("\t")[2] for line in lines}


def _own_names() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in (DATA / "sources" / "subdivisions.tsv").read_text("utf-8").splitlines()[1:])
    return {code: tuple(names.split("|")) for code, names in rows}


class _Part(NamedTuple):
    """A part of a country as the sources have it."""

    code: str
    country: Region
    name: str
    aliases: tuple[str, ...]


def _lines(
    names: Mapping[str, str], contained: Mapping[str, Mapping[str, list[str]]], published: Mapping[str, str]
) -> Iterator[str]:
    others = tuple(shipped_rows("atlas.tsv"))
    taken = Counter(fold(name) for region, aliases in others for name in {region.name, *aliases})
    known = {alias for _, aliases in others for alias in aliases}
    parts = [part for part in _parts(names, contained, [region for region, _ in others]) if part.code not in known]
    taken.update(fold(part.name) for part in parts)
    slugs = set(published.values())
    for part in sorted(parts):
        slug = published.get(part.code) or _slug(f"{part.country.slug} {part.name}", part.code, slugs)
        slugs.add(slug)
        name = part.name if taken[fold(part.name)] == 1 else f"{part.name}, {part.country.name}"
        yield "\t".join([part.code, name, slug, "subdivision", part.country.code, "|".join(part.aliases)])


def _parts(
    names: Mapping[str, str], contained: Mapping[str, Mapping[str, list[str]]], regions: Iterable[Region]
) -> Iterator[_Part]:
    own = _own_names()
    for country in regions:
        for lower in contained.get(country.code, {}).get("_contains", ()) if country.kind == "country" else ():
            code = f"{country.code}-{lower[2:].upper()}"
            name, *aliases = own.get(code, (_plain(names.get(lower, "")),))
            if name and code not in _WITHDRAWN:
                yield _Part(code, country, name, tuple(aliases))


def _plain(name: str) -> str:
    """CLDR's name without its footnote marks, its country, and the long vowels that papers do not write."""
    return name.partition(",")[0].translate(str.maketrans("ĀāĒēĪīŌōŪū–", "AaEeIiOoUu-", "²†")).strip()


def _slug(name: str, code: str, taken: set[str]) -> str:
    """ASCII letters and digits with hyphens between; the code's own part behind where a country has a name twice."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name).translate(str.maketrans("ıłøđəŏʻ", "ilodeo'"))).strip("-")
    return slug if slug not in taken else f"{slug}-{code.split('-')[1].lower()}"


if __name__ == "__main__":
    main()

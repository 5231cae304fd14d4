"""From entries to a `Site`: the order of reading, the taxonomies, and what collides.

After this step no article can be added: everything a page may show is in the site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from sitegen.entry import Card, Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.regions.atlas import WORLD, Atlas, Region
from sitegen.site.views import Period, Row, Term
from sitegen.slugs import slugify


@dataclass(frozen=True, slots=True)
class Group:
    """The articles that share a term, newest first."""

    term: Term
    rows: tuple[Row, ...]


Groups = Mapping[str, Group]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that pages can be made of.

    `rows` are all articles, newest first and undated ones last; `entries` finds an entry by its permalink. Groups are
    keyed by their permalink, in the order in which people look for them; those of `regions` hold the articles of every
    region below. `regions_of` gives the regions of an article's permalink, the most relevant first. `moved` leads from
    old addresses to the permalink that each has now.
    """

    rows: tuple[Row, ...]
    pages: tuple[Entry, ...]
    entries: Mapping[str, Entry]
    regions: Groups
    tags: Groups
    sources: Groups
    authors: Groups
    dates: Groups
    regions_of: Mapping[str, tuple[Region, ...]]
    moved: Mapping[str, str]
    warnings: tuple[Problem, ...]


def assemble(entries: Iterable[Entry], atlas: Atlas, moved: Mapping[str, str]) -> Site:
    """The site that `entries` make; `moved` are the earlier addresses that the ledger knows.

    Raises ContentError where two files claim one address.
    """
    known = _by_permalink(entries)
    pages = tuple(entry for entry in known.values() if entry.card.kind == "page")
    articles = sorted((entry for entry in known.values() if entry.card.kind == "article"), key=_newest_first)
    warnings: list[Problem] = []
    regions_of = {entry.card.permalink: _regions(entry.card, atlas, warnings) for entry in articles}
    rows = tuple(_row(entry.card, regions_of[entry.card.permalink]) for entry in articles)
    return Site(
        rows=rows,
        pages=pages,
        entries=known,
        regions=_region_groups(rows, regions_of, atlas),
        tags=_named_groups(rows, tag_terms),
        sources=_named_groups(rows, lambda card: (source,) if (source := source_term(card)) else ()),
        authors=_named_groups(rows, author_terms),
        dates=_grouped(rows, lambda row: date_terms(row.card.date)),
        regions_of=regions_of,
        moved=_redirects(known, moved, warnings),
        warnings=tuple(warnings),
    )


def _by_permalink(entries: Iterable[Entry]) -> dict[str, Entry]:
    known: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in sorted(entries, key=lambda entry: entry.card.file):
        card = entry.card
        if other := known.setdefault(card.permalink, entry):
            if other is entry:
                continue
            message = f"the address {card.permalink} is also claimed by {other.card.file}"
            problems.append(Problem(message, Location(card.file, 1), "rename either file"))
    if problems:
        raise ContentError(problems)
    return known


def _newest_first(entry: Entry) -> tuple[bool, tuple[int, ...], str]:
    return entry.card.date is None, tuple(-part for part in _moment(entry.card.date)), entry.card.permalink


def _moment(date: dt.date | None) -> tuple[int, ...]:
    """The day and time as written, whatever the offset: a reader of the page saw this day."""
    if date is None:
        return ()
    time = (date.hour, date.minute, date.second) if isinstance(date, dt.datetime) else (0, 0, 0)
    return date.year, date.month, date.day, *time


# --- terms ------------------------------------------------------------------------------------------------------------


def region_term(region: Region, count: int = 0) -> Term:
    """The page of a region."""
    return _region_term(region.name, region.slug, count)


@cache
def _region_term(name: str, slug: str, count: int) -> Term:
    return Term(name, f"/regions/{slug}/", count)


def tag_terms(card: Card) -> tuple[Term, ...]:
    """The pages of an article's tags."""
    return _terms("tags", card.tags)


def author_terms(card: Card) -> tuple[Term, ...]:
    """The pages of an article's authors."""
    return _terms("authors", card.authors)


def source_term(card: Card) -> Term | None:
    """The page of the paper that an article appeared in."""
    return next(iter(_terms("sources", (card.site,))), None)


def date_terms(date: dt.date | None) -> tuple[Term, ...]:
    """The pages of a date's year, month and day."""
    if date is None:
        return ()
    year, month, day = f"/{date.year:04}/", f"{date.month:02}/", f"{date.day:02}/"
    return (
        Term("", year, period=Period(date.year)),
        Term("", year + month, period=Period(date.year, date.month)),
        Term("", year + month + day, period=Period(date.year, date.month, date.day)),
    )


def _terms(kind: str, names: Iterable[str]) -> tuple[Term, ...]:
    return tuple(term for name in names if (term := _term(kind, name)))


@cache
def _term(kind: str, name: str) -> Term | None:
    """One term for all the articles that have it: they are many."""
    slug = slugify(name)
    return Term(name, f"/{kind}/{slug}/") if slug else None


def _regions(card: Card, atlas: Atlas, warnings: list[Problem]) -> tuple[Region, ...]:
    found: dict[str, Region] = {}
    for written in card.regions:
        if region := atlas.resolve(written):
            found.setdefault(region.code, region)
        else:
            advice = 'write a code such as "AM", or the slug of a region page'
            warnings.append(Problem(f"unknown region `{written}`", Location(card.file), advice))
    return tuple(found.values())


def _row(card: Card, regions: tuple[Region, ...]) -> Row:
    return Row(card, tuple(map(region_term, regions)), source_term(card))


# --- groups -----------------------------------------------------------------------------------------------------------


def _grouped(rows: Iterable[Row], terms: Callable[[Row], Iterable[Term]]) -> dict[str, Group]:
    """Rows by the permalinks of their terms; a term is named as its first article names it."""
    members: dict[str, tuple[Term, list[Row]]] = {}
    for row in rows:
        for permalink, term in {term.permalink: term for term in terms(row)}.items():
            members.setdefault(permalink, (term, []))[1].append(row)
    return {permalink: Group(_counted(term, len(found)), tuple(found)) for permalink, (term, found) in members.items()}


def _counted(term: Term, count: int) -> Term:
    return Term(term.name, term.permalink, count, term.period)


def _named_groups(rows: Iterable[Row], terms: Callable[[Card], Iterable[Term]]) -> dict[str, Group]:
    groups = _grouped(rows, lambda row: terms(row.card))
    return dict(sorted(groups.items(), key=lambda item: (item[1].term.name.casefold(), item[0])))


def _region_groups(rows: Iterable[Row], regions_of: Mapping[str, tuple[Region, ...]], atlas: Atlas) -> dict[str, Group]:
    """Groups of every region that is named or lies above a named one, the world left out, in the atlas's order."""
    above = {region.code: atlas.ancestors(region.code) for found in regions_of.values() for region in found}

    def terms(row: Row) -> Iterator[Term]:
        for region in regions_of[row.card.permalink]:
            for each in (region, *above[region.code]):
                if each.code != WORLD:
                    yield region_term(each)

    groups = _grouped(rows, terms)
    permalinks = (region_term(region).permalink for region in atlas)
    return {permalink: groups[permalink] for permalink in permalinks if permalink in groups}


# --- addresses that moved ---------------------------------------------------------------------------------------------


def _redirects(known: Mapping[str, Entry], moved: Mapping[str, str], warnings: list[Problem]) -> dict[str, str]:
    """Old addresses, from the ledger and from `aliases`, that no file has now."""
    redirects = {old: new for old, new in sorted(moved.items()) if new in known and old not in known}
    for entry in known.values():
        for alias in entry.card.aliases:
            old = f"/{unquote(alias).removeprefix('/')}"
            if not _is_path(old) or old in known or redirects.get(old, entry.card.permalink) != entry.card.permalink:
                message = f"the alias {alias} leads elsewhere or nowhere"
                warnings.append(Problem(message, Location(entry.card.file), "take it out of `aliases`"))
                continue
            redirects[old] = entry.card.permalink
    return redirects


def _is_path(address: str) -> bool:
    """Whether a web server can show a file at `address`: names that every file system takes, with slashes between."""
    names = address.strip("/").split("/")
    return all(name.strip(".") and name.isprintable() and len(name.encode()) <= 200 for name in names) and not (
        set(address) & set('\\:*?"<>|#')
    )

"""Terms: which lists an article is in, as the pages of those lists are called and addressed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, TypeAlias

from sitegen.entry import Card
from sitegen.regions.atlas import WORLD, Atlas, Region
from sitegen.site.views import Period, Row, Term
from sitegen.slugs import slugify

ARCHIVE = "/"  # the permalink of the list of all articles

TermKind: TypeAlias = Literal["archive", "regions", "tags", "sources", "authors", "dates"]

_PERIOD = re.compile(r"/(\d{4})/(?:(\d{2})/(?:(\d{2})/)?)?")


def kind_of(permalink: str) -> TermKind:
    """What kind of term has its page at `permalink`.

    >>> kind_of("/tags/water/"), kind_of("/2024/04/"), kind_of("/")
    ('tags', 'dates', 'archive')
    """
    match permalink.split("/", 2)[1]:
        case "regions" | "tags" | "sources" | "authors" as kind:
            return kind
        case "":
            return "archive"
        case _:
            return "dates"


def term_at(permalink: str, name: str, count: int) -> Term:
    """The term of a list that is kept under its permalink."""
    return Term(name, permalink, count, _period(permalink))


def _period(permalink: str) -> Period | None:
    found = _PERIOD.fullmatch(permalink)
    if found is None:
        return None
    year, month, day = found.groups()
    return Period(int(year), int(month) if month else None, int(day) if day else None)


def row_of(card: Card, atlas: Atlas) -> Row:
    """An article as lists show it."""
    return Row(card, tuple(map(region_term, regions_of(card, atlas))), source_term(card))


def lists_of(row: Row, atlas: Atlas) -> dict[str, Term]:
    """The terms of all lists that show an article, by their permalinks.

    A region's list holds the articles of every region below it too; the world's is the archive.
    """
    terms = [Term("", ARCHIVE), *date_terms(row.card.date), *tag_terms(row.card), *author_terms(row.card)]
    for region in regions_of(row.card, atlas):
        terms += (region_term(each) for each in (region, *atlas.ancestors(region.code)) if each.code != WORLD)
    if row.source:
        terms.append(row.source)
    return {term.permalink: term for term in terms}


def regions_of(card: Card, atlas: Atlas) -> tuple[Region, ...]:
    """The regions of an article, the most relevant first."""
    found = (atlas.resolve(written) for written in card.regions)
    return tuple({region.code: region for region in found if region}.values())


def unknown_regions(card: Card, atlas: Atlas) -> tuple[str, ...]:
    """What an article names as its regions and is none."""
    return tuple(written for written in card.regions if not atlas.resolve(written))


def region_term(region: Region) -> Term:
    """The page of a region."""
    return _region_term(region.name, region.slug)


@cache
def _region_term(name: str, slug: str) -> Term:
    return Term(name, f"/regions/{slug}/")


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
    return _date_terms(date.year, date.month, date.day) if date else ()


@cache
def _date_terms(year: int, month: int, day: int) -> tuple[Term, ...]:
    return (
        Term("", f"/{year:04}/", period=Period(year)),
        Term("", f"/{year:04}/{month:02}/", period=Period(year, month)),
        Term("", f"/{year:04}/{month:02}/{day:02}/", period=Period(year, month, day)),
    )


def _terms(kind: str, names: Iterable[str]) -> tuple[Term, ...]:
    return tuple(term for name in names if (term := _term(kind, name)))


@cache
def _term(kind: str, name: str) -> Term | None:
    """One term for all the articles that have it: they are many."""
    slug = slugify(name)
    return Term(name, f"/{kind}/{slug}/") if slug else None

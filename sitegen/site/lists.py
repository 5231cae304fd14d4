"""What a page of a list shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import TypedDict

from sitegen.regions.atlas import WORLD, Atlas, Region
from sitegen.site.order import name_key
from sitegen.site.paths import has_list_address, list_page, pages_of
from sitegen.site.shelf import Group, Site
from sitegen.site.terms import TermKind, kind_of, region_term
from sitegen.site.views import ListKind, ListView, Pagination, Period, PlaceView, Row, Term

_KINDS: Mapping[TermKind, ListKind] = MappingProxyType(
    {
        "archive": "archive",
        "regions": "region",
        "tags": "tag",
        "sources": "source",
        "authors": "author",
        "dates": "date",
    }
)


class _Around(TypedDict, total=False):
    """Where a list stands among others."""

    crumbs: tuple[Term, ...]
    inside: tuple[Term, ...]
    years: tuple[Term, ...]
    feeds: bool
    place: PlaceView


def find_list(site: Site, permalink: str) -> tuple[Group, int] | None:
    """The list, and the number of the page of it, that has this address."""
    base, number = list_page(permalink)
    group = site.group(base) if has_list_address(base) else None
    return (group, number) if group and number <= pages_of(group.term.count, site.scope.per_page) else None


def list_view(site: Site, group: Group, number: int) -> ListView:
    """Page `number` of the list of `group`."""
    pagination, rows = page_of_rows(site, group, number)
    kind = _KINDS[kind_of(group.term.permalink)]
    around = _around(site, kind, group)
    if number == 1 and kind != "archive":
        around |= _on_the_first_page(site, kind, group)
    return ListView(kind, group.term, rows, pagination, **around)


def _around(site: Site, kind: ListKind, group: Group) -> _Around:
    match kind:
        case "region":
            path = reversed(_first_line(site.regions[group.term.permalink].code, site.atlas))
            above = (region_term(region) for region in path if region.code != WORLD)
            return _Around(crumbs=(Term("", "/regions/"), *above), feeds=True)
        case "date":
            return _Around(crumbs=_periods_around(site.terms("dates"), group.term))
        case _:
            return _Around()


def _on_the_first_page(site: Site, kind: ListKind, group: Group) -> _Around:
    match kind:
        case "region":
            from sitegen.site.places import places_of  # noqa: PLC0415 - it loads the shapes of all lands

            region, terms = site.regions[group.term.permalink], site.terms("regions")
            inside = (terms.get(region_term(child).permalink) for child in site.atlas.children(region.code))
            return _Around(
                inside=tuple(sorted((term for term in inside if term), key=largest_first)),
                years=years(site, group),
                place=places_of(site).of(region, group),
            )
        case "date":
            return _Around(inside=periods_inside(site.terms("dates"), group.term))
        case _:
            return _Around(years=years(site, group))


def page_of_rows(site: Site, group: Group, number: int) -> tuple[Pagination, tuple[Row, ...]]:
    """The rows on page `number` of a list, and where that page is."""
    size = site.scope.per_page
    rows = site.rows(group)[(number - 1) * size : number * size]
    return Pagination(number, pages_of(group.term.count, size), group.term.permalink), rows


def largest_first(term: Term) -> tuple[object, ...]:
    """What sorts terms by how much there is of each."""
    return -term.count, name_key(term.name), term.permalink


# --- years ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def year_groups(site: Site) -> tuple[Group, ...]:
    """The groups of all years, latest first."""
    found = (term for term in site.terms("dates").values() if term.period and term.period.month is None)
    groups = (site.group(term.permalink) for term in found)
    return tuple(sorted((group for group in groups if group), key=lambda group: group.term.permalink, reverse=True))


def years(site: Site, group: Group) -> tuple[Term, ...]:
    """The years of a list, latest first, each leading to the page of the list on which it begins.

    The articles of a year stand next to each other in every list, so that its first and last place tell.
    """
    pages = Pagination(1, 1, group.term.permalink)
    found: list[Term] = []
    for year in year_groups(site):
        first, last = bisect_left(group.places, year.places[0]), bisect_right(group.places, year.places[-1])
        if last > first:
            found.append(Term("", pages.at(first // site.scope.per_page + 1), last - first, year.term.period))
    return tuple(found)


# --- regions ----------------------------------------------------------------------------------------------------------


def _first_line(code: str, atlas: Atlas) -> list[Region]:
    """The regions above `code` along first parents, nearest first: a breadcrumb has one line."""
    line: list[Region] = []
    while (region := atlas.get(code)) and region.parents and (parent := atlas.get(region.parents[0])):
        line.append(parent)
        code = parent.code
    return line


# --- dates ------------------------------------------------------------------------------------------------------------


def _periods_around(dates: Mapping[str, Term], term: Term) -> tuple[Term, ...]:
    """The year and the month of a day, the year of a month."""
    parts = term.permalink.strip("/").split("/")
    above = ("/".join(["", *parts[:depth], ""]) for depth in range(1, len(parts)))
    return tuple(replace(dates[permalink], count=0) for permalink in above)


def periods_inside(dates: Mapping[str, Term], term: Term) -> tuple[Term, ...]:
    """The months of a year, or the days of a month, that have articles."""
    period = term.period or Period(0, 0, 0)
    numbers = range(1, 13) if period.month is None else range(1, 32) if period.day is None else ()
    candidates = (dates.get(f"{term.permalink}{number:02}/") for number in numbers)
    return tuple(found for found in candidates if found)

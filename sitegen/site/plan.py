"""The plan of a site: which pages it has, and what each shows. Nothing else is ever built.

`paths` tells them all, `page` what the one at a path shows. Each is worked out by itself, from the part of the site
that it is made of; `site/affected.py` tells which pages a change of that makes others.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from sitegen.entry import Card
from sitegen.errors import ContentError, Location, Problem
from sitegen.site.lists import find_list, list_view
from sitegen.site.overview import home_view, index_view
from sitegen.site.paths import HOME, INDEXES, SITEMAP, feeds_of, list_path, output_path, pages_of, permalink_of
from sitegen.site.related import related
from sitegen.site.shelf import Group, Placed, Site
from sitegen.site.terms import ARCHIVE, TermKind, author_terms, date_terms, tag_terms
from sitegen.site.views import (
    ArticleView,
    FeedItem,
    FeedView,
    IndexKind,
    Neighbour,
    NotFoundView,
    Page,
    PageView,
    RedirectView,
    RobotsView,
    SitemapView,
    View,
)

FEED_LENGTH = 20
_FORMATS: Mapping[str, Literal["atom", "json"]] = MappingProxyType({"xml": "atom", "json": "json"})
_LISTED: tuple[TermKind, ...] = ("archive", "regions", "tags", "sources", "authors", "dates")


def paths(site: Site) -> Iterator[str]:
    """The output path of every page; one that two pages claim comes twice."""
    yield from (path for path, _ in _for_people(site))
    for permalink in (ARCHIVE, *site.terms("regions")):
        yield from feeds_of(permalink)
    yield from ("404.html", SITEMAP, "robots.txt")
    yield from site.shelf.redirects()


def page(site: Site, path: str) -> Page | None:
    """The page at an output path; `None` where there is none."""
    if view := _ALONE.get(path):
        return Page(path, view(site))
    if permalink := permalink_of(path):
        if found := find_list(site, permalink):
            return Page(path, list_view(site, *found))
        if placed := site.shelf.find(permalink):
            return _own_page(site, path, placed)
    if feed := _find_feed(site, path):
        return _feed(site, path, *feed)
    if target := site.shelf.redirects().get(path):
        placed = site.shelf.find(target)
        return Page(path, RedirectView(target, placed.entry.card.title)) if placed else None
    return None


def page_exists(site: Site, path: str) -> bool:
    """Whether there is a page at an output path that is no redirect."""
    if path in _ALONE or _find_feed(site, path):
        return True
    permalink = permalink_of(path)
    return bool(permalink and (find_list(site, permalink) or site.shelf.find(permalink)))


def refuse_collisions(site: Site, permalinks: Iterable[str]) -> None:
    """Raises ContentError where an article or page at one of `permalinks` claims the address of a list of the site."""
    problems: list[Problem] = []
    for permalink in permalinks:
        path = output_path(permalink)
        if (path in _ALONE or find_list(site, permalink)) and (placed := site.shelf.find(permalink)):
            where = Location(placed.entry.card.file, 1)
            problems.append(Problem(f"the address /{path} belongs to a list of the site", where, "rename the file"))
    if problems:
        raise ContentError(problems)


def _for_people(site: Site) -> Iterator[tuple[str, dt.date | None]]:
    """The path of every page but those for machines, with the day it was last changed, where one is known."""
    yield HOME, None
    yield from ((path, None) for path in _further_pages(ARCHIVE, site.archive.term.count, site))
    yield from ((output_path(permalink), day) for permalink, day in site.shelf.addresses())
    for entry in site.shelf.own_pages():
        yield output_path(entry.card.permalink), changed_on(entry.card)
    yield from ((path, None) for path in INDEXES.values())
    for kind in _LISTED[1:]:
        for permalink, term in site.terms(kind).items():
            yield output_path(permalink), None
            yield from ((path, None) for path in _further_pages(permalink, term.count, site))


def _further_pages(permalink: str, count: int, site: Site) -> Iterator[str]:
    """The second and all further pages of a list."""
    return (list_path(permalink, number) for number in range(2, pages_of(count, site.scope.per_page) + 1))


# --- articles and pages -----------------------------------------------------------------------------------------------


def _own_page(site: Site, path: str, placed: Placed) -> Page:
    entry = placed.entry
    if placed.place is None:
        return Page(path, PageView(entry.card, entry.facts), (entry.body,))
    return Page(path, _article(site, placed.place), (entry.body,))


def _article(site: Site, place: int) -> ArticleView:
    entry, row = site.entry(place), site.row(place)
    along = row.regions[0] if row.regions else None
    group = (site.group(along.permalink) if along else None) or site.archive
    at = bisect_left(group.places, place)
    older, newer = group.places[at + 1 : at + 2], group.places[max(0, at - 1) : at]
    return ArticleView(
        card=entry.card,
        facts=entry.facts,
        regions=row.regions,
        tags=tag_terms(entry.card),
        authors=author_terms(entry.card),
        source=row.source,
        dates=date_terms(entry.card.date),
        along=along,
        older=neighbour(site.card(older[0])) if older else None,
        newer=neighbour(site.card(newer[0])) if newer else None,
        related=tuple(map(neighbour, related(site, place, but=(*older, *newer)))),
    )


def neighbour(card: Card) -> Neighbour:
    """An article as others name it."""
    return Neighbour(card.title, card.permalink, card.lang, card.date)


def changed_on(card: Card) -> dt.date | None:
    """The day that an article or page was last changed, where it says so."""
    return card.updated or card.date


# --- for machines -----------------------------------------------------------------------------------------------------


def _find_feed(site: Site, path: str) -> tuple[Group, str] | None:
    """The group whose feed has this path, and the format."""
    permalink, _, suffix = f"/{path}".rpartition("feed.")
    if suffix not in _FORMATS or not feeds_of(permalink):
        return None
    group = site.archive if permalink == ARCHIVE else site.group(permalink)
    return (group, suffix) if group else None


def _feed(site: Site, path: str, group: Group, suffix: str) -> Page:
    full = site.scope.full_feeds
    entries = [site.entry(place) for place in group.places[:FEED_LENGTH]]
    items = tuple(FeedItem(entry.card, entry.facts, entry.body if full else "") for entry in entries)
    view = FeedView(_FORMATS[suffix], group.term.name, group.term.permalink, f"/{path}", items)
    return Page(path, view, tuple(entry.body for entry in entries) if full else ())


def _sitemap(site: Site) -> SitemapView:
    return SitemapView(tuple((permalink_of(path), day) for path, day in _for_people(site)))


def _index(kind: IndexKind) -> Callable[[Site], View]:
    return lambda site: index_view(site, kind)


# Pages of which every site has one.
_ALONE: Mapping[str, Callable[[Site], View]] = MappingProxyType(
    {
        HOME: home_view,
        **{INDEXES[kind]: _index(kind) for kind in ("regions", "tags", "sources", "authors", "dates")},
        "404.html": lambda _: NotFoundView(),
        SITEMAP: _sitemap,
        "robots.txt": lambda _: RobotsView(),
    }
)

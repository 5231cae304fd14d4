"""What a site is made of, looked up piece by piece, so that one page costs only what it shows.

Articles stand in one order, newest first and undated ones last; a *place* is a number that says where an article stands
in it. Places never show in a page: they only compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, overload

from sitegen.entry import Card, Entry
from sitegen.regions.atlas import Atlas, Region
from sitegen.site.terms import ARCHIVE, TermKind, region_term, row_of
from sitegen.site.views import Row, Term

_REMEMBERED = 20_000  # rows; as many as fit into some 50 megabytes


@dataclass(frozen=True, slots=True)
class Group:
    """The articles that share a term (`term.count` of them), by their places."""

    term: Term
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place; the owner's own pages have none."""

    entry: Entry
    place: int | None


class Shelf(Protocol):
    """Where the parts of a site are kept."""

    def entry_at(self, place: int) -> Entry:
        """The article in a place."""

    def find(self, permalink: str) -> Placed | None:
        """The article or page at an address."""

    def group(self, permalink: str) -> Group | None:
        """The group whose list has this address."""

    def terms(self, kind: TermKind) -> Sequence[Term]:
        """The terms of all groups of a kind, in the order of their permalinks."""

    def own_pages(self) -> Sequence[Entry]:
        """The owner's own pages, in the order of their files."""

    def addresses(self) -> Iterable[tuple[str, dt.date | None]]:
        """The permalink of every article, in order, with the day it was last changed."""

    def named_regions(self) -> Iterable[tuple[int, tuple[str, ...]]]:
        """The places of all articles, with the permalinks of the regions that each names."""

    def redirects(self) -> Mapping[str, str]:
        """The permalink that took its place, for each output path at which there is only a redirect."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What pages depend on beside articles: rows on a page of a list, and whether feeds carry whole bodies."""

    per_page: int
    full_feeds: bool


class Site:
    """A site as its pages see it: the shelf, with regions resolved.

    It never changes: whoever changes the shelf makes a new one.
    """

    def __init__(self, shelf: Shelf, atlas: Atlas, scope: Scope) -> None:
        self.shelf, self.atlas, self.scope = shelf, atlas, scope
        self.entry = lru_cache(_REMEMBERED)(shelf.entry_at)
        self.row = lru_cache(_REMEMBERED)(self._row)
        self.group = lru_cache(None)(shelf.group)
        self.terms = lru_cache(None)(self._terms)

    def _row(self, place: int) -> Row:
        return row_of(self.entry(place).card, self.atlas)

    def _terms(self, kind: TermKind) -> Mapping[str, Term]:
        """The terms of a kind, by permalink."""
        return {term.permalink: term for term in self.shelf.terms(kind)}

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Every region by the permalink of its list."""
        return {region_term(region).permalink: region for region in self.atlas}

    def card(self, place: int) -> Card:
        """The card of the article in a place."""
        return self.entry(place).card

    @property
    def archive(self) -> Group:
        """All articles."""
        return self.group(ARCHIVE) or Group(Term("", ARCHIVE), ())

    def rows(self, group: Group) -> Rows:
        """The rows of a group, made as they are asked for."""
        return Rows(self, group.places)


class Rows(Sequence[Row]):
    """Rows of articles in their order. Each is read when it is asked for: a slice costs what is in it."""

    def __init__(self, site: Site, places: Sequence[int]) -> None:
        self._site, self._places = site, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        """The row at an index; for a slice, a tuple of rows."""
        if isinstance(at, slice):
            return tuple(map(self._site.row, self._places[at]))
        return self._site.row(self._places[at])

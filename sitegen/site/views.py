"""What each page of the site shows: plain frozen values, made of cards and facts alone.

A template sees one view, the site's `SiteInfo` and nothing else, so that a page is a function of what it declares.
Permalinks begin and end with a slash and know no base path; whoever writes the link adds it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.entry import Card, Facts

if TYPE_CHECKING:
    from sitegen.maps.frame import Frame


@dataclass(frozen=True, slots=True)
class Term:
    """A page that collects articles, as others link to it; `period` stands in for `name` where that is a date."""

    name: str
    permalink: str
    count: int = 0
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What every page shows: the part of the configuration that is for readers, and the owner's own pages."""

    title: str
    description: str
    base_url: str
    base_path: str
    language: str
    robots: Literal["noindex", "index"]
    canonical: Literal["self", "original"]
    full_feeds: bool
    theme: tuple[tuple[str, str], ...]
    generator: str
    pages: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A term with the terms below it, as in the tree of regions."""

    term: Term
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Pagination:
    """Page `number` (from 1) of `pages`; the first lies at `base`, the others at ``page/N/`` below it."""

    number: int
    pages: int
    base: str

    def at(self, number: int) -> str:
        """The permalink of page `number`."""
        return self.base if number == 1 else f"{self.base}page/{number}/"

    @property
    def previous(self) -> str | None:
        """The permalink of the page before this one."""
        return self.at(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The permalink of the page after this one."""
        return self.at(self.number + 1) if self.number < self.pages else None


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a list, with what its card cannot know: its regions and its source as links."""

    card: Card
    regions: tuple[Term, ...]
    source: Term | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front door: how much there is, the newest, and the doors to go on by."""

    articles: int
    sources: int
    countries: int
    first: dt.date | None
    last: dt.date | None
    rows: tuple[Row, ...]
    pagination: Pagination
    regions: tuple[Branch, ...]
    years: tuple[Term, ...]
    papers: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """A map: of `frame`, or of the whole world.

    `here` are the codes of the regions that the map is about. `terms` are the regions on it that have articles, by
    code; `names` says what the other countries are called. `disputed` are those that several countries claim or hold.
    """

    frame: Frame | None
    here: tuple[str, ...]
    terms: tuple[tuple[str, Term], ...]
    names: tuple[tuple[str, str], ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the page of a region tells beside its list.

    `also` are the regions that it stands under besides the one that its crumbs lead through; `months` those in which it
    has articles, latest first; `together` the regions that these articles name too, with how many do, most first.
    """

    map: MapView | None
    also: tuple[Term, ...]
    months: tuple[Term, ...]
    together: tuple[Term, ...]


ListKind: TypeAlias = Literal["archive", "region", "tag", "source", "author", "date"]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a list of articles, newest first.

    `crumbs` lead from the widest term to the parent of this one; `inside` are the terms directly below it (subregions,
    months, days); `years` say how many of its articles each year has, and lead to the page on which they begin. `place`
    stands on the first page of a region alone.
    """

    kind: ListKind
    term: Term
    rows: tuple[Row, ...]
    pagination: Pagination
    crumbs: tuple[Term, ...] = ()
    inside: tuple[Term, ...] = ()
    years: tuple[Term, ...] = ()
    feeds: bool = False
    place: PlaceView | None = None


IndexKind: TypeAlias = Literal["regions", "tags", "sources", "authors", "dates"]


@dataclass(frozen=True, slots=True)
class IndexView:
    """All terms of one kind; regions and dates as a tree, the others flat and in the order of their names."""

    kind: IndexKind
    branches: tuple[Branch, ...]
    map: MapView | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article as its neighbours name it."""

    title: str
    permalink: str
    lang: str
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A story, with where to go on from it.

    `older` and `newer` are its neighbours in `along`, its main region, or in the whole archive when it has none.
    """

    card: Card
    facts: Facts
    regions: tuple[Term, ...]
    tags: tuple[Term, ...]
    authors: tuple[Term, ...]
    source: Term | None
    dates: tuple[Term, ...]
    along: Term | None
    older: Neighbour | None
    newer: Neighbour | None
    related: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A free-standing page that the owner wrote."""

    card: Card
    facts: Facts


@dataclass(frozen=True, slots=True)
class RedirectView:
    """An address that has moved to `target`, a permalink."""

    target: str
    title: str


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page for an address that is not in this archive."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article in a feed; `body` is what the rendered body depends on, or empty where a summary is enough."""

    card: Card
    facts: Facts
    body: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """The newest articles of the whole archive (`name` empty) or of one region, for feed readers."""

    format: Literal["atom", "json"]
    name: str
    home: str
    address: str
    items: tuple[FeedItem, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """The permalinks of every page for people, with the day each was last changed, where one is known."""

    pages: tuple[tuple[str, dt.date | None], ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What crawlers are told."""


View: TypeAlias = (
    HomeView
    | ListView
    | IndexView
    | ArticleView
    | PageView
    | RedirectView
    | NotFoundView
    | FeedView
    | SitemapView
    | RobotsView
)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site to be: its output path, what it shows, and the rendered bodies that it shows them with.

    `bodies` are `Entry.body` digests. Two pages of equal path, view and bodies, made by equal templates, are equal.
    """

    path: str
    view: View
    bodies: tuple[str, ...] = ()

"""The plan of a site: every page that it has, with what each shows. Nothing else is ever built."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sitegen.entry import Card
from sitegen.errors import ContentError, Location, Problem
from sitegen.regions.atlas import WORLD, Atlas, Region
from sitegen.site.assemble import Group, Groups, Site, author_terms, date_terms, region_term, tag_terms
from sitegen.site.places import Places
from sitegen.site.related import Related
from sitegen.site.views import (
    ArticleView,
    Branch,
    FeedItem,
    FeedView,
    HomeView,
    IndexKind,
    IndexView,
    ListKind,
    ListView,
    Neighbour,
    NotFoundView,
    Page,
    PageView,
    Pagination,
    Period,
    RedirectView,
    RobotsView,
    Row,
    SitemapView,
    Term,
)

FEED_LENGTH = 20
HOME_PAPERS = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """What the plan needs to know beside the site: rows on a page of a list, and whether feeds carry whole bodies."""

    per_page: int
    full_feeds: bool


def plan(site: Site, atlas: Atlas, scope: Scope) -> tuple[Page, ...]:
    """Every page of `site`. Raises ContentError where a file claims the address of a page that we make."""
    for_people = (
        *_home_pages(site, atlas, scope),
        *_article_pages(site),
        *(
            Page(output_path(entry.card.permalink), PageView(entry.card, entry.facts), (entry.body,))
            for entry in site.pages
        ),
        *_index_pages(site, atlas),
        *_region_pages(site, atlas, scope),
        *_flat_list_pages("tag", site.tags, scope),
        *_flat_list_pages("source", site.sources, scope),
        *_flat_list_pages("author", site.authors, scope),
        *_date_pages(site, scope),
    )
    pages = (
        *for_people,
        *_feeds(site, scope),
        Page("404.html", NotFoundView()),
        Page("sitemap.xml", SitemapView(tuple(map(_sitemap_line, for_people)))),
        Page("robots.txt", RobotsView()),
    )
    _refuse_collisions(pages)
    return (*pages, *_redirects(site, [page.path for page in pages]))


def output_path(permalink: str) -> str:
    """The file that a web server shows at `permalink`."""
    path = permalink.lstrip("/")
    if path.endswith("/") or not path:
        return f"{path}index.html"
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


# --- home -------------------------------------------------------------------------------------------------------------


def _home_pages(site: Site, atlas: Atlas, scope: Scope) -> Iterator[Page]:
    days = [row.card.date for row in site.rows if row.card.date]
    for first, rows in _paged(site.rows, "/", scope):
        if first.number > 1:
            yield Page(
                output_path(first.at(first.number)), ListView("archive", Term("", "/", len(site.rows)), rows, first)
            )
            continue
        view = HomeView(
            articles=len(site.rows),
            sources=len(site.sources),
            countries=sum(
                region.kind == "country" for region in atlas if region_term(region).permalink in site.regions
            ),
            first=days[-1] if days else None,
            last=days[0] if days else None,
            rows=rows,
            pagination=first,
            regions=_region_tree(site, atlas, depth=1),
            years=tuple(group.term for group in site.dates.values() if _depth(group.term.period) == 1),
            papers=tuple(sorted((group.term for group in site.sources.values()), key=_largest_first)[:HOME_PAPERS]),
        )
        yield Page("index.html", view)


def _largest_first(term: Term) -> tuple[int, str]:
    return -term.count, term.name.casefold()


def _depth(period: Period | None) -> int:
    return sum(part is not None for part in (period.year, period.month, period.day)) if period else 0


# --- articles ---------------------------------------------------------------------------------------------------------


def _article_pages(site: Site) -> Iterator[Page]:
    related = Related(site)
    places = {
        permalink: {row.card.permalink: at for at, row in enumerate(group.rows)}
        for permalink, group in site.regions.items()
    }
    everywhere = {row.card.permalink: at for at, row in enumerate(site.rows)}
    for row in site.rows:
        card = row.card
        entry = site.entries[card.permalink]
        along = row.regions[0] if row.regions else None
        rows = site.regions[along.permalink].rows if along else site.rows
        at = (places[along.permalink] if along else everywhere)[card.permalink]
        view = ArticleView(
            card=card,
            facts=entry.facts,
            regions=row.regions,
            tags=tag_terms(card),
            authors=author_terms(card),
            source=row.source,
            dates=date_terms(card.date),
            along=along,
            older=neighbour(rows[at + 1].card) if at + 1 < len(rows) else None,
            newer=neighbour(rows[at - 1].card) if at else None,
            related=tuple(map(neighbour, related.to(card))),
        )
        yield Page(output_path(card.permalink), view, (entry.body,))


def neighbour(card: Card) -> Neighbour:
    """An article as others name it."""
    return Neighbour(card.title, card.permalink, card.lang, card.date)


# --- lists ------------------------------------------------------------------------------------------------------------


def _paged(rows: tuple[Row, ...], base: str, scope: Scope) -> Iterator[tuple[Pagination, tuple[Row, ...]]]:
    pages = max(1, -(-len(rows) // scope.per_page))
    for number in range(1, pages + 1):
        start = (number - 1) * scope.per_page
        yield Pagination(number, pages, base), rows[start : start + scope.per_page]


def _list_pages(view: ListView, rows: tuple[Row, ...], scope: Scope) -> Iterator[Page]:
    further = replace(view, inside=(), years=(), place=None)  # these stand on the first page alone
    for pagination, shown in _paged(rows, view.term.permalink, scope):
        page = replace(view if pagination.number == 1 else further, rows=shown, pagination=pagination)
        yield Page(output_path(pagination.at(pagination.number)), page)


def _list_view(kind: ListKind, group: Group, scope: Scope) -> ListView:
    years = _years(group.rows, group.term.permalink, scope)
    return ListView(kind, group.term, (), Pagination(1, 1, group.term.permalink), years=years)


def _years(rows: tuple[Row, ...], base: str, scope: Scope) -> tuple[Term, ...]:
    """The years of `rows`, latest first, each leading to the page of the list on which it begins."""
    dated = [row.card.date.year for row in rows if row.card.date]  # rows are in the order of their dates
    counts = Counter(dated)
    pages = Pagination(1, 1, base)
    return tuple(
        Term("", pages.at(dated.index(year) // scope.per_page + 1), count, Period(year))
        for year, count in counts.items()
    )


def _flat_list_pages(kind: ListKind, groups: Groups, scope: Scope) -> Iterator[Page]:
    for group in groups.values():
        yield from _list_pages(_list_view(kind, group, scope), group.rows, scope)


def _region_pages(site: Site, atlas: Atlas, scope: Scope) -> Iterator[Page]:
    places = Places(site, atlas)
    for region in atlas:
        group = site.regions.get(region_term(region).permalink)
        if group is None:
            continue
        path = [above for above in reversed(_first_line(region.code, atlas)) if above.code != WORLD]
        inside = (site.regions.get(region_term(child).permalink) for child in atlas.children(region.code))
        view = replace(
            _list_view("region", group, scope),
            crumbs=(Term("", "/regions/"), *map(region_term, path)),
            inside=tuple(sorted((found.term for found in inside if found), key=_largest_first)),
            feeds=True,
            place=places.of(region, group),
        )
        yield from _list_pages(view, group.rows, scope)


def _first_line(code: str, atlas: Atlas) -> list[Region]:
    """The regions above `code` along first parents, nearest first: a breadcrumb has one line."""
    line: list[Region] = []
    while (region := atlas.get(code)) and region.parents and (parent := atlas.get(region.parents[0])):
        line.append(parent)
        code = parent.code
    return line


def _date_pages(site: Site, scope: Scope) -> Iterator[Page]:
    for permalink, group in site.dates.items():
        parts = permalink.strip("/").split("/")
        above = ("/".join(["", *parts[:depth], ""]) for depth in range(1, len(parts)))
        view = replace(
            _list_view("date", group, scope),
            crumbs=tuple(replace(site.dates[crumb].term, count=0) for crumb in above),
            inside=tuple(site.dates[inner].term for inner in _inside(site.dates, permalink)),
            years=(),
        )
        yield from _list_pages(view, group.rows, scope)


def _inside(dates: Groups, permalink: str) -> list[str]:
    period = dates[permalink].term.period
    assert period is not None
    if period.month is None:
        candidates = [f"{permalink}{month:02}/" for month in range(1, 13)]
    elif period.day is None:
        candidates = [f"{permalink}{day:02}/" for day in range(1, 32)]
    else:
        candidates = []
    return [candidate for candidate in candidates if candidate in dates]


# --- indexes ----------------------------------------------------------------------------------------------------------


def _index_pages(site: Site, atlas: Atlas) -> Iterator[Page]:
    flat: tuple[tuple[IndexKind, Groups], ...] = (
        ("tags", site.tags),
        ("sources", site.sources),
        ("authors", site.authors),
    )
    yield Page("regions/index.html", IndexView("regions", _region_tree(site, atlas), Places(site, atlas).world()))
    for kind, groups in flat:
        yield Page(f"{kind}/index.html", IndexView(kind, tuple(Branch(group.term) for group in groups.values())))
    yield Page("dates/index.html", IndexView("dates", _date_tree(site)))


def _region_tree(site: Site, atlas: Atlas, depth: int = 9) -> tuple[Branch, ...]:
    """The regions that have articles, from the continents down `depth` levels below each."""

    def branches(code: str, left: int) -> tuple[Branch, ...]:
        children = ((child, site.regions.get(region_term(child).permalink)) for child in atlas.children(code))
        found = [(child, group.term) for child, group in children if group]
        found.sort(key=lambda pair: pair[1].name.casefold())
        return tuple(Branch(term, branches(child.code, left - 1) if left else ()) for child, term in found)

    return branches(WORLD, depth)


def _date_tree(site: Site) -> tuple[Branch, ...]:
    years = [group.term for group in site.dates.values() if _depth(group.term.period) == 1]
    return tuple(
        Branch(year, tuple(Branch(site.dates[month].term) for month in _inside(site.dates, year.permalink)))
        for year in years
    )


# --- for machines -----------------------------------------------------------------------------------------------------


def _feeds(site: Site, scope: Scope) -> Iterator[Page]:
    yield from _feed_pair("", "/", site.rows, site, scope)
    for permalink, group in site.regions.items():
        yield from _feed_pair(group.term.name, permalink, group.rows, site, scope)


def _feed_pair(name: str, home: str, rows: tuple[Row, ...], site: Site, scope: Scope) -> Iterator[Page]:
    entries = [site.entries[row.card.permalink] for row in rows[:FEED_LENGTH]]
    items = tuple(FeedItem(entry.card, entry.facts, entry.body if scope.full_feeds else "") for entry in entries)
    bodies = tuple(entry.body for entry in entries) if scope.full_feeds else ()
    atom, json = f"{home}feed.xml", f"{home}feed.json"
    yield Page(atom.lstrip("/"), FeedView("atom", name, home, atom, items), bodies)
    yield Page(json.lstrip("/"), FeedView("json", name, home, json, items), bodies)


def _redirects(site: Site, pages: Iterable[str]) -> Iterator[Page]:
    """Redirects from where nothing else is: no page, no folder of pages in place of a file, and no earlier redirect."""
    files, folders = set(pages), {above for page in pages for above in _folders(page)}
    for old, new in site.moved.items():
        path = output_path(old)
        if path not in files and path not in folders and files.isdisjoint(_folders(path)):
            files.add(path)
            folders.update(_folders(path))
            yield Page(path, RedirectView(new, site.entries[new].card.title))


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _sitemap_line(page: Page) -> tuple[str, dt.date | None]:
    changed = page.view.card.updated or page.view.card.date if isinstance(page.view, ArticleView | PageView) else None
    return "/" + page.path.removesuffix("index.html"), changed


def _refuse_collisions(pages: Iterable[Page]) -> None:
    owners: dict[str, Page] = {}
    problems: list[Problem] = []
    for page in pages:
        other = owners.setdefault(page.path, page)
        if other is not page:
            cards = [p.view.card for p in (page, other) if isinstance(p.view, ArticleView | PageView)]
            where = Location(cards[0].file, 1) if cards else None
            problems.append(
                Problem(f"the address /{page.path} belongs to a list of the site", where, "rename the file")
            )
    if problems:
        raise ContentError(problems)

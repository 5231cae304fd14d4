"""The pages that look over the whole site: the front page, and the indexes of each kind of term."""

from __future__ import annotations

from sitegen.regions.atlas import WORLD
from sitegen.site.lists import largest_first, page_of_rows, periods_inside, year_groups
from sitegen.site.order import name_key
from sitegen.site.shelf import Site
from sitegen.site.terms import region_term
from sitegen.site.views import Branch, HomeView, IndexKind, IndexView, Term

HOME_PAPERS = 12


def home_view(site: Site) -> HomeView:
    """The front page."""
    archive, years = site.archive, year_groups(site)
    pagination, rows = page_of_rows(site, archive, 1)
    regions, sources = site.terms("regions"), site.terms("sources")
    return HomeView(
        articles=len(archive.places),
        sources=len(sources),
        countries=sum(site.regions[permalink].kind == "country" for permalink in regions),
        first=site.card(years[-1].places[-1]).date if years else None,
        last=site.card(years[0].places[0]).date if years else None,
        rows=rows,
        pagination=pagination,
        regions=_region_tree(site, depth=1),
        years=tuple(year.term for year in years),
        papers=tuple(sorted(sources.values(), key=largest_first)[:HOME_PAPERS]),
    )


def index_view(site: Site, kind: IndexKind) -> IndexView:
    """All terms of a kind."""
    match kind:
        case "regions":
            from sitegen.site.places import places_of  # noqa: PLC0415 - it loads the shapes of all lands

            return IndexView(kind, _region_tree(site), places_of(site).world())
        case "dates":
            return IndexView(kind, _date_tree(site))
        case _:
            terms = sorted(site.terms(kind).values(), key=_by_name)
            return IndexView(kind, tuple(map(Branch, terms)))


def _by_name(term: Term) -> tuple[object, ...]:
    return name_key(term.name), term.permalink


def _region_tree(site: Site, depth: int = 9) -> tuple[Branch, ...]:
    """The regions that have articles, from the continents down `depth` levels below each."""
    terms = site.terms("regions")

    def branches(code: str, left: int) -> tuple[Branch, ...]:
        children = ((child, terms.get(region_term(child).permalink)) for child in site.atlas.children(code))
        found = [(child, term) for child, term in children if term]
        found.sort(key=lambda pair: _by_name(pair[1]))
        return tuple(Branch(term, branches(child.code, left - 1) if left else ()) for child, term in found)

    return branches(WORLD, depth)


def _date_tree(site: Site) -> tuple[Branch, ...]:
    dates = site.terms("dates")
    return tuple(Branch(year.term, tuple(map(Branch, periods_inside(dates, year.term)))) for year in year_groups(site))

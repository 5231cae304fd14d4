"""What a page says of itself to browsers, search engines and those who share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.entry import Card
from sitegen.render.links import Links, address_of, picture, web
from sitegen.render.opening import summary
from sitegen.site.views import (
    ArticleView,
    HomeView,
    NotFoundView,
    Page,
    PageView,
    RedirectView,
    SiteInfo,
    View,
)

_LONGEST_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class Head:
    """Addresses are whole where the site's host is known. Empty texts are left out of the page."""

    canonical: str
    indexed: bool
    description: str
    picture: str
    data: Mapping[str, Any] | None  # schema.org


def head_of(page: Page, site: SiteInfo, links: Links) -> Head:
    """The head of `page`."""
    view = page.view
    card = view.card if isinstance(view, ArticleView | PageView) else None
    gone = isinstance(view, NotFoundView | RedirectView)
    return Head(
        canonical=_canonical(page, site, links),
        indexed=site.robots == "index" and not gone and not (card and card.draft),
        description=_shortened(_description(view, site)),
        picture=links.absolute(picture(card.image)) if card and picture(card.image) else "",
        data=_data(view.card, links) if isinstance(view, ArticleView) else None,
    )


def _canonical(page: Page, site: SiteInfo, links: Links) -> str:
    match page.view:
        case ArticleView(card=card) if site.canonical == "original" and web(card.url):
            return web(card.url)
        case RedirectView(target=target):
            return links.absolute(target)
        case NotFoundView():
            return ""
        case _:
            return links.absolute(address_of(page.path))


def _description(view: View, site: SiteInfo) -> str:
    match view:
        case ArticleView(card=card, facts=facts) | PageView(card=card, facts=facts):
            return summary(card, facts)
        case HomeView():
            return site.description
        case _:
            return ""


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    cut = text[:_LONGEST_DESCRIPTION]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _data(card: Card, links: Links) -> Mapping[str, Any]:
    """The page as a copy of the original, by schema.org."""
    original: dict[str, Any] = {"@type": "NewsArticle"}
    _say(original, "url", web(card.url))
    _say(original, "publisher", card.site, lambda name: {"@type": "Organization", "name": name})
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "Article", "headline": card.title}
    _say(data, "url", links.absolute(card.permalink) if links.origin else "")
    _say(data, "inLanguage", card.lang)
    _say(data, "datePublished", card.date and card.date.isoformat())
    _say(data, "dateModified", card.updated and card.updated.isoformat())
    _say(data, "author", card.authors, lambda names: [{"@type": "Person", "name": name} for name in names])
    if len(original) > 1:
        data["isBasedOn"] = original
    return data


def _say(data: dict[str, Any], key: str, value: Any, shape: Callable[[Any], Any] = lambda value: value) -> None:
    if value:
        data[key] = shape(value)

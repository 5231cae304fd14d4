"""Feeds of the newest articles: Atom and JSON Feed 1.1. Times come from the articles alone, never from a clock."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from feedgenerator import Atom1Feed

from sitegen.entry import Card
from sitegen.render.links import Links, picture, web
from sitegen.render.opening import summary
from sitegen.site.views import FeedItem, FeedView, SiteInfo

Bodies = Callable[[str], str]
_NO_DATE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")(?=/[^/])')
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(view: FeedView, site: SiteInfo, links: Links, bodies: Bodies) -> bytes:
    """The feed by RFC 4287."""
    feed = _Atom(
        title=_clean(title(view, site)),
        link=links.absolute(view.home),
        description=_clean(site.description),
        language=site.language,
        author_name=_clean(site.title),
        feed_url=links.absolute(view.address),
        feed_guid=identifier(view.address, links),
    )
    for item in view.items:
        feed.add_item(**_atom_item(item, links, bodies))
    text: str = feed.writeString("utf-8")
    return text.encode()


def json_feed(view: FeedView, site: SiteInfo, links: Links, bodies: Bodies) -> bytes:
    """The feed by jsonfeed.org's version 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(view, site),
        "home_page_url": links.absolute(view.home),
        "feed_url": links.absolute(view.address),
        "description": site.description,
        "language": site.language,
        "items": [_json_item(item, links, bodies) for item in view.items],
    }
    return (json.dumps(_said(feed), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def title(view: FeedView, site: SiteInfo) -> str:
    """What a feed reader calls the feed."""
    return f"{view.name} – {site.title}" if view.name else site.title


def identifier(permalink: str, links: Links) -> str:
    """An identifier for all time: the address, or one made of it where the site's host is not known."""
    if links.origin:
        return links.absolute(permalink)
    return uuid.uuid5(uuid.NAMESPACE_URL, links.url(permalink)).urn


def changed(card: Card) -> dt.datetime:
    """When the article last changed, as far as it tells."""
    saved = card.saved.at if card.saved else None
    return moment(card.updated or card.date or saved) or _NO_DATE


def moment(date: dt.date | None) -> dt.datetime | None:
    """`date` as a point in time: midnight, and UTC, where nothing else is said."""
    if date is None:
        return None
    if not isinstance(date, dt.datetime):
        date = dt.datetime(date.year, date.month, date.day)
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)


class _Atom(Atom1Feed):  # type: ignore[misc]
    """Atom with the language of each entry, the original it was copied from, and no use of the clock."""

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=_NO_DATE)

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["lang"]} if item["lang"] else {}

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["original"]:
            handler.addQuickElement("link", "", {"href": item["original"], "rel": "via"})


def _atom_item(item: FeedItem, links: Links, bodies: Bodies) -> dict[str, Any]:
    card = item.card
    return {
        "title": _clean(card.title),
        "link": links.absolute(card.permalink),
        "description": html.escape(_clean(summary(card, item.facts))) or None,
        "content": _clean(_body(item, links, bodies)) or None,
        "author_name": _clean(", ".join(card.authors) or card.site) or None,
        "pubdate": moment(card.date),
        "updateddate": changed(card),
        "unique_id": identifier(card.permalink, links),
        "categories": [_clean(tag) for tag in card.tags],
        "lang": card.lang,
        "original": web(card.url),
    }


def _json_item(item: FeedItem, links: Links, bodies: Bodies) -> dict[str, Any]:
    card, published = item.card, moment(item.card.date)
    said = _said(
        {
            "id": identifier(card.permalink, links),
            "url": links.absolute(card.permalink),
            "external_url": web(card.url),
            "title": card.title,
            "summary": summary(card, item.facts),
            "content_html": _body(item, links, bodies),
            "image": links.absolute(picture(card.image)) if picture(card.image) else "",
            "date_published": published.isoformat() if published else "",
            "date_modified": changed(card).isoformat() if card.updated else "",
            "authors": [{"name": name} for name in card.authors],
            "tags": list(card.tags),
            "language": card.lang,
        }
    )
    return said if "content_html" in said else {**said, "content_text": summary(card, item.facts)}


def _body(item: FeedItem, links: Links, bodies: Bodies) -> str:
    """The rendered body with whole addresses, since a feed is read far from the site."""
    return _OWN_ADDRESS.sub(rf"\g<1>{links.origin}", bodies(item.body)) if item.body else ""


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value or key == "items"}


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)

"""Feeds, sitemap and robots.txt: what programs read."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from sitegen.entry import Facts
from sitegen.render.renderer import Renderer
from sitegen.render.theme import Theme
from sitegen.site.views import FeedItem, FeedView, Page

from . import samples


def made(theme: Theme, page: Page, **changes: Any) -> bytes:
    return Renderer(theme, samples.site(**changes)).render(page, samples.bodies)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("base_url", ["https://archive.example/news/", "/news/"])
def test_atom_is_well_formed_and_complete(theme: Theme, full: bool, base_url: str) -> None:
    found = feedparser.parse(made(theme, samples.feed("atom", full), base_url=base_url))
    assert found.bozo == 0 and found.version == "atom10"
    assert found.feed.title == "The Borderlands Archive" and found.feed.updated == "2024-04-17T00:00:00+00:00"
    assert len({entry.id for entry in found.entries}) == 5
    entry = found.entries[0]
    assert entry.updated == entry.published == "2024-04-17T00:00:00+00:00"
    assert entry.summary == "One &amp; &lt;two&gt;."
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://example.org/world/0"]
    assert ("content" in entry) == full


def test_bodies_in_feeds_have_whole_addresses(theme: Theme) -> None:
    entry = feedparser.parse(made(theme, samples.feed("atom", full=True))).entries[0]
    assert 'src="https://archive.example/news/media/ab/' in entry.content[0].value
    item = json.loads(made(theme, samples.feed("json", full=True)))["items"][0]
    assert 'href="https://archive.example/news/2024/03/a-railway-town/"' in item["content_html"]


def test_json_feed_keeps_to_its_version(theme: Theme) -> None:
    feed = json.loads(made(theme, samples.feed("json", name="Armenia")))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Armenia – The Borderlands Archive"
    item = feed["items"][1]
    assert item["language"] == "ru" and item["external_url"] == "https://example.org/world/1"
    assert item["content_text"] == "One & <two>." and item["tags"] == ["diplomacy"]
    assert item["date_published"] == "2024-04-14T00:00:00+00:00"


@pytest.mark.parametrize("kind", ["atom", "json"])
def test_feeds_are_deterministic_even_when_empty_or_undated(theme: Theme, kind: Any) -> None:
    bare = samples.card(0, date=None, saved=None, url="javascript:alert(1)", title="Bell\x07 & <tags>")
    page = Page("feed.xml", FeedView(kind, "", "/", "/feed.xml", (FeedItem(bare, Facts(), ""),)))
    for feed in (page, samples.feed(kind, count=0)):
        content = made(theme, feed)
        assert content == made(theme, feed) and b"javascript" not in content
        if kind == "atom":
            found = feedparser.parse(content)
            assert found.bozo == 0 and found.feed.updated == "1970-01-01T00:00:00+00:00"


def test_sitemap_lists_encoded_addresses(theme: Theme) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = ElementTree.fromstring(made(theme, samples.SITEMAP)).findall(f"{name}url")
    assert [url.findtext(f"{name}loc") for url in urls] == [
        "https://archive.example/news/",
        "https://archive.example/news/2024/04/a&b/",
        "https://archive.example/news/regions/s%C3%A3o/",
    ]
    assert [url.findtext(f"{name}lastmod") for url in urls] == [None, "2024-04-17", None]


def test_robots_txt_names_the_sitemap_where_the_archive_may_be_found(theme: Theme) -> None:
    assert b"Sitemap: https://archive.example/news/sitemap.xml" in made(theme, samples.ROBOTS)
    assert b"Sitemap" not in made(theme, samples.ROBOTS, robots="noindex")

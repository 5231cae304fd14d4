"""Site, section, address and day of change of a story."""

from __future__ import annotations

import datetime as dt
import json

from sitegen.article import Metadata
from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved

STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
URL = "https://post.example/world/peacekeepers"


def metadata(head: str = "", below: str = "", title: str = TITLE, url: str = URL) -> Metadata:
    html = f"<html><head><title>{title}</title>{head}</head><body><h1>{TITLE}</h1>{below}{STORY}</body></html>"
    return extract(saved(html, url)).article.metadata


def linked(*things: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(things)}</script>'


def article(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **more}


def test_site_is_the_name_for_readers_not_that_of_the_application() -> None:
    head = '<meta name="application-name" content="post.app"><meta property="og:site_name" content="The Post">'
    assert metadata(head).site == "The Post"


def test_site_from_the_windows_title() -> None:
    assert metadata(title=f"{TITLE} | World | The Post").site == "The Post"
    assert metadata(title=f"The Post: {TITLE}").site == "The Post"
    assert metadata(title=f"{TITLE}_国际_高地网").site == "高地网"
    assert metadata().site == ""


def test_section_from_the_way_to_the_page() -> None:
    steps = [{"name": "Home"}, {"item": {"name": "World"}}, {"name": TITLE}]
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    assert metadata(linked(article(), trail)).section == "World"
    assert metadata(linked(article(articleSection="Uncategorized"), trail)).section == "World"
    assert metadata(linked(article(articleSection="Europe,Politics"), trail)).section == "Europe"


def test_front_page_is_no_storys_address() -> None:
    assert metadata('<link rel="canonical" href="https://post.example/">').url == URL
    assert metadata('<link rel="canonical" href="/world/1">').url == "https://post.example/world/1"


def test_day_of_change() -> None:
    published = "<p>Published April 7, 2024</p>"
    assert metadata(below=f"{published}<p>Last updated: May 1, 2024</p>").updated == dt.date(2024, 5, 1)
    assert metadata(below=published).updated is None
    earlier = linked(article(datePublished="2024-04-07", dateModified="2024-04-06"))
    assert metadata(earlier).updated is None


def test_agency_is_no_author_beside_people_nor_in_a_byline() -> None:
    assert metadata(linked(article(author=[{"name": "Jane Doe"}, {"name": "Reuters"}]))).authors == ("Jane Doe",)
    assert metadata(below="<p>By Agence France-Presse</p>").authors == ()

"""When a story was published, by what the page claims, shows, or is addressed as."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved

STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
DAY = dt.date(2024, 4, 7)


def page(head: str = "", above: str = "", below: str = "", behind: str = "", story: str = STORY, lang: str = "") -> str:
    return (
        f'<html lang="{lang}"><head><title>{TITLE}</title>{head}</head><body>{above}<article><h1>{TITLE}</h1>{below}'
        f"{story}</article>{behind}</body></html>"
    )


def linked(**dates: str) -> str:
    article = {"@type": "NewsArticle", "headline": TITLE, **dates}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def day(html: str, url: str = "https://example.org/a") -> dt.date | None:
    found = extract(saved(html, url)).article.metadata.date
    return found.date() if isinstance(found, dt.datetime) else found


PAGES = {
    "JSON-LD": page(linked(datePublished="2024-04-07T09:30:00+09:00", dateModified="2024-05-01")),
    "claimed as the day of the last change, shown otherwise": page(
        linked(datePublished="2025-06-12", dateModified="2025-06-12"), below="<p>Published April 7, 2024</p>"
    ),
    "claimed and shown; a caption tells of another day": page(
        linked(datePublished="2024-04-07", dateModified="2024-04-07"),
        below="<p>The valley in winter, January 3, 2023</p><p>April 7, 2024</p>",
    ),
    "a meta element of a content system": page('<meta name="displaydate" content="April 7, 2024">'),
    "line above the headline": page(above="<p>article | posted April 7, 2024 (web only)</p>"),
    "publication before a change": page(below="<p>Last updated: May 1, 2025</p><p>First published: April 7, 2024</p>"),
    "labels in lines of their own": page(below="<p>Updated</p><p>May 1, 2025</p><p>Published</p><p>April 7, 2024</p>"),
    "change only": page(below="<p>Last updated: April 7, 2024</p>"),
    "elements without spaces": page(below="<p><a>Jane Doe</a><time>April 7, 2024</time><b>3 comments</b></p>"),
    "not the time of a teaser": page(
        below="<p>7 April 2024</p>",
        behind='<div><a href="/x">Another</a> <time datetime="2024-06-01">1 June</time></div>',
    ),
    "not a stretch of time": page(above="<p>12 Feb 24 - 11 Nov 26</p>", below="<p>7 April 2024</p>"),
    "before the first sentence": page(story=f"<p>April 7, 2024 — {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"),
    "behind the story": page(behind="<p>Posted on April 7, 2024</p>"),
    "American by its afternoon": page(below="<p>04/07/2024 4:03 pm</p>", lang="en"),
    "American by its zone": page(below="<p>04/07/2024 14:30 -0400</p>", lang="en"),
    "American by its weekday": page(below="<p>Sunday, 04.07.2024</p>", lang="en"),
    "European by its weekday": page(below="<p>Sunday, 07.04.2024 4:03 pm</p>", lang="en"),
    "Hindi": page(below="<p>७ अप्रैल २०२४</p>"),
    "Persian digits": page(below="<p>۲۰۲۴-۰۴-۰۷</p>"),
    "Arabic": page(below="<p>٧ أبريل ٢٠٢٤</p>"),
    "Hebrew": page(below="<p>7 באפריל 2024</p>"),
    "Chinese": page(below="<p>发布时间：2024年4月7日 09:30 来源：高地网</p>"),
    "Japanese": page(below="<p>公開日：2024年4月7日(日) 9時30分</p>"),
    "Korean": page(below="<p>입력 2024.04.07. 오전 9:30 수정 2024.05.01. 오후 1:00</p>"),
    "a meta element of a site's own": page('<meta name="w-published-date" content="2024-04-07T06:03:43">'),
    "beside the author, not that of a book": page(
        below="<p>by Amanda · Apr 7, 2024 at 3:00 am</p>", story=f"<p>Released: June 17, 2023</p>{STORY}"
    ),
    "the time element that is no change": page(
        below='<p>Last updated: <time datetime="2025-01-12">January 12</time></p>',
        behind='<p><time class="entry-date published updated" datetime="2024-04-07">long ago</time></p>',
    ),
    "Persian calendar": page(below="<p>یکشنبه ۱۹ فروردین ۱۴۰۳</p>"),
    "Thai year": page(below="<p>7 เม.ย. 2567</p>"),
    "Japanese era": page(below="<p>令和6年4月7日</p>"),
    "Russian": page(below="<p>7 апреля 2024, 09:30</p>"),
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_day(html: str) -> None:
    assert day(html) == DAY


def test_day_in_the_address() -> None:
    assert day(page(), "https://example.org/2024/04/07/peacekeepers-leave") == DAY
    assert day(page(), "https://example.org/news.php?i=20240407&s=7") == DAY
    assert day(page(below="<p>04/07/2024</p>"), "https://example.org/2024/04/peacekeepers-leave") == DAY
    assert day(page(), "https://example.org/2024/04/peacekeepers-leave") is None


def test_day_in_an_address_without_the_century() -> None:
    url = "https://example.org/story/24/04/07/1354/peacekeepers-leave"
    assert day(page(below="<p>Posted by Jane on Sunday April 7, @09:04AM</p>"), url) == DAY
    assert day(page(below="<p>Posted by Jane on Sunday May 7, @09:04AM</p>"), url) is None


def test_days_behind_the_story_that_are_not_its_own() -> None:
    teasers = "<div><p>Blog | April 7, 2024</p><p>Press | April 5, 2024</p></div>"
    assert day(page(behind=teasers)) is None
    assert day(page(behind="<footer><p>Last updated April 7, 2024</p></footer>")) is None


def test_time_element_called_a_change() -> None:
    html = page(below='<div class="field--name-changed"><time datetime="2024-04-07T10:00:00Z">Sunday</time></div>')
    metadata = extract(saved(html)).article.metadata
    assert metadata.date is None
    assert str(metadata.updated).startswith("2024-04-07")


def test_time_of_the_place_is_kept() -> None:
    head = '<meta property="article:published_time" content="2024-04-08T03:05:00+00:00">'
    found = extract(saved(page(head, below='<time datetime="2024-04-07T20:05:00-07:00">7 April</time>')))
    assert found.article.metadata.date == dt.datetime(2024, 4, 7, 20, 5, tzinfo=dt.timezone(dt.timedelta(hours=-7)))


@pytest.mark.parametrize(
    "below", ["<p>2024</p>", "<p>April 2024</p>", "<p>Sunday, April 7</p>", "<p>3 minutes read</p>"]
)
def test_no_date_is_made_up(below: str) -> None:
    assert day(page(below=below)) is None


def test_a_day_after_the_page_was_saved_is_refused() -> None:
    at = dt.datetime(2024, 4, 9, tzinfo=dt.UTC)
    html = page(linked(datePublished="2025-01-01"), below="<p>April 7, 2024</p>")
    assert extract(saved(html, saved_at=at)).article.metadata.date == DAY

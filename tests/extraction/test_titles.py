"""The headline among what a page calls itself."""

from __future__ import annotations

import time

import pytest

from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved

STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
BYLINE = "<p>By Jane Doe</p>"
KANA = "高地撤収を住民が見送る"
HAN = "峡谷居民彻夜未眠等待车队离开"
ARABIC = "قوات حفظ السلام تغادر المرتفعات قبل موعدها"


def page(title: str, body: str, meta: str = "") -> str:
    return f"<html><head><title>{title}</title>{meta}</head><body>{body}</body></html>"


def og(title: str, site: str = "") -> str:
    name = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f'<meta property="og:title" content="{title}">{name}'


def news(headline: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{headline}"}}</script>'


PAGES = {
    "the only heading": (page("", f"<h1>{TITLE}</h1>{BYLINE}{STORY}"), TITLE),
    "heading is the site's, linked to its front page": (
        page(f"{TITLE} - Valley Notes", f'<h1><a href="/">Valley Notes</a></h1><h2>{TITLE}</h2>{BYLINE}{STORY}'),
        TITLE,
    ),
    "heading is the site's, title behind a colon": (
        page(f"Valley Notes: {TITLE}", f"<h1>Valley Notes</h1><h3>{TITLE}</h3>{BYLINE}{STORY}"),
        TITLE,
    ),
    "heading with the site's name": (
        page(f"{TITLE} | The Post", f"<h1>{TITLE} | The Post</h1><h2>{TITLE}</h2>{STORY}", og(TITLE, "The Post")),
        TITLE,
    ),
    "og:title is the blog's": (
        page(f"{TITLE} - Valley", f"<h2>{TITLE}</h2>{BYLINE}{STORY}", og("Notes of a valley and its people", "Valley")),
        TITLE,
    ),
    "headings of boxes": (
        page(f"{TITLE} | The Post", f"<h1>The Post</h1><h1>{TITLE}</h1>{STORY}<h1>The week in pictures</h1>"),
        TITLE,
    ),
    "heading unlike the search engine's title": (
        page("Peacekeepers news 2024 - The Post", f"<article><h1>{TITLE}</h1>{BYLINE}{STORY}</article>"),
        TITLE,
    ),
    "news: headline of the publisher": (
        page("Highlands", f"<h1>Highlands</h1>{STORY}", og(TITLE, "The Post") + news(TITLE)),
        TITLE,
    ),
    "Chinese, low lines": (page(f"{HAN}_国际_高地网", f"<div>{HAN}</div>{STORY}"), HAN),
    "Chinese, wide bars": (page(f"{HAN}｜國際新聞｜高地電子報", f"<h3>相關新聞</h3>{STORY}"), HAN),
    "Chinese, hyphens": (page(f"{HAN}-国际频道-高地网", f"<h1>{HAN}</h1>{STORY}"), HAN),
    "Japanese, colon": (page(f"{KANA}：高地新聞デジタル", STORY, og(KANA, "高地新聞")), KANA),
    "Arabic": (page(f"{ARABIC} | صحيفة المرتفعات", f"<h2>{ARABIC}</h2>{STORY}"), ARABIC),
    "part of the title in large letters": (
        page(f"World - {TITLE}", f"<table><tr><td><b>{TITLE}</b></td></tr></table>{STORY}"),
        TITLE,
    ),
    "heading with the number of comments": (page("Valley", f"<h1>{TITLE} (149 Comments)</h1>{STORY}"), TITLE),
    "kicker in the heading": (
        page(f"{TITLE} | The Post", f"<h1><span>Highlands</span> <span>{TITLE}</span></h1>{STORY}", og(TITLE)),
        TITLE,
    ),
    "kicker parted by the claim": (
        page(f"Highlands: {TITLE}", f"<h1><span>Highlands</span><span>{TITLE}</span></h1>{STORY}"),
        f"Highlands: {TITLE}",
    ),
    "headline by its name alone": (
        page("The Post", f'<table><tr><td class="article-title">{TITLE}</td></tr></table>{STORY}', og("The Post")),
        TITLE,
    ),
    "quotation marks as readers see them": (
        page("'Early' end to the highland mission - Valley", f"<h2>“Early” end to the highland mission</h2>{STORY}"),
        "“Early” end to the highland mission",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "title"), PAGES.values(), ids=PAGES)
def test_title(html: str, title: str) -> None:
    assert extract(saved(html, "https://valleynotes.example/2024/peacekeepers")).article.metadata.title == title


def test_title_with_the_words_of_the_address() -> None:
    html = page("The Post", f"<h2>What the week in the capital may bring</h2><h2>{TITLE}</h2>{STORY}")
    url = "https://valleynotes.example/tensions-rise-as-peacekeepers-leave-the-highlands.html"
    assert extract(saved(html, url)).article.metadata.title == TITLE


def test_byline_below_a_headline_in_pieces() -> None:
    spans = "".join(f"<span>{word}</span>" for word in ("Peacekeepers ", "leave", " the highlands"))
    links = "".join(f"<p>Service {n}</p>" for n in range(25))
    html = page("", f"<h1>{spans}!</h1><p>By Jane Doe</p>{links}{STORY}")
    assert extract(saved(html)).article.metadata.authors == ("Jane Doe",)


def test_why_a_title_won() -> None:
    choices = extract(saved(PAGES["headings of boxes"][0])).evidence.choices
    why = next(choice.why for choice in choices if choice.claim.field == "title")
    assert why == "most speaks for it: h1, first part, near the story"


def test_a_headline_may_be_a_line_among_others() -> None:
    head = "<table><tr><td>The Valley Gazette <i>since 1901</i></td></tr></table>"
    lines = (
        f"<font size=1>Gazette &gt; Harbour</font><br><font size=5><b>{TITLE}</b></font><br><i>Silent since spring</i>"
    )
    html = (
        f"<html><head><title>The Valley Gazette - {TITLE}</title></head><body>{head}<p>{lines}</p>{STORY}</body></html>"
    )
    assert extract(saved(html)).article.metadata.title == TITLE


@pytest.mark.parametrize("run", ["-", "(", "– ", "| ", ": ", "[ ", "1 ", "(1 ", "a-"])
def test_a_run_of_signs_in_the_title_keeps_nobody_busy(run: str) -> None:
    odd = f"{TITLE} {run * (8_000 // len(run))}"
    began = time.process_time()
    extract(saved(page(odd, f"<h1>{odd}</h1>{STORY}")))
    assert time.process_time() - began < 1


def test_title_with_the_words_that_the_address_writes_in_plain_letters() -> None:
    told, other = "Bürgermeister räumt Versäumnisse am Fluß ein", "Späte Worte am Fluß: Rathaus gibt Fehler im Tal zu"
    html = page(f"{told} - Talpost", f"<h1>{other}</h1>{BYLINE}{STORY}", og(told) + news(other))
    plain = extract(saved(html, "https://talpost.example/buergermeister-raeumt-versaeumnisse-am-fluss-ein")).article
    assert plain.metadata.title == told


def test_a_kicker_glued_to_the_headline_is_parted_as_a_claim_parts_it() -> None:
    parted = f"Highlands: {TITLE}"
    html = page(TITLE, f"<h1><span>Highlands</span><span>: {TITLE}</span></h1>{BYLINE}{STORY}", og(parted))
    assert extract(saved(html)).article.metadata.title == parted
    spaced = f"All quiet {TITLE}"
    html = page(TITLE, f"<h1><span>All quiet</span><span>{TITLE}</span></h1>{BYLINE}{STORY}", og(spaced))
    assert extract(saved(html)).article.metadata.title == spaced

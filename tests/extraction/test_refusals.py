"""Pages that lack a story, and what lies over one: refused with the reason, or read in spite of it."""

from __future__ import annotations

import pytest

from sitegen.errors import ExtractionError
from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, STORY, THIRD, TITLE, saved

PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
CONSENT = (
    "<h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device, such as unique "
    "IDs in cookies to process personal data. You may accept or manage your choices below.</p><p>With your permission "
    "our partners may use precise geolocation data. Your choices will not affect browsing data.</p>"
    "<button>Accept all</button>"
)
BLOCKER = (
    "<h3>Please disable your ad blocker</h3><p>It looks like you are using an ad blocker. Our journalism is paid for "
    "by advertising. Please disable your ad blocker for this site and reload the page.</p>"
)
OFFER = (
    "<h3>Subscribe to read on</h3><p>Get unlimited access to The Highland Post for one crown a week. Cancel at any "
    "time.</p><p>Already a subscriber? Log in</p>"
)


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def teaser(number: int) -> str:
    words = f"The council of town number {number} met on Monday, and spoke of the road. Nobody was against it."
    return (
        f'<article><h2><a href="/{number}">The council of town number {number} meets</a></h2><p>{words}</p></article>'
    )


NO_ARTICLES = {
    "a consent notice": (page(f"<div>{CONSENT}</div>", "The Highland Post"), "notice"),
    "an ad blocker's": (page(f"<div><h1>Ad blocker detected</h1>{BLOCKER}</div>", "The Highland Post"), "notice"),
    "a consent notice of a page that claims a story": (
        page(f"<div>{CONSENT}</div>", TITLE, '<meta name="date" content="2024-04-17">'),
        "notice",
    ),
    "a page that is gone": (
        page("<h1>Sorry!</h1><p>What you look for may have been moved, or the address was mistyped. Go to the front "
             "page, or try the search above. We are sorry for the trouble.</p>", "Page not found - The Post"),
        "an error page",
    ),
    "a page that is gone, in German": (
        page("<h1>Seite nicht gefunden</h1><p>Was Sie suchen, wurde verschoben oder gelöscht, oder die Adresse ist "
             "falsch geschrieben. Gehen Sie zur Startseite oder versuchen Sie die Suche.</p>"),
        "an error page",
    ),
    "a login": (
        page("<h1>Log in</h1><form><input type=email><input type=password></form><p>Forgot your password? We will send "
             "you a link by e-mail so that you can choose a new one.</p>", "Log in - The Post"),
        "a login page",
    ),
    "a film": (
        page(f"<h1>{TITLE}</h1><video src=/v.mp4></video><p>{FIRST}</p>", TITLE,
             '<meta property="og:type" content="video.other">'),
        "a video",
    ),
    "a front page": (page(f"<main>{''.join(map(teaser, range(12)))}</main>", "The Highland Post"), "12 other pages"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "reason"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_that_is_no_article_is_refused_with_the_reason(html: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason):
        extract(saved(html))


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="x9k2">{CONSENT}</div><main><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></main>',
        f'<main><h1>{TITLE}</h1><div><div class="xz">{BLOCKER}</div>{PARAGRAPHS}</div></main>',
        f'<main><h1>{TITLE}</h1><div>{PARAGRAPHS}<div class="xz">{BLOCKER}</div></div></main>',
        f'<main><h1>{TITLE}</h1><div>{PARAGRAPHS}<div class="xz">{OFFER}</div></div></main>',
    ],
    ids=["consent", "blocker before", "blocker behind", "offer"],
)
def test_a_notice_over_the_story_is_no_part_of_it(body: str) -> None:
    assert extract(saved(page(body))).article.body.text == STORY


def test_a_story_about_notices_may_say_what_they_say() -> None:
    line = "“We value your privacy”, it said, and nobody could tell what that meant for the people of the valley."
    html = page(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p></article>")
    assert extract(saved(html)).article.body.text == f"{FIRST}\n\n{line}\n\n{SECOND}"


def test_a_notice_in_one_of_the_sections_of_a_story_takes_none_of_it_along() -> None:
    sections = f"<section><p>{FIRST}</p><p>{SECOND}</p></section><section><div>{BLOCKER}</div><p>{THIRD}</p></section>"
    html = page(f"<article><h1>{TITLE}</h1>{sections}</article>")
    assert extract(saved(html)).article.body.text == STORY


def test_a_story_with_headlines_of_others_above_it_is_no_list() -> None:
    others = "".join(
        f'<h3><a href="/{number}">The council of town {number} meets again</a></h3>' for number in range(9)
    )
    html = page(f"<div><h1>{TITLE}</h1><p>{FIRST}</p><div>{others}</div><p>{SECOND}</p></div>")
    assert FIRST in extract(saved(html)).article.body.text


def test_a_story_that_ends_in_an_offer_is_flagged() -> None:
    html = page(f"<main><h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><div>{OFFER}</div></div></main>")
    found = extract(saved(html))
    assert found.article.body.text == f"{FIRST}\n\n{SECOND}"
    assert any("cut off" in warning for warning in found.warnings)


def test_a_story_with_a_login_in_its_head_is_no_login_page() -> None:
    login = "<form><a href=/login>Log in</a><input type=password></form>"
    assert extract(saved(page(f"<header>{login}</header><article><h1>{TITLE}</h1><p>{FIRST}</p></article>")))

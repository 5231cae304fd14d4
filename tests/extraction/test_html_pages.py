"""Small whole pages in, the story out, as a reader would see it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.body import Blocks, Embed, Figure, Heading, Link, ListBlock, Paragraph, Table, pictures
from sitegen.errors import ExtractionError
from sitegen.extraction import extract
from sitegen.saved_page import Resource
from tests.extraction.pages import AMP, FIRST, GOLDEN, MODERN, SECOND, THIRD, TITLE, Golden, saved


@pytest.mark.parametrize("golden", GOLDEN.values(), ids=GOLDEN)
def test_story_is_whole_and_nothing_else(golden: Golden) -> None:
    found = extract(saved(golden.html))
    assert found.article.body.text == golden.text
    assert found.article.metadata.title == golden.title
    assert not [words for words in golden.without if words in found.article.body.text]


def test_metadata_of_a_modern_page() -> None:
    found = extract(saved(MODERN.html))
    metadata = found.article.metadata
    assert metadata.authors == ("Jane Doe", "Kim Min-su")
    assert metadata.date == dt.datetime(2024, 4, 17, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    assert metadata.updated == dt.date(2024, 4, 18)
    assert (metadata.site, metadata.section, metadata.lang) == ("The Highland Post", "World", "en")
    assert metadata.url == "https://example.org/world/123"
    assert metadata.image == "https://example.org/img/lead.jpg"
    assert metadata.tags == ("diplomacy", "highlands")
    assert metadata.saved is not None
    assert metadata.saved.file == "page.html"
    assert found.confidence > 0.5
    assert found.warnings == ()


def test_every_removal_has_a_reason() -> None:
    found = extract(saved(MODERN.html), explained=True)
    assert {removal.rule for removal in found.evidence.removals} >= {"advertisement", "aside", "newsletter"}
    assert all(removal.why and removal.origin for removal in found.evidence.removals)


def test_choices_name_their_source() -> None:
    choices = {choice.claim.field: choice.claim.source for choice in extract(saved(MODERN.html)).evidence.choices}
    assert choices["title"] == "h1"
    assert choices["date"] == "json-ld datePublished"
    assert choices["url"] == "rel=canonical"


def test_figures_keep_captions_outside_the_text() -> None:
    figure = next(block for block in extract(saved(MODERN.html)).article.body.blocks if isinstance(block, Figure))
    assert figure.image.src == "https://example.org/img/lead.jpg"
    assert figure.image.alt == "A convoy"


def test_embeds_become_links() -> None:
    blocks = extract(saved(AMP.html)).article.body.blocks
    assert [block.href for block in blocks if isinstance(block, Embed)] == ["https://www.youtube.com/watch?v=abc123"]


def test_decisions_know_where_their_parts_stood() -> None:
    decisions = extract(saved(MODERN.html), explained=True).evidence.decisions
    assert "body>main>article>p[2]" in [decision.origin for decision in decisions if decision.kept]


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>{TITLE}</h1><p>{FIRST}</p>{body}<p>{SECOND}</p></article></body>"
    )


def blocks_of(body: str, url: str = "https://example.org/world/story") -> Blocks:
    return extract(saved(page(body), url)).article.body.blocks


def test_headings_begin_at_level_two() -> None:
    levels = [
        block.level
        for block in blocks_of(f"<h3>One</h3><p>{THIRD}</p><h4>Two</h4><p>{THIRD} And so on.</p>")
        if isinstance(block, Heading)
    ]
    assert levels == [2, 3]


def test_nested_lists_stay_nested() -> None:
    block = next(
        block
        for block in blocks_of("<ol start=3><li>one<ul><li>inner</li></ul></li><li>two</li></ol>")
        if isinstance(block, ListBlock)
    )
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    assert isinstance(block.items[0][1], ListBlock)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../other", "https://example.org/other"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("JaVaScRiPt:alert(1)", None),
        ("#note", None),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_are_made_absolute_or_dropped(href: str, expected: str | None) -> None:
    blocks = blocks_of(f'<p>{THIRD} See <a href="{href}">this</a> too.</p>', url="https://example.org/world/a/b")
    links = [
        node.href
        for block in blocks
        if isinstance(block, Paragraph)
        for node in block.content
        if isinstance(node, Link)
    ]
    wanted = [expected] if expected else []
    assert links == [link.replace("/other", "/world/other") for link in wanted]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/world/other", None),
        ("other.html", None),
        ("//post.example/other", None),
        ("https://post.example/other", "https://post.example/other"),
        ("/web/20050104161205/http://post.example/other", "http://post.example/other"),
        ("/web/20050104161205im_/http://post.example/other", "http://post.example/other"),
        ("/web/design/http", None),
    ],
)
def test_where_nobody_knows_where_a_page_stood_only_whole_addresses_are_links(href: str, expected: str | None) -> None:
    body = extract(
        saved(page(f'<p>{THIRD} See <a href="{href}">this</a> too. <img src="{href}"></p>'), "")
    ).article.body
    nodes = [node for block in body.blocks if isinstance(block, Paragraph) for node in block.content]
    assert [node.href for node in nodes if isinstance(node, Link)] == ([expected] if expected else [])
    assert [image.src for image in pictures(body)] == ([expected] if expected else [])
    assert "See this too." in body.text


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/big.jpg">',
        '<img src="/small.jpg" srcset="/small.jpg 300w, /big.jpg 1200w" data-srcset="/small.jpg 300w, /big.jpg 1200w">',
        '<picture><source srcset="/big.jpg 2x, /small.jpg 1x"><img alt=""></picture>',
    ],
)
def test_pictures_are_found_behind_placeholders(markup: str) -> None:
    body = extract(saved(page(f"<figure>{markup}</figure>"))).article.body
    assert [image.src for image in pictures(body)] == ["https://example.org/big.jpg"]


def test_saved_pictures_keep_their_key() -> None:
    key = "My page_files/photo.jpg"
    markup = page('<figure><img src="./My%20page_files/photo.jpg"></figure>')
    found = extract(saved(markup, resources={key: Resource(key, bytes)}))
    assert [image.src for image in pictures(found.article.body)] == [key]


def test_layout_tables_are_no_tables() -> None:
    assert not [block for block in blocks_of(f"<table><tr><td>{THIRD}</td></tr></table>") if isinstance(block, Table)]


# --- precedence -------------------------------------------------------------------------------------------------------


def test_title_without_the_sites_name() -> None:
    head = f'<title>{TITLE} | The Post</title><meta property="og:site_name" content="The Post">'
    html = f"<html><head>{head}</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert extract(saved(html)).article.metadata.title == TITLE


def test_broken_json_ld_is_mended() -> None:
    json = f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-01-02",}}'
    head = f'<script type="application/ld+json">{json}</script>'
    assert extract(saved(page("", head))).article.metadata.date == dt.date(2024, 1, 2)


def test_hopeless_json_ld_is_passed_over() -> None:
    assert extract(saved(page("", '<script type="application/ld+json">{"@type": [[[</script>'))).article.body.text


def test_visible_date_and_byline_when_nothing_is_claimed() -> None:
    html = f"<html><body><h1>{TITLE}</h1><p>By Jane Doe</p><p>17 April 2024</p><p>{FIRST}</p><p>{SECOND}</p></body>"
    metadata = extract(saved(html)).article.metadata
    assert (metadata.authors, metadata.date) == (("Jane Doe",), dt.date(2024, 4, 17))


def test_dateline() -> None:
    html = f"<html><body><h1>{TITLE}</h1><p>YEREVAN, Armenia (AP) — {FIRST}</p><p>{SECOND}</p></body>"
    assert extract(saved(html)).dateline == "YEREVAN, Armenia"


# --- refusals ---------------------------------------------------------------------------------------------------------

LINKS = "".join(f'<li><a href="/{n}">Headline number {n} of the day</a></li>' for n in range(40))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no text"),
        ("<html><body><script>var a = 1;</script></body></html>", "no text"),
        (f"<html><body><ul>{LINKS}</ul></body></html>", "story|list of links"),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><p>nginx</p></body>",
            "error page",
        ),
        ("<html><body><form><p>Your name</p><input type=password></form><p>Log in</p></body>", "login|story"),
        ("<p>Hello</p>", "too short"),
    ],
)
def test_pages_without_an_article_are_refused(html: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason) as caught:
        extract(saved(html))
    assert caught.value.problems[0].location is not None


# --- hostile input ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "deep": "<div>" * 50_000 + FIRST,
    "deep bold": "<b>" * 50_000 + FIRST,
    "deep tables": "<table><tr><td>" * 5_000 + FIRST,
    "deep lists": "<ul><li>" * 50_000 + FIRST,
    "huge attribute": f'<p title="{"x" * 5_000_000}">{FIRST}</p><p>{SECOND}</p>',
    "null bytes": page("\0<p>\0\0</p>\0").replace("<p>", "<p\0>"),
    "lone surrogate": page("<p>\ud800 and \udfff</p>"),
    "many breaks": "<p>" + "<br>" * 100_000 + FIRST,
    "many siblings": "".join(f"<p>{n} {FIRST}</p>" for n in range(5_000)),
    "span bomb": "<table>"
    + "<tr><th colspan=1000 rowspan=65534>x</th><td rowspan=99999>y</td></tr>" * 300
    + "</table>",
    "json bomb": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + FIRST,
    "json depth": '<script type="application/ld+json">' + '{"@graph":' * 900 + "1" + "}" * 900 + "</script>" + FIRST,
    "srcset": page('<img srcset="' + "a , " * 20_000 + '">'),
    "unclosed": f"<article><h1>{TITLE}<p>{FIRST}<p>{SECOND}<a href='",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_refusal(html: str) -> None:
    try:
        extract(saved(html))
    except ExtractionError as error:
        assert error.problems


def test_a_page_whose_words_cannot_be_written_is_refused() -> None:
    with pytest.raises(ExtractionError, match="none that reads like a story"):
        extract(saved("<figcaption>X<figcaption><p>X"))


NAMES = """p div span a b i table tr td th ul ol li dl dt dd br hr img pre code blockquote figure figcaption h1 h2
article main nav aside script style template noscript svg math select iframe video sup sub time"""
TAGS = st.sampled_from(NAMES.split())
PIECES = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(
        ("<!--", "-->", "&nbsp;", "&#0;", "<a href='x'>", "<img src=x>", "<td colspan=9 rowspan=0>", "<ol start=-1>")
    ),
    st.text(max_size=40),
    st.just(FIRST),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_string_breaks_extraction(html: str) -> None:
    try:
        found = extract(saved(html))
    except ExtractionError:
        return
    assert found.article.body.text
    assert 0.0 <= found.confidence <= 1.0


def test_a_story_may_end_with_a_short_list_and_a_short_quotation() -> None:
    prose = "The new footbridge opened on Saturday after four years of work, and the town came to walk over it twice."
    html = (
        f"<article><h1>A bridge</h1><p>{prose}</p><p>{prose.replace('new', 'old')}</p><h2>What comes next</h2>"
        "<ul><li>A second bridge</li><li>A ferry museum</li></ul>"
        "<blockquote><p>A bridge is a promise.</p></blockquote></article>"
    )
    text = extract(saved(html)).article.body.text
    assert text.endswith("What comes next\n\nA second bridge\nA ferry museum\n\nA bridge is a promise.")

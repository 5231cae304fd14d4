"""Pages that show little or nothing without their scripts: the story is in their data, or said to be cut off."""

from __future__ import annotations

import html
import json

import pytest

from sitegen.errors import ExtractionError
from sitegen.extraction import extract
from sitegen.extraction.result import Extraction
from tests.extraction.pages import FIRST, SECOND, STORY, THIRD, TITLE, saved

PARAGRAPHS = (FIRST, SECOND, THIRD)
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
OTHER = {"headline": "Another", "body": f"<p>{SECOND * 4}</p><p>{THIRD * 3}</p>"}


def extracted(scripts: str, shown: str = "<p>Loading…</p>", head: str = "") -> Extraction:
    body = f"<header><h1>{TITLE}</h1><p>By Jane Doe</p></header><div id=app>{shown}</div><footer>© 2024</footer>"
    return extract(saved(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}{scripts}</body></html>"))


def data(value: object, name: str = "__NEXT_DATA__") -> str:
    written = json.dumps(value).replace("</", "<\\/")
    return f'<script id="{name}" type="application/json">{written}</script>'


def assigned(variable: str, value: object) -> str:
    return f"<script>window.X=1;{variable}={json.dumps(value)};window.Y={{}};</script>"


def portable(text: str) -> dict[str, object]:
    return {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]}


def prosemirror(text: str) -> dict[str, object]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def contentful(text: str) -> dict[str, object]:
    return {"nodeType": "paragraph", "data": {}, "content": [{"nodeType": "text", "value": text, "marks": []}]}


def flat(html_of_story: str) -> list[object]:
    return [["Reactive", 1], {"data": 2}, {"article": 3}, {"title": 4, "body": 5, "self": 3}, TITLE, html_of_story]


SCHEMES = {
    "Next.js with HTML": data({"props": {"pageProps": {"post": {"title": TITLE, "contentHtml": HTML}}}}),
    "Next.js with other stories": data(
        {"props": {"article": {"body": HTML}, "related": [OTHER], "top": [OTHER, OTHER]}}
    ),
    "Portable Text": data({"props": {"doc": {"content": [portable(text) for text in PARAGRAPHS]}}}),
    "ProseMirror": data({"article": {"type": "doc", "content": [prosemirror(text) for text in PARAGRAPHS]}}),
    "Contentful": data({"page": {"nodeType": "document", "data": {}, "content": [*map(contentful, PARAGRAPHS)]}}),
    "Draft.js": data({"raw": {"blocks": [{"type": "unstyled", "text": text} for text in PARAGRAPHS]}}),
    "Editor.js": data({"doc": {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in PARAGRAPHS]}}),
    "a list of strings": data({"story": {"paragraphs": list(PARAGRAPHS)}}),
    "Nuxt 3": data(flat(HTML), "__NUXT_DATA__"),
    "Nuxt 2": "<script>window.__NUXT__=(function(a,b){return {data:[{article:{id:a,body:"
    + json.dumps(HTML).replace("<", "\\u003C")
    + ",n:b}}]}}(1,null));</script>",
    "Fusion": assigned(
        "Fusion.globalContent",
        {
            "headlines": {"basic": TITLE},
            "content_elements": [
                {"type": "text", "content": FIRST},
                {"type": "image", "url": "https://example.org/a.jpg", "caption": "A caption with a sentence in it."},
                {"type": "text", "content": SECOND},
                {"type": "text", "content": THIRD},
            ],
        },
    ),
    "Apollo": assigned(
        "window.__APOLLO_STATE__",
        {
            "Article:1": {"__typename": "Article", "blocks": [{"__ref": f"P:{n}"} for n in range(3)]},
            **{f"P:{n}": {"__typename": "ParagraphBlock", "text": text} for n, text in enumerate(PARAGRAPHS)},
        },
    ),
    "a state parsed from a string": "<script>window.__PRELOADED_STATE__ = JSON.parse("
    + json.dumps(json.dumps({"article": {"html": HTML}}))
    + ")</script>",
    "articleBody": '<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": STORY})
    + "</script>",
    "noscript": f"<noscript><div>{HTML}</div></noscript>",
}


@pytest.mark.parametrize("script", SCHEMES.values(), ids=SCHEMES)
def test_a_story_that_only_data_hold_is_read(script: str) -> None:
    found = extracted(script)
    assert found.article.body.text == STORY
    assert found.article.metadata.title == TITLE
    assert found.article.metadata.authors == ("Jane Doe",)


def test_a_list_and_a_heading_in_data_keep_their_kinds() -> None:
    elements = [
        {"type": "text", "content": FIRST},
        {"type": "header", "level": 2, "content": "What comes next"},
        {"type": "text", "content": f'<a href="https://example.org/x">He</a> said &amp; wrote. {SECOND}'},
        {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": "two years early"}]},
        {"type": "text", "content": THIRD},
    ]
    text = extracted(assigned("Fusion.globalContent", {"content_elements": elements})).article.body.text
    assert text == f"{FIRST}\n\nWhat comes next\n\nHe said & wrote. {SECOND}\n\ntwo years early\n\n{THIRD}"


def test_the_whole_story_in_data_takes_the_place_of_its_beginning() -> None:
    shown = f"<p>{FIRST}</p><p>{SECOND}</p><p>Log in to read on. It takes a minute, and the first month is free.</p>"
    text = extracted(data({"body": f"{HTML}<p>{THIRD} So they said.</p>"}), shown).article.body.text
    assert text == f"{STORY}\n\n{THIRD} So they said."


def test_a_page_that_shows_its_story_is_not_changed_by_data() -> None:
    other = data({"article": {"body": "".join(f"<p>{THIRD} Other {n}.</p>" for n in range(20))}})
    shown = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, f"{SECOND} Again, twice."))
    assert extracted(other, shown).article.body.text == f"{STORY}\n\n{SECOND} Again, twice."


def test_data_that_hold_no_story_are_nothing() -> None:
    words = data({"messages": {"a": HTML}, "config": [THIRD * 9], "n": [[[[[]]]]], "cookieText": HTML * 3})
    with pytest.raises(ExtractionError):
        extract(saved(f"<html><body><div id=app>Loading…</div>{words}</body></html>"))


def test_broken_data_are_passed_over() -> None:
    broken = '<script type="application/json">{"body": "<p>' + '</script><script>Fusion.globalContent={"a":</script>'
    assert extracted(broken + data({"body": HTML})).article.body.text == STORY
    assert extracted(data([["Ref", 9], 0, [0, 1]], "__NUXT_DATA__") + data({"body": HTML})).article.body.text == STORY


def test_parts_that_react_streamed_are_put_where_they_belong() -> None:
    shown = (
        f'<article><p>{FIRST}</p><!--$?--><template id="B:0"></template><!--/$--><p>{THIRD}</p></article>'
        f'<aside>About us</aside><div hidden id="S:0"><p>{SECOND}</p></div><script>$RC("B:0","S:0")</script>'
    )
    assert extracted("", shown).article.body.text == STORY


def test_markup_in_data_does_not_run() -> None:
    evil = HTML + "<script>alert(1)</script><img src=x onerror=alert(1)>" + html.escape("<b>")
    assert "alert" not in extracted(data({"body": evil})).article.body.text


PAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"X","isAccessibleForFree":"False"}</script>'
)


@pytest.mark.parametrize(
    ("last", "head", "is_cut"),
    [(THIRD, "", False), (THIRD, PAID, True), (f"{THIRD[:-1]} and then…", "", True)],
)
def test_a_story_that_is_cut_off_is_flagged_and_not_refused(last: str, head: str, is_cut: bool) -> None:
    found = extracted("", f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{last}</p></article>", head)
    assert found.article.body.text == f"{FIRST}\n\n{SECOND}\n\n{last}"
    assert any("cut off" in warning for warning in found.warnings) is is_cut

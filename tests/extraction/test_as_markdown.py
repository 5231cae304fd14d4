# ruff: noqa: E501 - pages are written as pages are
"""What stands between the paragraphs of a story, as its Markdown says it: the markup of many editors' programs."""

from __future__ import annotations

import textwrap

import pytest

from sitegen.extraction import extract
from sitegen.markdown.write import to_markdown
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved


def markdown_of(inside: str, behind: str = "") -> str:
    """The Markdown of what stands inside a story, or at its end."""
    story = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{THIRD}</p>{behind}"
    written = to_markdown(extract(saved(f"<html><body><article>{story}</article></body></html>")).article.body)
    before, _, after = written.removeprefix(f"{FIRST}\n\n{SECOND}\n\n").partition(THIRD)
    return (before + after).strip()


def frame(attributes: str) -> str:
    return f"<div class='wp-block-embed__wrapper'><iframe {attributes}></iframe></div>"


SAID = {
    "a frame with a title in a wrapper": (
        frame('src="https://tube.example/embed/1" title="The pass in winter"'),
        "[The pass in winter](https://tube.example/embed/1)",
    ),
    "a frame that waits for consent": (
        frame('src="about:blank" data-consent-src="https://tube.example/embed/1" title="The pass"'),
        "[The pass](https://tube.example/embed/1)",
    ),
    "a player without a title": (
        frame('src="//tube.example/player/7"'),
        "[https://tube.example/player/7](https://tube.example/player/7)",
    ),
    "frames for machines and advertisers": (
        frame('src="https://ads.example/slot" title="Advertisement"')
        + frame('src="https://stat.example/player" width="1" height="1"')
        + frame('src="https://stat.example/embed" style="display: none"')
        + frame('src="https://stat.example/ns.html"'),
        "",
    ),
    "sounds and films with captions": (
        '<figure><audio controls src="/horn.mp3"></audio><figcaption>The horn of the convoy</figcaption></figure>'
        '<figure class="video"><video><source src="/v.mp4"></video><figcaption>The convoy</figcaption></figure>',
        "[The horn of the convoy](https://example.org/horn.mp3)\n\n[The convoy](https://example.org/v.mp4)",
    ),
    "a player of AMP": ('<amp-vimeo data-videoid="12"></amp-vimeo>', "[https://vimeo.com/12](https://vimeo.com/12)"),
    "a gallery of WordPress": (
        '<figure class="wp-block-gallery">'
        '<figure class="wp-block-image"><img src="/1.jpg" alt="A"><figcaption>The pass.</figcaption></figure>'
        '<figure class="wp-block-image"><img src="/2.jpg" alt="B"><figcaption>The valley.</figcaption></figure>'
        "<figcaption>Both in April.</figcaption></figure>",
        '![A](https://example.org/1.jpg "The pass.")\n\n![B](https://example.org/2.jpg "The valley. Both in April.")',
    ),
    "slides": (
        '<div class="slideshow"><div><img src="/1.jpg"><p>The pass, from below.</p></div>'
        '<div><img src="/2.jpg"><p>The valley, from above.</p></div></div>',
        '![](https://example.org/1.jpg "The pass, from below.")\n\n![](https://example.org/2.jpg "The valley, from above.")',
    ),
    "a list that counts down": (
        "<ol reversed><li>the lorries</li><li>the tents</li><li>the flag</li></ol>",
        "3. the lorries\n\n2) the tents\n\n1. the flag",
    ),
    "a list with a number left out": (
        "<ol start=4><li>the lorries</li><li>the tents</li><li value=9>the flag</li></ol>",
        "4. the lorries\n5. the tents\n\n9) the flag",
    ),
    "a quotation with its source": (
        "<blockquote><p>We leave in good order.</p><footer>— <cite>Order of the day</cite></footer></blockquote>",
        "> We leave in good order.\n>\n> — Order of the day",
    ),
    "a quotation in a figure": (
        "<figure><blockquote><p>We leave in good order.</p></blockquote><figcaption>The colonel</figcaption></figure>",
        "> We leave in good order.\n>\n> The colonel",
    ),
    "questions that open": (
        "<details><summary>Who leaves?</summary><p>All of them.</p></details>",
        "**Who leaves?**\n\nAll of them.",
    ),
    "questions that a script opens": (
        '<h2>Questions</h2><div class="accordion"><h3><button class="accordion-button" aria-expanded="false">Who leaves?</button></h3>'
        "<div hidden><p>All of them, and at once.</p></div></div>"
        '<div class="accordion"><button aria-expanded="false">When?</button><div hidden><p>On Wednesday.</p></div></div>',
        "## Questions\n\n### Who leaves?\n\nAll of them, and at once.\n\n**When?**\n\nOn Wednesday.",
    ),
    "a table with a title": (
        "<table><caption>Strength</caption><tr><th>Force</th><th>Men</th></tr><tr><td>North</td><td>120</td></tr></table>",
        "*Strength*\n\n| Force | Men |\n| --- | --- |\n| North | 120 |",
    ),
    "a post whose text is a link": (
        '<blockquote class="text-post-media"><a href="https://social.example/@mayor/post/1"><div>Post by @mayor</div>'
        "<div>View it there</div></a></blockquote>",
        "[Post by @mayor View it there](https://social.example/@mayor/post/1)",
    ),
    "a post between tags": (
        '<div class="fb-post" data-href="https://social.example/mayor/posts/1"><blockquote cite="https://social.example/mayor/posts/1">'
        '<p>They leave <a href="https://social.example/tag/today">#today</a></p>Posted by <a href="https://social.example/mayor">The Mayor</a></blockquote></div>',
        "> They leave [#today](https://social.example/tag/today)\n>\n"
        "> [Posted by The Mayor](https://social.example/mayor/posts/1)",
    ),
    "a post by the deepest of its links": (
        '<blockquote class="reddit-embed"><a href="https://forum.example/r/hills/comments/1/gone/">They are gone</a> by '
        '<a href="https://forum.example/user/olsen/">olsen</a></blockquote>',
        "[They are gone by olsen](https://forum.example/r/hills/comments/1/gone/)",
    ),
}


@pytest.mark.parametrize(("markup", "expected"), SAID.values(), ids=SAID)
def test_what_stands_inside_a_story_is_said_in_markdown(markup: str, expected: str) -> None:
    assert markdown_of(markup) == textwrap.dedent(expected)


def test_a_film_that_ends_a_story_stays() -> None:
    assert markdown_of("", frame('src="https://tube.example/embed/1" title="The pass"')) == (
        "[The pass](https://tube.example/embed/1)"
    )


def test_a_link_to_a_place_that_nobody_knows_is_no_link() -> None:
    html = f'<article><p>{FIRST}</p><p>{SECOND} See <a href="/more">more</a>.</p><p>{THIRD}</p></article>'
    assert "](" not in to_markdown(extract(saved(html, "")).article.body)


ENTRIES = (("22:05", "The last lorry", FIRST), ("21:40", "", SECOND), ("20:55", "The valley waits", THIRD))


def heading(words: str) -> str:
    return f"<h2>{words}</h2>" if words else ""


LIVE = {
    "times before headings": "".join(
        f'<div class="entry"><time datetime="2024-04-17T{clock}:00Z">{clock} GMT</time>{heading(words)}<p>{text}</p></div>'
        for clock, words, text in ENTRIES
    ),
    "times that are links": "".join(
        f'<div class="block"><p class="published-time"><a href="#{clock}"><time>{clock} GMT</time></a></p>{heading(words)}'
        f"<div><p>{text}</p></div></div>"
        for clock, words, text in ENTRIES
    ),
    "headings in a header": "<ol>"
    + "".join(
        f"<li><article><header>{heading(words)}<time><span>{clock}</span> GMT</time></header><p>{text}</p></article></li>"
        for clock, words, text in ENTRIES
    )
    + "</ol>",
}


@pytest.mark.parametrize("entries", LIVE.values(), ids=LIVE)
def test_the_entries_of_a_live_report_have_their_times(entries: str) -> None:
    keys = "".join(f'<li><a href="#{clock}">{clock} {words}</a></li>' for clock, words, _ in ENTRIES)
    list_ = f"<h2>Key events</h2><ul>{keys}</ul>"
    html = f"<html><body><main><h1>{TITLE}: live</h1><div>{list_}{entries}</div></main></body></html>"
    written = to_markdown(extract(saved(html)).article.body)
    told = [f"**{clock} GMT**\n\n## {words}\n\n{text}" for clock, words, text in ENTRIES]
    assert written.replace("### ", "## ") == "\n\n".join(told).replace("## \n\n", "") + "\n"


NOTED = (
    f"<p>{FIRST}</p><p>They came in 1992.{{}} Few remember why.{{}}</p><p>{SECOND}</p><p>{THIRD}</p>",
    "[^1]: After the war.\n\n[^2]: The papers are lost.\n",
)
NOTES = {
    "WordPress": (
        '<sup class="fn"><a href="#n1" id="m1">1</a></sup>',
        '<sup data-fn="n2" class="fn"><a href="#n2" id="m2">2</a></sup>',
        '<ol class="wp-block-footnotes"><li id="n1">After the war. <a href="#m1">↩︎</a></li>'
        '<li id="n2">The papers are lost. <a href="#m2">↩︎</a></li></ol>',
    ),
    "Markdown's": (
        '<sup id="fnref:1"><a href="#fn:1">1</a></sup>',
        '<a class="footnote-ref" href="#fn:2" id="fnref:2" role="doc-noteref"><sup>2</sup></a>',
        '<div class="footnotes"><hr><ol><li id="fn:1"><p>After the war. <a href="#fnref:1">↩</a></p></li>'
        '<li id="fn:2"><p>The papers are lost. <a href="#fnref:2">↩</a></p></li></ol></div>',
    ),
    "newsletters'": (
        '<a id="anchor-1" href="https://example.org/world/story#note-1">1</a>',
        '<a id="anchor-2" href="https://example.org/world/story#note-2">2</a>',
        "".join(
            f'<div class="footnote"><a id="note-{number}" href="https://example.org/world/story#anchor-{number}">{number}</a>'
            f"<div><p>{words}</p></div></div>"
            for number, words in ((1, "After the war."), (2, "The papers are lost."))
        ),
    ),
    "MediaWiki": (
        '<sup id="ref-1" class="reference"><a href="#note-1">[1]</a></sup>',
        '<sup id="ref-2-0"><a href="#note-2">[2]</a></sup>',
        '<h2>References</h2><ol class="references"><li id="note-1"><b><a href="#ref-1">^</a></b> After the war.</li>'
        '<li id="note-2">^ <a href="#ref-2-0"><sup>a</sup></a> <a href="#ref-2-1"><sup>b</sup></a> The papers are lost.</li></ol>',
    ),
    "written by hand": (
        '<a name="r1" href="#n1">[1]</a>',
        '<a name="r2" href="#n2">[2]</a>',
        '<p><a name="n1" href="#r1">[1]</a> After the war.</p><p><a name="n2" href="#r2">[2]</a> The papers are lost.</p>',
    ),
}


@pytest.mark.parametrize(("one", "two", "notes"), NOTES.values(), ids=NOTES)
def test_footnotes_stand_at_the_end_and_their_marks_in_the_text(one: str, two: str, notes: str) -> None:
    story, expected = NOTED
    html = f"<html><body><article><h1>{TITLE}</h1>{story.format(one, two)}{notes}</article></body></html>"
    written = to_markdown(extract(saved(html)).article.body)
    assert "They came in 1992.[^1] Few remember why.[^2]\n" in written
    assert written.endswith(f"{THIRD}\n\n{expected}")


def test_a_number_that_leads_to_a_heading_is_no_mark() -> None:
    assert "[^" not in markdown_of('<p>It is told in part <a href="#two">2</a>.</p><h2 id="two">Part two</h2>')

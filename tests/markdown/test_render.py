from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sitegen.body import Body
from sitegen.markdown.page import Labels
from sitegen.markdown.render import EXCERPT_LENGTH, Rendered, render
from sitegen.markdown.write import to_markdown

from .bodies import FRAGMENTS, bodies

GOLDEN = Path(__file__).parent / "golden"


def as_written(address: str) -> str:
    return address


def html_of(markdown: str) -> str:
    return render(markdown, resolve=as_written).html


def test_a_body_of_everything_as_html() -> None:
    markdown = (GOLDEN / "everything.md").read_text(encoding="utf-8")
    rendered = render(markdown, resolve=lambda address: address.replace("../../../", "/"), sizes=lambda _: (640, 480))
    assert rendered.html == (GOLDEN / "everything.html").read_text(encoding="utf-8")


def test_the_facts_come_with_the_page() -> None:
    markdown = (
        "One **two** [three](a.md).\n\n![alt](b.webp 'not counted')\n\n## Four `five`\n\n- six\n\n[seven](https://x.y)"
    )
    assert render(markdown, resolve=as_written) == Rendered(
        html=html_of(markdown),
        text_words=7,
        excerpt="One two three. seven",
        links=("a.md", "https://x.y"),
        pictures=("b.webp",),
        headings=((2, "Four five", "four-five"),),
    )


def test_targets_are_resolved_and_facts_keep_them_as_written() -> None:
    resolved = render("[a](b.md) ![c](d.png)", resolve=lambda address: f"/site/{address}")
    assert 'href="/site/b.md"' in resolved.html and 'src="/site/d.png"' in resolved.html
    assert (resolved.links, resolved.pictures) == (("b.md",), ("d.png",))


def test_headings_have_ids_of_their_own_and_the_first_level_is_the_titles() -> None:
    rendered = render("# Top\n\n## Top\n\n## 東京の話\n\n## ***\n\n## हिन्दी", resolve=as_written)
    assert [identity for *_, identity in rendered.headings] == ["top", "top-2", "東京の話", "section", "हिन्दी"]
    assert "<h1" not in rendered.html and rendered.html.count("<h2 ") == 5


def test_a_picture_alone_is_a_figure_and_one_in_a_line_is_not() -> None:
    assert html_of('![a](b.png "c *d*")') == (
        '<figure>\n<img src="b.png" alt="a" loading="lazy" decoding="async">\n'
        "<figcaption>c *d*</figcaption>\n</figure>\n"
    )
    assert "<figure>" not in html_of("see ![a](b.png)")
    assert html_of("- ![a](b.png)").count("<figure>") == 1


def test_a_picture_elsewhere_is_a_link_so_that_no_page_asks_another_host() -> None:
    link = '<a class="elsewhere" href="https://a.example/b.jpg" rel="noopener">Picture, not in this archive: boats</a>'
    assert html_of("see ![boats](https://a.example/b.jpg)") == f"<p>see {link}</p>\n"
    assert html_of("![boats](https://a.example/b.jpg 'At noon')") == (
        f"<figure>\n{link}\n<figcaption>At noon</figcaption>\n</figure>\n"
    )
    assert "<img" not in html_of("[![boats](//a.example/b.jpg)](https://a.example/)")
    assert html_of("[![boats](//a.example/b.jpg)](https://a.example/)").count("<a ") == 1


def test_a_footnote_that_ends_in_a_picture_is_well_formed() -> None:
    page = LexborHTMLParser(html_of("x[^1]\n\n[^1]:\n\n    ![a](b.png)\n"))
    assert page.css_first("li figure img") is not None and page.css_first("li a[role=doc-backlink]") is not None
    assert page.css_first("li p") is None


def test_footnotes_lead_there_and_back() -> None:
    page = LexborHTMLParser(html_of("a[^x] b[^x]\n\n[^x]: Note.\n"))
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {(link.attributes["href"] or "").removeprefix("#") for link in page.css("a")} == ids
    assert [link.attributes["aria-label"] for link in page.css("li a")] == [
        "Back to reference 1",
        "Back to reference 1.2",
    ]


def test_tables_scroll_by_keyboard_and_need_no_inline_style() -> None:
    html = render("| a | |\n| --: | --- |\n| 1 | 2 |\n", resolve=as_written, labels=Labels(table="Tabelle")).html
    assert '<div class="table" role="region" tabindex="0" aria-label="Tabelle 1">' in html
    assert '<th scope="col" class="right">a</th>\n<td></td>' in html
    assert "style=" not in html


def test_links_that_leave_say_so_and_others_do_not() -> None:
    assert html_of("[a](https://x.y)") == '<p><a href="https://x.y" rel="noopener">a</a></p>\n'
    assert html_of("[a](/b)") == '<p><a href="/b">a</a></p>\n'


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\\\nscript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](<\x01javascript:alert(1)>)",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/png;base64,iVBO)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "[x](search-ms:query=x)",
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '[x](https://a.b/"onmouseover="alert(1))',
        '![x" onerror="alert(1)](a.png)',
        '![x](a.png "x\\" onerror=\\"alert(1)")',
        '```x" onclick="alert(1)\n```',
        "# <svg onload=alert(1)>",
        "| <b onclick=x> |\n| --- |\n",
    ],
)
def test_nothing_that_executes_comes_out(markdown: str) -> None:
    assert_harmless(html_of(markdown))


def assert_harmless(html: str) -> None:
    page = LexborHTMLParser(html)
    assert not page.css("script, svg, iframe, object, embed, style, form")
    for node in page.css("body *"):
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name != "style"
            if name in {"href", "src"}:
                scheme = urlsplit((value or "").strip()).scheme.lower()
                assert scheme in {"", "http", "https", "mailto", "tel"} or (value or "").startswith("data:image/png;")
                assert not (name == "href" and scheme == "data")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*FRAGMENTS, "\n", "\n\n", "javascript:", "](", "https://")), max_size=30).map("".join))
def test_any_text_renders_to_something_harmless(markdown: str) -> None:
    rendered = render(markdown, resolve=as_written)
    assert_harmless(rendered.html.replace("http://a.b", "https://a.b"))
    assert len(rendered.excerpt) <= EXCERPT_LENGTH


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_html_of_written_bodies_is_well_formed(body: Body) -> None:
    html = html_of(to_markdown(body))
    assert_harmless(html)
    for tag in ("p", "figure", "li", "ul", "ol", "blockquote", "em", "strong", "td", "div", "dd"):
        opened = html.count(f"<{tag}>") + html.count(f"<{tag} ")
        assert opened == html.count(f"</{tag}>"), tag


def test_excerpts_end_at_a_word() -> None:
    excerpt = render("word " * 100, resolve=as_written).excerpt
    assert excerpt.endswith("word…") and EXCERPT_LENGTH - 6 < len(excerpt) <= EXCERPT_LENGTH
    assert len(render("字" * 500, resolve=as_written).excerpt) == EXCERPT_LENGTH
    assert render("Short.\n\n## Not me\n\nBut me.", resolve=as_written).excerpt == "Short. But me."


def test_words_are_counted_in_every_script() -> None:
    assert render("one two three", resolve=as_written).text_words == 3
    assert render("話" * 100, resolve=as_written).text_words == 51


@pytest.mark.parametrize(
    "hostile", ["[", "![", "[[a] ", "*a ", "_a_*b*", "`", "``a", "> ", "- ", "~a", "^", "&amp;", "<a"]
)
def test_hostile_markdown_ends_soon(hostile: str) -> None:
    assert html_of(hostile * 4_000)

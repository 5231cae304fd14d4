"""What a reader of the files sees: one golden file of everything, and the escapes that must and must not be there."""

from pathlib import Path

import pytest

from sitegen.body import (
    Body,
    Break,
    Code,
    CodeBlock,
    DefinitionList,
    Embed,
    Emphasis,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from sitegen.markdown.sayable import sayable
from sitegen.markdown.write import to_markdown

GOLDEN = Path(__file__).parent / "golden"


def words(*content: str | Inline) -> tuple[Inline, ...]:
    return tuple(Text(node) if isinstance(node, str) else node for node in content)


def paragraph(*content: str | Inline) -> Paragraph:
    return Paragraph(words(*content))


def written(*content: str | Inline) -> str:
    """A paragraph as Markdown, without its line feed."""
    return to_markdown(Body((paragraph(*content),))).removesuffix("\n")


def item(*content: str | Inline) -> tuple[Paragraph]:
    return (paragraph(*content),)


EVERYTHING = Body(
    (
        paragraph("The council ", Emphasis(words("rejected")), " the ", Strong(words("whole")), " plan on Monday."),
        Figure(
            Image("../../../media/ab/abcd.webp", "A crowd before the town hall"),
            words("Saturday's ", Emphasis(words("march"))),
        ),
        Heading(2, words("What C# and Q&A have to do with it #")),
        Quotation((paragraph("“We were never asked,” she said."), paragraph("— Ana Söt"))),
        ListBlock((item("bread"), (*item("milk"), ListBlock((item("whole"), item("skimmed")))), item("eggs"))),
        ListBlock((item("first"), (*item("second"), CodeBlock("make all\n\nmake test", "sh"))), ordered=True, start=3),
        paragraph(
            "Water is H",
            Subscript("2"),
            "O; the area 5 m",
            Superscript("2"),
            "; ",
            Strikethrough(words("40")),
            " 41 percent.",
        ),
        Table(
            (words("Town"), words("Votes")),
            ((words("Yerevan"), words("1,024")), (words("Gyumri | north"), ())),
            ("", "right"),
        ),
        DefinitionList(
            (
                (words("Quorum"), (item("half of the members"),)),
                (words("Veto"), (item("a no"), item("that counts for all"))),
            )
        ),
        Embed("https://video.example/watch?v=1", "The debate, in full"),
        paragraph(
            "Run ",
            Code("make `all`"),
            ".",
            Break(),
            "Then see ",
            Link("https://example.org/a_(b)", words("the [draft]")),
            FootnoteReference("1"),
            ".",
        ),
        Rule(),
        Footnote("1", (paragraph("Published in May."), Quotation(item("Draft, page 3")))),
    )
)


def test_a_body_of_everything_reads_well() -> None:
    assert to_markdown(EVERYTHING) == (GOLDEN / "everything.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and _ alone is rare, 5 * 3 = 15, C:\\temp, AT&T, Q&A; R&D",
        "he said [the president] would come (maybe) at 10:30 - or not",
        "about ~5 km, up ^ and down, <3 minutes, a < b, a | b, 100% #blessed @home",
        "version 1.0-rc+2, $5, {x}, wow!, 'quoted' \"twice\", a/b, 50 >= 40",
    ],
)
def test_ordinary_text_has_no_needless_backslashes(text: str) -> None:
    assert written(text).replace("\\_ alone", "_ alone") == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1986. It was a year", "1986\\. It was a year"),
        ("1) first", "1\\) first"),
        ("- not an item", "\\- not an item"),
        ("+ not an item", "\\+ not an item"),
        ("* footnote star", "\\* footnote star"),
        ("# not a heading", "\\# not a heading"),
        ("> not a quotation", "\\> not a quotation"),
        (": not a definition", "\\: not a definition"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("|---|", "\\|---|"),
        ("[1]: not a reference", "\\[1]: not a reference"),
        ("[^1]: not a footnote", "\\[^1]: not a footnote"),
        ("*stars* and `ticks`", "\\*stars\\* and \\`ticks\\`"),
        ("_under_ and __init__", "\\_under\\_ and \\_\\_init\\_\\_"),
        ("[text](url)", "[text\\](url)"),
        ("&amp; &copy; &#42;", "\\&amp; \\&copy; \\&#42;"),
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("~~no~~ a~b~c", "\\~\\~no\\~\\~ a\\~b\\~c"),
        ("\\*", "\\\\\\*"),
        ("  spaces \t\n around  ", "spaces around"),
        ("　　全角の字下げ", "全角の字下げ"),
        ("bad \x00 control\x1f and \ud800 halves", "bad control and halves"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, markdown: str) -> None:
    assert written(text) == markdown


def test_lines_after_a_break_begin_no_block() -> None:
    assert written("Roses", Break(), "- Violets", Break(), "---") == "Roses\\\n\\- Violets\\\n\\---"


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        (("in", Emphasis(words("cred")), "ible"), "in*cred*ible"),
        (("say ", Strong(words("“now”")), " or"), "say **“now”** or"),
        (("他说", Strong(words("“你好”")), "然后"), "他&#35828;**“你好”**&#28982;后"),
        (("서울", Emphasis(words("(수도)")), "에서"), "서&#50872;*(수도)*&#50640;서"),
        (("길", Strikethrough(words("중", Strong(words("(중)")))), "a"), "&#44600;~~&#51473;**(중)**~~&#97;"),
        (("C:\\x", Emphasis(words("*"))), "C:\\\\&#120;*\\**"),
        ((Strong(words("*")), "나_1"), "**\\***&#45208;\\_1"),
        (("a", Strong(words(" spaced ")), "b"), "a **spaced** b"),
        ((Emphasis(words("a ", Strong(words("b")))),), "_a **b**_"),
        ((Strong(words(Emphasis(words("both")))),), "***both***"),
        ((Emphasis(words("a")), Emphasis(words("b"))), "*ab*"),
        ((Emphasis(words("a", Emphasis(words("b")))),), "*ab*"),
        (("Wow!", Link("x.md", words("here"))), "Wow\\![here](x.md)"),
        ((Link("a b.md", words("x"), 'say "hi"'),), '[x](<a b.md> "say \\"hi\\"")'),
        ((Link("javascript:alert(1)", words("x")),), "x"),
        ((Link(" java\tscript:alert(1)", words("x")),), "x"),
        ((Link("data:text/html,x", words("x")),), "x"),
        (("a ", Image("data:image/svg+xml,<svg/>", "x"), " b"), "a b"),
        ((Code("`"), " ", Code("a``b")), "`` ` `` `a``b`"),
        (("E=mc", Superscript("2 a")), "E=mc^2\\ a^"),
        (("no note", FootnoteReference("9")), "no note^9^"),
    ],
)
def test_marks_and_links(content: tuple[str | Inline, ...], markdown: str) -> None:
    assert written(*content) == markdown


def test_headings_end_where_they_end() -> None:
    assert to_markdown(Body((Heading(1, words("C #", Break(), "#")),))) == "## C # \\#\n"


def test_empty_bodies_and_empty_blocks_say_nothing() -> None:
    nothing = Body((paragraph(" "), Heading(2, ()), Quotation(()), ListBlock(((), ())), Table((), ()), CodeBlock("\n")))
    assert to_markdown(Body()) == to_markdown(nothing) == ""


def test_lists_stay_apart_and_empty_items_stay() -> None:
    lists = Body((ListBlock((item("a"), ())), ListBlock((item("b"),)), ListBlock((item("c"),), ordered=True)))
    assert to_markdown(lists) == "- a\n\n-\n\n+ b\n\n1. c\n"


def test_notes_without_references_are_not_lost() -> None:
    body = Body((paragraph("Text."), Footnote("x", (paragraph("Said elsewhere."),))))
    assert to_markdown(body) == "Text.\n\nSaid elsewhere.\n"


def test_too_deep_nesting_is_flattened() -> None:
    block: Quotation | Paragraph = paragraph("deep")
    for _ in range(60):
        block = Quotation((block,))
    assert to_markdown(Body((block,))) == f"{'> ' * 12}deep\n"


def test_no_word_is_lost() -> None:
    body = Body(tuple(block for block in EVERYTHING.blocks if not isinstance(block, Embed)))
    assert sayable(body).text.split() == body.text.split()

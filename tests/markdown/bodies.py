"""Bodies for property tests: small, nested, and full of what Markdown might take for markup."""

from typing import Any

from hypothesis import strategies as st

from sitegen.body import (
    Block,
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
    Inlines,
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

# Pieces of text that mean something somewhere, letters of several scripts, and spaces.
FRAGMENTS = (
    *"*_~^`[]()<>!&#|\\-+=:.\"'1a é“”。中나\u00a0\u3000😀\u0301",
    *("**", "~~", "***", "---", "===", "1. ", "1) ", "- ", "+ ", "# ", "> ", ": ", "~ ", "| ", "```", "~~~", "    "),
    *("&amp;", "&#42;", "&copy", "[^1]", "[^1]:", "[a]: ", "](", "![", "<b>", "<http://a.b>", "a@b.cd>", "<3 "),
    *("word", "snake_case", "5 * 3", "a|b", "C:\\x", "AT&T", "\n", "\t", "\u0007", "\ud800", "\ufffe", "Straße", "말"),
)
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)
labels = st.sampled_from(("1", "2", "x y", "note-1", "]"))
addresses = st.one_of(
    st.sampled_from(("https://example.org/a_b_(c)", "other.md", "../../../media/ab/x.webp", "/é ü", "a(b", "", "#x")),
    st.sampled_from(("javascript:alert(1)", " JAVA\nSCRIPT:x", "data:text/html,x", "data:image/png;base64,iVBO")),
    texts,
)

leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Text, texts),
    st.builds(Text, texts),
    st.builds(Code, texts),
    st.builds(Superscript, texts),
    st.builds(Subscript, texts),
    st.builds(Image, addresses, texts, texts),
    st.builds(FootnoteReference, labels),
    st.just(Break()),
)


def _tuples(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def _marks(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = _tuples(inner)
    return st.one_of(
        st.builds(Emphasis, content),
        st.builds(Strong, content),
        st.builds(Strikethrough, content),
        st.builds(Link, addresses, content, texts),
    )


inlines: st.SearchStrategy[Inlines] = _tuples(st.recursive(leaves, _marks, max_leaves=5))

tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.lists(inlines, min_size=width, max_size=width).map(tuple),
        _tuples(_tuples(inlines, 4), 2),
        _tuples(st.sampled_from(("", "left", "center", "right"))),
    )
)

simple_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Paragraph, inlines),
    st.builds(Heading, st.integers(1, 7), inlines),
    st.builds(CodeBlock, texts, st.sampled_from(("", "python", "a b"))),
    st.builds(Figure, st.builds(Image, addresses, texts, texts), inlines),
    st.builds(Embed, addresses, texts),
    st.just(Rule()),
    tables,
)


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = _tuples(inner, 2)
    return st.one_of(
        st.builds(ListBlock, _tuples(blocks), st.booleans(), st.sampled_from((1, 1, 0, 7, -3, 10**12))),
        st.builds(Quotation, blocks),
        st.builds(DefinitionList, _tuples(st.tuples(inlines, _tuples(blocks, 2)), 2)),
        st.builds(Footnote, labels, blocks),
    )


bodies = st.builds(Body, _tuples(st.recursive(simple_blocks, _containers, max_leaves=5), 4))
paragraphs = st.builds(Body, st.tuples(st.builds(Paragraph, inlines)))

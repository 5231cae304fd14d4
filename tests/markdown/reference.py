"""A body as HTML, written straight from the tree: what its Markdown must read back as."""

from html import escape

from sitegen.body import (
    Block,
    Blocks,
    Body,
    Break,
    Code,
    CodeBlock,
    DefinitionList,
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
    inline_text,
)


def html_of(body: Body) -> str:
    """The body as HTML in one line; footnotes stand at the end, in the order of definition."""
    return "".join(map(_block, body.blocks))


def _blocks(blocks: Blocks) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return f"<p>{_inlines(content)}</p>"
        case Heading(level, content):
            return f"<h{level}>{_inlines(content)}</h{level}>"
        case ListBlock(items, ordered, start):
            tag = f"ol start={start}" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_blocks(item)}</li>' for item in items)}</{tag[:2]}>"
        case Quotation(blocks):
            return f"<blockquote>{_blocks(blocks)}</blockquote>"
        case Table(header, rows, alignment):
            sides = alignment or ("",) * len(header)
            return f"<table>{_row(header, sides)}{''.join(_row(row, sides) for row in rows)}</table>"
        case CodeBlock(text, language):
            return f"<pre {language}>{escape(text)}\n</pre>"
        case Figure(image, caption):
            return f"<figure>{_inline(image)}<figcaption>{escape(inline_text(caption))}</figcaption></figure>"
        case DefinitionList(items):
            return f"<dl>{''.join(map(_item, items))}</dl>"
        case Footnote(label, blocks):
            return f"<aside {label}>{_blocks(blocks)}</aside>"
        case Rule():
            return "<hr>"
    raise AssertionError(block)


def _row(cells: tuple[Inlines, ...], sides: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<td {side}>{_inlines(cell)}</td>' for cell, side in zip(cells, sides, strict=True))}</tr>"


def _item(item: tuple[Inlines, tuple[Blocks, ...]]) -> str:
    return f"<dt>{_inlines(item[0])}</dt>{''.join(f'<dd>{_blocks(blocks)}</dd>' for blocks in item[1])}"


def _inlines(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(node: Inline) -> str:
    match node:
        case Text(value):
            return escape(value)
        case Emphasis(content):
            return f"<em>{_inlines(content)}</em>"
        case Strong(content):
            return f"<strong>{_inlines(content)}</strong>"
        case Strikethrough(content):
            return f"<s>{_inlines(content)}</s>"
        case Superscript(value):
            return f"<sup>{escape(value)}</sup>"
        case Subscript(value):
            return f"<sub>{escape(value)}</sub>"
        case Code(value):
            return f"<code>{escape(value)}</code>"
        case Break():
            return "<br>"
        case Link(href, content, title):
            return f"<a {escape(href)} {escape(title)}>{_inlines(content)}</a>"
        case Image(src, alt, title):
            return f"<img {escape(src)} {escape(alt)} {escape(title)}>"
        case FootnoteReference(label):
            return f"<a ^{label}>"

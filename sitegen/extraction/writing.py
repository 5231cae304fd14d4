"""Kept blocks of the page → the body's tree, by a table of one small function for each kind of element."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sitegen.body import (
    Alignment,
    Blocks,
    Body,
    CodeBlock,
    DefinitionList,
    Embed,
    Figure,
    Heading,
    Image,
    Inlines,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
)
from sitegen.body import (
    Block as BodyBlock,
)
from sitegen.dom import Element, collapse, find, raw_text
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.inlines import has_words, inlines, without_pictures
from sitegen.extraction.layout import EMBEDS, HEADINGS, PICTURES, Block, Layout
from sitegen.extraction.pictures import picture_of
from sitegen.extraction.tables import grid

CODE_LANGUAGE = re.compile(r"\b(?:lang(?:uage)?|highlight-source|brush)[-:] ?([\w+#.]+)")


@dataclass(frozen=True, slots=True)
class Writer:
    """What writing needs: the layout, which blocks stay (by number), and how to resolve addresses.

    `figures` are elements other than `figure` that hold a picture with its caption; `counts` are running sums of the
    blocks that stay.
    """

    layout: Layout
    kept: frozenset[int]
    addresses: Addresses
    figures: frozenset[Element] = frozenset()
    posts: frozenset[Element] = frozenset()
    top_level: int = 2
    counts: Sequence[int] = ()


def write_body(container: Element, writer: Writer) -> Body:
    """The body made of the kept blocks inside `container`."""
    levels = [
        int(block.owner.tag[1])
        for block in writer.layout.inside(container)
        if block.number in writer.kept and block.owner.tag in HEADINGS
    ]
    counts = writer.layout.totals(lambda block: block.number in writer.kept)
    writer = replace(writer, top_level=min(levels, default=2), counts=counts)
    return Body(_container(container, writer))


def without_outer_rules(body: Body) -> Body:
    """The body without rules at its beginning and end, where they part nothing."""
    places = [place for place, block in enumerate(body.blocks) if not isinstance(block, Rule)]
    return Body(body.blocks[places[0] : places[-1] + 1] if places else ())


def _blocks(element: Element, writer: Writer) -> Blocks:
    if not _holds_kept(element, writer):
        return ()
    if element in writer.figures and element.tag not in EMBEDS:
        return figure_blocks(element, writer)
    if element in writer.posts:
        return _post(element, writer)
    return WRITERS.get(element.tag, _container)(element, writer)


def _holds_kept(element: Element, writer: Writer) -> bool:
    if element.tag in EMBEDS or element.tag == "hr":
        return True
    start, stop = writer.layout.spans.get(element, (0, 0))
    return writer.counts[stop] > writer.counts[start]


def _container(element: Element, writer: Writer) -> Blocks:
    written: list[BodyBlock] = []
    for item in writer.layout.flow.get(element, ()):
        if isinstance(item, Element):
            written.extend(_blocks(item, writer))
        elif item.number in writer.kept:
            written.extend(_paragraph(item, writer))
    return tuple(written)


def _paragraph(block: Block, writer: Writer) -> Blocks:
    content = inlines(block.parts, writer.addresses)
    if len(content) == 1 and isinstance(content[0], Text):
        return (Paragraph(content),)
    images = [node for node in content if isinstance(node, Image)]
    images += [
        inner for node in content if isinstance(node, Link) for inner in node.content if isinstance(inner, Image)
    ]
    if not has_words(content):
        return tuple(Figure(image) for image in images)
    if images and len(images) == len([node for node in content if isinstance(node, Image)]):
        figures = tuple(Figure(image) for image in images)
        return (*figures, Paragraph(without_pictures(content)))
    return (Paragraph(content),)


def _heading(element: Element, writer: Writer) -> Blocks:
    written: list[BodyBlock] = []
    level = min(6, max(2, int(element.tag[1]) - writer.top_level + 2))
    for block in _container(element, writer):
        if isinstance(block, Paragraph):
            content = block.content
            if len(content) == 1 and isinstance(content[0], Strong):
                content = content[0].content
            written.append(Heading(level, content))
        else:
            written.append(block)
    return tuple(written)


def _list(element: Element, writer: Writer) -> Blocks:
    items: list[Blocks] = []
    for item in writer.layout.flow.get(element, ()):
        if isinstance(item, Element):
            blocks = _container(item, writer) if item.tag == "li" else _blocks(item, writer)
        else:
            blocks = _paragraph(item, writer) if item.number in writer.kept else ()
        if item_is_list := isinstance(item, Element) and item.tag in ("ul", "ol") and items:
            items[-1] = (*items[-1], *blocks)
        if blocks and not item_is_list:
            items.append(blocks)
    if not items:
        return ()
    start = element.get("start")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
    return (ListBlock(tuple(items), element.tag == "ol", first),)


def _quotation(element: Element, writer: Writer) -> Blocks:
    blocks = _container(element, writer)
    return (Quotation(blocks),) if blocks else ()


def _code(element: Element, _writer: Writer) -> Blocks:
    text = raw_text(element).strip("\n").rstrip()
    classes = " ".join([element.get("class"), *(code.get("class") for code in find(element, "code"))])
    language = CODE_LANGUAGE.search(classes)
    return (CodeBlock(text, language[1] if language else ""),) if text else ()


def _table(element: Element, writer: Writer) -> Blocks:
    if not any(block.kind == "table" and block.owner is element for block in writer.layout.inside(element)):
        return _container(element, writer)
    rows = grid(element)
    cells = [tuple(_cell(cell, writer) for cell in row) for row in rows]
    cells = [row for row in cells if any(map(has_words, row))]
    if not cells:
        return ()
    header = cells[0] if _is_header(rows) else tuple(() for _ in cells[0])
    rest = tuple(cells[1:] if header else cells) if header is cells[0] else tuple(cells)
    alignment = tuple(_alignment(cell) for cell in rows[-1])
    return (Table(header, rest, alignment),)


def _cell(cell: Element | None, writer: Writer) -> Inlines:
    return inlines(cell.children, writer.addresses) if cell else ()


def _is_header(rows: list[list[Element | None]]) -> bool:
    first = [cell for cell in rows[0] if cell]
    in_head = bool(first) and first[0].parent is not None and first[0].parent.parent is not None
    if in_head and first[0].parent.parent.tag == "thead":  # type: ignore[union-attr]
        return True
    return bool(first) and all(cell.tag == "th" for cell in first)


def _alignment(cell: Element | None) -> Alignment:
    found = cell.get("align").lower() if cell else ""
    for side in ("left", "center", "right"):
        if found == side:
            return side
    return ""


def _figure(element: Element, writer: Writer) -> Blocks:
    if next(find(element, "table", "pre", "blockquote"), None) is not None:
        return _container(element, writer)
    return figure_blocks(element, writer) or _container(element, writer)


def figure_blocks(element: Element, writer: Writer) -> Blocks:
    """The pictures in `element`, the last with the caption."""
    images: list[Image] = []
    for img in find(element, *PICTURES):
        if img.parent is not None and img.parent.tag == "picture":
            continue
        if (image := picture_of(img, writer.addresses)) and image.src not in {known.src for known in images}:
            images.append(image)
    captions = [part.children for part in find(element, "figcaption")][:1] or [[element]]
    caption = without_pictures(inlines(captions[0], writer.addresses))
    embeds = [block for embed in find(element, *EMBEDS) for block in _embed(embed, writer)]
    figures = [Figure(image, caption if image is images[-1] else ()) for image in images]
    return (*figures, *embeds)


def _embed(element: Element, writer: Writer) -> Blocks:
    source = next((part.get("src") for part in find(element, "source") if part.get("src")), "")
    reference = element.get("src") or element.get("data-src") or element.get("data") or source
    if element.tag == "amp-youtube" and (video := element.get("data-videoid")):
        reference = f"https://www.youtube.com/watch?v={video}"
    href = writer.addresses.link(reference) if reference else ""
    title = collapse(element.get("title") or element.get("aria-label"))
    return (Embed(href, title or href),) if href else ()


def _post(element: Element, writer: Writer) -> Blocks:
    """A post quoted from elsewhere: a link to it, with its words, its author and its date."""
    references = [link.get("href") for link in find(element, "a") if link.get("href")]
    href = writer.addresses.link(element.get("cite") or references[-1]) if references or element.get("cite") else ""
    words = " ".join(block.text for block in writer.layout.inside(element))
    return (Embed(href, words or href),) if href else ()


def _definitions(element: Element, writer: Writer) -> Blocks:
    items: list[tuple[Inlines, tuple[Blocks, ...]]] = []
    for item in find(element, "dt", "dd"):
        if not _holds_kept(item, writer):
            continue
        if item.tag == "dt":
            items.append((inlines(item.children, writer.addresses), ()))
        elif items and (blocks := _container(item, writer)):
            term, notes = items[-1]
            items[-1] = (term, (*notes, blocks))
    whole = [item for item in items if item[1]]
    if len(whole) != len(items) or not whole:
        return _container(element, writer)
    return (DefinitionList(tuple(whole)),)


def _rule(_element: Element, _writer: Writer) -> Blocks:
    return (Rule(),)


def _nothing(_element: Element, _writer: Writer) -> Blocks:
    return ()


WRITERS: Mapping[str, Callable[[Element, Writer], Blocks]] = MappingProxyType(
    {
        **dict.fromkeys(sorted(HEADINGS), _heading),
        **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
        **dict.fromkeys(("pre", "listing", "xmp"), _code),
        **dict.fromkeys(sorted(EMBEDS), _embed),
        "blockquote": _quotation,
        "table": _table,
        "figure": _figure,
        "figcaption": _nothing,
        "caption": _nothing,
        "dl": _definitions,
        "hr": _rule,
    }
)

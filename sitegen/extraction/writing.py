"""Kept blocks of the page → the body's tree, by a table of one small function for each kind of element."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sitegen.body import (
    Alignment,
    Blocks,
    Body,
    CodeBlock,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
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
from sitegen.dom import Element, find, raw_text
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.embeds import embed_of, post_of
from sitegen.extraction.figures import figure_blocks
from sitegen.extraction.inlines import has_words, inlines, without_pictures
from sitegen.extraction.layout import EMBEDS, HEADINGS, Block, Layout
from sitegen.extraction.tables import grid

BEFORE_NOTES = "^↑ \u00a0"
CODE_LANGUAGE = re.compile(r"\b(?:lang(?:uage)?|highlight-source|brush)[-:] ?([\w+#.]+)")


@dataclass(frozen=True, slots=True)
class Writer:
    """What writing needs: the layout, which blocks stay (by number), and how to resolve addresses.

    `figures` are elements other than `figure` that hold a picture with its caption; `counts` are running sums of the
    blocks that stay, and `times` stand above the entries of a live report.
    """

    layout: Layout
    kept: frozenset[int]
    addresses: Addresses
    figures: frozenset[Element] = frozenset()
    posts: frozenset[Element] = frozenset()
    times: Mapping[Element, str] = field(default_factory=dict)
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


def with_footnotes(body: Body, notes: Mapping[str, Element], writer: Writer) -> Body:
    """The body with its notes behind it."""
    written = [Footnote(label, _note(element, writer)) for label, element in notes.items()]
    return Body((*body.blocks, *(note for note in written if note.blocks)))


def _note(element: Element, writer: Writer) -> Blocks:
    """All that stands in a note, without the arrow before its words."""
    start, stop = writer.layout.spans[element]
    kept = frozenset(range(start, stop))
    counts = writer.layout.totals(lambda block: block.number in kept)
    match _container(element, replace(writer, kept=kept, counts=counts)):
        case (Paragraph((Text(value), *rest)), *others):
            words = value.lstrip(BEFORE_NOTES)
            content = (Text(words), *rest) if words else tuple(rest)
            return (Paragraph(content), *others) if content else tuple(others)
        case blocks:
            return blocks


def without_outer_rules(body: Body) -> Body:
    """The body without rules at its beginning and end, where they part nothing."""
    places = [place for place, block in enumerate(body.blocks) if not isinstance(block, Rule)]
    return Body(body.blocks[places[0] : places[-1] + 1] if places else ())


def _blocks(element: Element, writer: Writer) -> Blocks:
    if not _holds_kept(element, writer):
        return ()
    if element in writer.figures and element.tag not in EMBEDS:
        return figure_blocks(element, writer.addresses)
    if element in writer.posts:
        return _post(element, writer)
    return WRITERS.get(element.tag, _container)(element, writer)


def _holds_kept(element: Element, writer: Writer) -> bool:
    if element.tag == "hr":
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
    if written and (time := writer.times.get(element)):
        return (Paragraph((Strong((Text(time),)),)), *written)
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
    if any(item in writer.times for item in writer.layout.flow.get(element, ())):
        return _container(element, writer)  # the entries of a live report are no items
    lists: list[tuple[int, list[Blocks]]] = []  # the first number of each, and its items
    beginnings = _beginnings(element)
    begin: int | None = 1
    for item in writer.layout.flow.get(element, ()):
        if isinstance(item, Element):
            begin = beginnings.get(item, begin)
            blocks = _container(item, writer) if item.tag == "li" else _blocks(item, writer)
        else:
            blocks = _paragraph(item, writer) if item.number in writer.kept else ()
        if not blocks:
            continue
        if begin is not None:
            lists.append((begin, [blocks]))
            begin = None
        elif isinstance(item, Element) and item.tag in ("ul", "ol"):
            lists[-1][1][-1] += blocks
        else:
            lists[-1][1].append(blocks)
    return tuple(ListBlock(tuple(items), element.tag == "ol", first) for first, items in lists)


def _beginnings(element: Element) -> dict[Element, int]:
    """The items whose number is not that of the item before and one more, with it: each begins a list of its own."""
    if element.tag != "ol":
        return {}
    items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
    step = -1 if "reversed" in element.attributes else 1
    number = _number(element.get("start"), len(items) if step < 0 else 1) - step
    beginnings: dict[Element, int] = {}
    for place, item in enumerate(items):
        before, number = number, _number(item.get("value"), number + step)
        if not place or number != before + 1:
            beginnings[item] = number
    return beginnings


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _quotation(element: Element, writer: Writer) -> Blocks:
    """A quotation, with the name below it, which the page may set as the foot of the quotation."""
    blocks = _container(element, writer)
    feet = [part for part in element.children if isinstance(part, Element) and part.tag == "footer"]
    names = [inlines(foot.children, writer.addresses) for foot in feet if not _holds_kept(foot, writer)]
    return (Quotation((*blocks, *map(Paragraph, filter(None, names)))),) if blocks else ()


def _summary(element: Element, writer: Writer) -> Blocks:
    """What opens a part that is folded away: a label, set as one."""
    blocks = _container(element, writer)
    return tuple(Paragraph((Strong(block.content),)) if isinstance(block, Paragraph) else block for block in blocks)


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
    return (*_table_title(element, writer), Table(header, rest, alignment))


def _table_title(element: Element, writer: Writer) -> Blocks:
    captions = (part for part in element.children if isinstance(part, Element) and part.tag == "caption")
    words = inlines([node for caption in captions for node in caption.children], writer.addresses)
    return (Paragraph((Emphasis(words),)),) if has_words(words) else ()


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
    """A picture with its caption; of a quotation, a table or code in a figure that is the name or title below it."""
    if next(find(element, "table", "pre", "blockquote"), None) is None:
        return figure_blocks(element, writer.addresses) or _container(element, writer)
    blocks = _container(element, writer)
    captions = (inlines(part.children, writer.addresses) for part in find(element, "figcaption"))
    names = [Paragraph(caption) for caption in captions if has_words(caption)]
    match blocks:
        case (*before, Quotation(said)):
            return (*before, Quotation((*said, *names)))
        case _:
            return (*blocks, *names) if blocks else ()


def _embed(element: Element, writer: Writer) -> Blocks:
    embed = embed_of(element, writer.addresses)
    return (embed,) if embed else ()


def _post(element: Element, writer: Writer) -> Blocks:
    post = post_of(element, writer.addresses)
    return (post,) if post else ()


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
        "summary": _summary,
        "table": _table,
        "figure": _figure,
        "figcaption": _nothing,
        "caption": _nothing,
        "dl": _definitions,
        "hr": _rule,
    }
)

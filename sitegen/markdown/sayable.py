"""The nearest body that the Markdown dialect can say.

Most bodies pass unchanged. What the dialect has no words for is replaced by what a reader would take for the same:

- white space is collapsed; control characters and noncharacters are dropped; white space (also no-break and
  ideographic) at the edge of a paragraph goes, at the edge of a mark it moves outside; so do breaks;
- a mark inside the same mark, a link inside a link and a link that leads nowhere or to something that executes are
  replaced by their contents, and a strong mark around nothing but an emphasis changes places with it; neighbours of the
  same mark become one; empty marks, links, paragraphs, headings, quotations, lists and tables go;
- a break in a heading, a table cell or a term becomes a space; a caption becomes plain text;
- a picture alone in its paragraph is a figure, and its title the caption; a picture with an unsafe address goes;
- code with ``]:`` in a link becomes plain text; so does a subscript directly behind the opening or closing ``~~`` of
  words struck out;
- an embed becomes a paragraph that is a link, a post a quotation that ends in one; a term without definition becomes a
  paragraph; neighbouring definition lists become one, and a rule parts one from code or a list that would be read as
  more of it;
- footnotes stand at the end; one that nothing refers to becomes plain blocks, and a reference to none a superscript;
- lists and quotations nested deeper than `MAX_DEPTH` are replaced by their contents.

A body that went through is not changed by going through again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sitegen.body import (
    Block,
    Blocks,
    Body,
    CodeBlock,
    DefinitionList,
    Embed,
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
    Table,
    Text,
    inline_text,
)
from sitegen.markdown.phrases import Scope, clean, image, line, printable, references

MAX_DEPTH = 12  # the parser reads 32 levels of tokens, and a list takes two
MAX_NUMBER = 999_999_999  # CommonMark reads list numbers of up to nine digits

_DEFINING = re.compile(r"(?:[ \t]*\n)?[ \t]*[:~][ \t]")
_PLAIN_LABEL = re.compile(r"[A-Za-z0-9-]+")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.\-]+")


def sayable(body: Body) -> Body:
    """The nearest body that the dialect can say; see above for what changes."""
    notes = tuple(_footnotes(body.blocks))
    labels = _labels(body, notes)
    scope = Scope(labels)
    said: dict[str, Footnote] = {}
    loose: list[Block] = []
    for note in notes:
        blocks = _blocks(note.blocks, scope)
        if blocks and note.label in labels and note.label not in said:
            said[note.label] = Footnote(labels[note.label], blocks)
        else:
            loose.extend(blocks)
    return Body((*_merged((*_blocks(body.blocks, scope), *loose)), *(said[label] for label in labels)))


# --- footnotes --------------------------------------------------------------------------------------------------------


def _footnotes(blocks: Iterable[Block]) -> Iterator[Footnote]:
    for block in blocks:
        match block:
            case Footnote(_, inner):
                yield block
                yield from _footnotes(inner)
            case Quotation(inner):
                yield from _footnotes(inner)
            case ListBlock(items):
                for item in items:
                    yield from _footnotes(item)
            case DefinitionList(items):
                for _, definitions in items:
                    for definition in definitions:
                        yield from _footnotes(definition)
            case _:
                pass


def _labels(body: Body, notes: tuple[Footnote, ...]) -> Mapping[str, str]:
    """Labels of the notes that the text refers to, directly or through another note, as they are written."""
    if not notes:
        return MappingProxyType({})
    by_label: dict[str, Footnote] = {}
    for note in notes:
        if _blocks(note.blocks, Scope(MappingProxyType({}))):
            by_label.setdefault(note.label, note)
    wanted = [label for label in _references(body.blocks) if label in by_label]
    labels: dict[str, str] = {}
    while wanted:
        label = wanted.pop(0)
        if label in labels:
            continue
        labels[label] = _plain_label(label, labels.values())
        wanted.extend(inner for inner in _references(by_label[label].blocks) if inner in by_label)
    return MappingProxyType(labels)


def _plain_label(label: str, taken: Iterable[str]) -> str:
    used = set(taken)
    if _PLAIN_LABEL.fullmatch(label) and label not in used:
        return label
    number = len(used) + 1
    while f"note-{number}" in used:
        number += 1
    return f"note-{number}"


def _references(blocks: Iterable[Block]) -> Iterator[str]:
    """Labels that `blocks` refer to, in order, without those inside of footnotes and captions."""
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(content=content):
                yield from references(content)
            case Quotation(inner):
                yield from _references(inner)
            case ListBlock(items):
                for item in items:
                    yield from _references(item)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row[: len(header)]:
                        yield from references(cell)
            case DefinitionList(items):
                for term, definitions in items:
                    yield from references(term)
                    for definition in definitions:
                        yield from _references(definition)
            case _:
                pass


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], scope: Scope) -> Blocks:
    said: list[Block] = []
    for block in blocks:
        said.extend(_block(block, scope))
    return _merged(said)


def _merged(blocks: Sequence[Block]) -> Blocks:
    """`blocks` with neighbouring definition lists made one, and what would be read as part of one kept apart."""
    if DefinitionList not in map(type, blocks):
        return tuple(blocks)
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, DefinitionList) and isinstance(last, DefinitionList):
            merged[-1] = DefinitionList(last.items + block.items)
            continue
        if isinstance(last, DefinitionList) and _goes_on_like_a_definition(block):
            merged.append(Rule())
        merged.append(block)
    return tuple(merged)


def _goes_on_like_a_definition(block: Block) -> bool:
    """Whether the second line of `block` begins with a colon or tilde, which makes a term of the first line."""
    match block:
        case CodeBlock(text):
            return _DEFINING.match(text) is not None
        case ListBlock(items=((DefinitionList(), *_), *_)):
            return True
        case ListBlock(items=((first, *_), *_)):
            return _goes_on_like_a_definition(first)
        case _:
            return False


def _block(block: Block, scope: Scope) -> Blocks:
    match block:
        case Paragraph(content):
            words = line(content, scope)
            return (block,) if words is content and words else _paragraph(words)
        case Heading(level, content):
            words = line(content, scope.in_one_line())
            return (Heading(min(max(level, 2), 6), words),) if words else ()
        case ListBlock():
            return _list(block, scope)
        case Quotation(inner):
            deeper = _blocks(inner, scope.deeper())
            return (Quotation(deeper),) if deeper and scope.depth < MAX_DEPTH else deeper
        case Table():
            return _table(block, scope.in_one_line())
        case CodeBlock(text, language):
            code = printable(text.replace("\r\n", "\n").replace("\r", "\n")).rstrip("\n")
            return (CodeBlock(code, language if _LANGUAGE.fullmatch(language) else ""),) if code.strip() else ()
        case Figure(picture, caption):
            title = clean(inline_text(caption)) or picture.title
            return _paragraph(image(Image(picture.src, picture.alt, title)))
        case Embed(href, title, quoted):
            link = Paragraph((Link(href, (Text(title if title.strip() else href),)),))
            return _block(Quotation((*quoted, link)) if quoted else link, scope)
        case DefinitionList():
            return _definitions(block, scope)
        case Rule():
            return (Rule(),)
        case Footnote():
            return ()


def _paragraph(content: Inlines) -> Blocks:
    match content:
        case ():
            return ()
        case (Image(src, alt, title),):
            return (Figure(Image(src, alt), (Text(title),) if title else ()),)
        case _:
            return (Paragraph(content),)


def _list(block: ListBlock, scope: Scope) -> Blocks:
    deeper = scope.deeper()
    items = tuple(_blocks(item, deeper) for item in block.items)
    if scope.depth >= MAX_DEPTH or not any(items):
        return sum(items, ())
    if not block.ordered:
        return (ListBlock(items),)
    return (ListBlock(items, ordered=True, start=min(max(block.start, 0), MAX_NUMBER - len(items))),)


def _table(block: Table, scope: Scope) -> Blocks:
    width = len(block.header)
    rows = tuple(
        tuple(line(cell, scope) for cell in (*row, *[()] * width)[:width]) for row in (block.header, *block.rows)
    )
    if not any(map(any, rows)):
        return ()
    alignment = (*block.alignment, *[""] * width)[:width]
    return (Table(rows[0], rows[1:], alignment if any(alignment) else ()),)  # type: ignore[arg-type]


def _definitions(block: DefinitionList, scope: Scope) -> Blocks:
    said: list[Block] = []
    deeper, one_line = scope.deeper(), scope.in_one_line()
    for term, definitions in block.items:
        words = line(term, one_line)
        blocks = tuple(filter(None, (_blocks(definition, deeper) for definition in definitions)))
        if words and blocks and scope.depth < MAX_DEPTH:
            said.append(DefinitionList(((words, blocks),)))
        else:
            said.extend((*_paragraph(words), *sum(blocks, ())))
    return _merged(said)

"""A story's body as a small document tree, in the manner of pandoc's.

Markdown, plain text, HTML and word counts are all derived from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

# --- inlines ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; white space is collapsed and has no line breaks."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised words, `em` or `i`."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised words, `strong` or `b`."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strikethrough:
    """Words that were struck out, `s` or `del`."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters, as in m²; plain text only."""

    value: str


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters, as in CO₂; plain text only."""

    value: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span."""

    value: str


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `href` is absolute, or local to the archive."""

    href: str
    content: Inlines
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `src` is absolute, a ``data:`` URI or a reference into the page's resources; later a media path."""

    src: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """A mark in the text that points to the `Footnote` of the same label."""

    label: str


Inline: TypeAlias = (
    Text | Emphasis | Strong | Strikethrough | Superscript | Subscript | Code | Break | Link | Image | FootnoteReference
)
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body; `level` is 2 to 6."""

    level: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet list, or a numbered one that begins at `start`; an item is a tuple of blocks."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: Blocks


Alignment: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its spans written out as repeated cells: every row has as many cells as `header`."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignment: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted text, kept character by character."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, with its caption."""

    image: Image
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that cannot be in the archive (a video, a map, a post): a link to it, with what it is called.

    `quoted` are the words of a post: a reader sees them, but they are not the story's own.
    """

    href: str
    title: str
    quoted: Blocks = ()


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms, each with one or more definitions."""

    items: tuple[tuple[Inlines, tuple[Blocks, ...]], ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """The note that a `FootnoteReference` of the same label points to."""

    label: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block: TypeAlias = (
    Paragraph | Heading | ListBlock | Quotation | Table | CodeBlock | Figure | Embed | DefinitionList | Footnote | Rule
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The story, from its first block to its last."""

    blocks: Blocks = ()

    @property
    def text(self) -> str:
        """The body as plain text: its blocks separated by blank lines, without pictures, captions and embeds."""
        return "\n\n".join(filter(None, map(block_text, self.blocks)))


# --- plain text -------------------------------------------------------------------------------------------------------


def inline_text(content: Iterable[Inline]) -> str:
    """The characters a reader sees in `content`; a picture shows none, a break is a line break."""
    return "".join([node.value if isinstance(node, Text) else _one_inline(node) for node in content])


def _one_inline(node: Inline) -> str:
    match node:
        case Code(value) | Superscript(value) | Subscript(value):
            return value
        case Emphasis(content) | Strong(content) | Strikethrough(content) | Link(content=content):
            return inline_text(content)
        case Break():
            return "\n"
        case _:
            return ""


def block_text(block: Block) -> str:
    """The words of one block: list items and table rows on lines of their own, cells separated by tabs."""
    match block:
        case Paragraph(content) | Heading(content=content):
            return inline_text(content).strip()
        case ListBlock(items):
            return "\n".join(filter(None, (_joined(item, "\n") for item in items)))
        case Quotation(blocks) | Footnote(blocks=blocks):
            return _joined(blocks, "\n\n")
        case Table(header, rows):
            return "\n".join("\t".join(map(inline_text, row)) for row in (header, *rows) if any(row))
        case CodeBlock(text):
            return text
        case DefinitionList(items):
            return "\n".join(f"{inline_text(term)}\n{_joined(sum(notes, ()), chr(10))}" for term, notes in items)
        case _:
            return ""


def _joined(blocks: Iterable[Block], separator: str) -> str:
    return separator.join(filter(None, map(block_text, blocks)))


# --- pictures ---------------------------------------------------------------------------------------------------------


def pictures(body: Body) -> Iterator[Image]:
    """Every picture of the body, in the order of reading."""
    for block in body.blocks:
        yield from _block_pictures(block)


def _block_pictures(block: Block) -> Iterator[Image]:
    match block:
        case Figure(image):
            yield image
        case Paragraph(content) | Heading(content=content):
            yield from _inline_pictures(content)
        case ListBlock(items):
            for item in items:
                for inner in item:
                    yield from _block_pictures(inner)
        case Quotation(blocks) | Footnote(blocks=blocks):
            for inner in blocks:
                yield from _block_pictures(inner)
        case Table(header, rows):
            for row in (header, *rows):
                for cell in row:
                    yield from _inline_pictures(cell)
        case DefinitionList(items):
            for term, notes in items:
                yield from _inline_pictures(term)
                for inner in sum(notes, ()):
                    yield from _block_pictures(inner)
        case _:
            return


def _inline_pictures(content: Inlines) -> Iterator[Image]:
    for node in content:
        match node:
            case Image():
                yield node
            case Emphasis(inner) | Strong(inner) | Strikethrough(inner) | Link(content=inner):
                yield from _inline_pictures(inner)
            case _:
                pass


def with_pictures(body: Body, sources: Mapping[str, str]) -> Body:
    """The body with each picture's `src` replaced as `sources` says.

    A picture that leads to nothing goes: a figure with it, its caption kept as a paragraph.
    """
    return Body(_with_pictures(body.blocks, sources))


def _with_pictures(blocks: Blocks, sources: Mapping[str, str]) -> Blocks:
    return tuple(kept for block in blocks if (kept := _block_with_pictures(block, sources)) is not None)


def _block_with_pictures(block: Block, sources: Mapping[str, str]) -> Block | None:
    def inner(content: Inlines) -> Inlines:
        return _inlines_with_pictures(content, sources)

    match block:
        case Figure(image, caption):
            if src := sources.get(image.src, image.src):
                return replace(block, image=replace(image, src=src))
            return Paragraph(caption) if caption else None
        case Paragraph(content):
            kept = inner(content)
            return replace(block, content=kept) if kept or not content else None
        case Heading(content=content):
            return replace(block, content=inner(content))
        case ListBlock(items):
            return replace(block, items=tuple(_with_pictures(item, sources) for item in items))
        case Quotation(blocks) | Footnote(blocks=blocks):
            return replace(block, blocks=_with_pictures(blocks, sources))
        case Table(header, rows):
            return replace(block, header=tuple(map(inner, header)), rows=tuple(tuple(map(inner, row)) for row in rows))
        case DefinitionList(items):
            changed = ((inner(term), tuple(_with_pictures(note, sources) for note in notes)) for term, notes in items)
            return replace(block, items=tuple(changed))
        case _:
            return block


def _inlines_with_pictures(content: Inlines, sources: Mapping[str, str]) -> Inlines:
    changed: list[Inline] = []
    for node in content:
        match node:
            case Image(src):
                if found := sources.get(src, src):
                    changed.append(replace(node, src=found))
            case Emphasis(inner) | Strong(inner) | Strikethrough(inner) | Link(content=inner):
                if (kept := _inlines_with_pictures(inner, sources)) or not inner:
                    changed.append(replace(node, content=kept))
            case _:
                changed.append(node)
    return tuple(changed)

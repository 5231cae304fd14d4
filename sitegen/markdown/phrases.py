"""Inlines as the dialect can say them: the part of `sitegen.markdown.sayable` that looks inside of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sitegen.body import (
    Break,
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from sitegen.markdown.addresses import is_safe_link, is_safe_picture

# What CommonMark strips from the edges of a paragraph, and does not count as part of a word.
SPACES = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"

_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNPRINTABLE = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_SPACE_RUN = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_ANY_SPACE_RUN = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|\n")
_IGNORED_IN_ADDRESS = re.compile(r"[\t\n\r]")

Mark: TypeAlias = Emphasis | Strong | Strikethrough


@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds a node: labels of footnotes (as given → as written), the marks around it, how deep it lies.

    `one_line` is true where there can be no line break: in headings, table cells and terms.
    """

    labels: Mapping[str, str]
    within: frozenset[type] = frozenset()
    one_line: bool = False
    depth: int = 0

    # Without `dataclasses.replace`, which would take longer than most paragraphs do.

    def inside(self, kind: type) -> Scope:
        """The scope of what is inside a mark or link of that kind."""
        return Scope(self.labels, self.within | {kind}, self.one_line, self.depth)

    def in_one_line(self) -> Scope:
        """The same without line breaks."""
        return Scope(self.labels, self.within, True, self.depth)

    def deeper(self) -> Scope:
        """The scope of the blocks in a block."""
        return Scope(self.labels, self.within, self.one_line, self.depth + 1)


def printable(text: str) -> str:
    """`text` without characters that no text has: control characters, halves of pairs, noncharacters."""
    return _UNPRINTABLE.sub("", text)


def clean(text: str) -> str:
    """`text` without such characters and with its white space collapsed."""
    if "  " not in text and text.isprintable():  # most texts; what is printable has no space but the common one
        return text
    return _SPACE_RUN.sub(" ", _UNPRINTABLE.sub("", text))


def line(content: Inlines, scope: Scope) -> Inlines:
    """`content` without white space and breaks at its edges: itself, where it is but a text with nothing to clean."""
    if _is_plain(content):
        return content
    return _edges(_inlines(content, scope))[1]


def _is_plain(content: Inlines) -> bool:
    """Whether `content` is but one text, with nothing to clean: most paragraphs and nearly all cells are."""
    match content:
        case (Text(value),) if value:
            return value[0] not in SPACES and value[-1] not in SPACES and clean(value) == value
        case _:
            return not content


def _inlines(content: Iterable[Inline], scope: Scope) -> Inlines:
    said: list[Inline] = []
    for node in content:
        said.extend(_inline(node, scope))
    return _tidy(said)


def _inline(node: Inline, scope: Scope) -> Inlines:
    match node:
        case Text(value):
            text = clean(value)
            return ((node,) if text == value else (Text(text),)) if text else ()
        case Break():
            return (Text(" "),) if scope.one_line else (node,)
        case Emphasis() | Strong() | Strikethrough():
            return _mark(node, scope)
        case Link():
            return _link(node, scope)
        case Image():
            return image(node)
        case Code(value):
            code = printable(_LINE_END.sub(" ", value))
            if Link in scope.within and "]:" in code:  # might be read as the definition of a reference
                return (Text(clean(code)),)
            return (Code(code),) if code else ()
        case Superscript(value):
            return _shifted(Superscript, value)
        case Subscript(value):
            return _shifted(Subscript, value)
        case FootnoteReference(label):
            known = scope.labels.get(label)
            return (FootnoteReference(known),) if known else _shifted(Superscript, label)


def _mark(node: Mark, scope: Scope) -> Inlines:
    kind = type(node)
    if kind in scope.within:
        return _inlines(node.content, scope)
    before, content, after = _edges(_inlines(node.content, scope.inside(kind)))
    match node, content:
        case _, ():
            return before + after
        case Strong(), (Emphasis(inner),):
            return (*before, Emphasis((Strong(inner),)), *after)
        case Strikethrough(), (Subscript(value), *rest):
            return (*before, Strikethrough(_tidy((Text(value), *rest))), *after)
        case _:
            return (*before, kind(content), *after)


def _link(node: Link, scope: Scope) -> Inlines:
    href = _address(node.href)
    if Link in scope.within or not href or not is_safe_link(href):
        return _inlines(node.content, scope)
    inside = scope.inside(Link)
    inner = _inlines(node.content, inside)
    notes = tuple(map(FootnoteReference, references(inner)))
    before, content, after = _edges(inner if _is_flat(inner) else _inlines(_without_notes(inner), inside))
    link = (Link(href, content, clean(node.title).strip()),) if content else ()
    return (*before, *link, *notes, *after)


def _is_flat(content: Inlines) -> bool:
    """Whether `content` is only text and pictures, which once said have neither notes nor marks to change."""
    return {Text, Image}.issuperset(map(type, content))


def _without_notes(content: Inlines) -> Iterator[Inline]:
    """`content` without footnote references, which Markdown does not read inside of a link."""
    for node in content:
        match node:
            case FootnoteReference():
                pass
            case Emphasis(inner) | Strong(inner) | Strikethrough(inner):
                yield type(node)(tuple(_without_notes(inner)))
            case _:
                yield node


def image(node: Image) -> Inlines:
    """The picture with its texts cleaned, or nothing when its address is not safe."""
    src = _address(node.src)
    if not src or not is_safe_picture(src):
        return ()
    return (Image(src, clean(node.alt).strip(SPACES), clean(node.title).strip(SPACES)),)


def _shifted(kind: Callable[[str], Superscript | Subscript], value: str) -> Inlines:
    """A super- or subscript; the dialect knows but one kind of space in it, and none at its edges."""
    text = _ANY_SPACE_RUN.sub(" ", clean(value))
    before, after = text.startswith(" "), text.strip() != "" and text.endswith(" ")
    inner = (kind(text.strip()),) if text.strip() else ()
    return (*((Text(" "),) if before else ()), *inner, *((Text(" "),) if after else ()))


def _address(address: str) -> str:
    """An address as a browser takes it: without white space around it, and without line breaks and tabs in it."""
    if " " not in address and address.isprintable():
        return address
    return _IGNORED_IN_ADDRESS.sub("", printable(address.strip(" \t\n\r\f"))).strip()


def references(content: Inlines) -> Iterator[str]:
    """Labels of the footnotes that `content` refers to, in order."""
    for node in content:
        match node:
            case FootnoteReference(label):
                yield label
            case Emphasis(inner) | Strong(inner) | Strikethrough(inner) | Link(content=inner):
                yield from references(inner)
            case _:
                pass


# --- edges and seams ------------------------------------------------------------------------------------------------


def _edges(content: Inlines) -> tuple[Inlines, Inlines, Inlines]:
    """`content` as white space before it, what is left, and white space after it; breaks count as white space."""
    if content and not _is_space(content[0], 0) and not _is_space(content[-1], -1):
        return (), content, ()
    before, rest = _leading(content, str.lstrip, str.removesuffix)
    after, core = _leading(rest[::-1], str.rstrip, str.removeprefix)
    return before, core[::-1], after[::-1]


def _is_space(node: Inline, at: int) -> bool:
    """Whether `node` is a break, or a text with white space `at` its one end."""
    return node.value[at] in SPACES if isinstance(node, Text) else isinstance(node, Break)


def _leading(
    content: Inlines, strip: Callable[[str, str], str], without: Callable[[str, str], str]
) -> tuple[Inlines, Inlines]:
    spaces: list[Inline] = []
    for position, node in enumerate(content):
        match node:
            case Break():
                spaces.append(node)
            case Text(value):
                text = strip(value, SPACES)
                if len(text) < len(value):
                    spaces.append(Text(without(value, text)))
                if text:
                    return tuple(spaces), (Text(text), *content[position + 1 :])
            case _:
                return tuple(spaces), content[position:]
    return tuple(spaces), ()


def _tidy(nodes: Sequence[Inline]) -> Inlines:
    """`nodes` with neighbours joined that Markdown cannot tell apart."""
    if len(nodes) < 2:
        return tuple(nodes)
    said: list[Inline] = []
    for node in nodes:
        said[-1:] = _seam(said[-1], node) if said else (node,)
    return tuple(said)


def _seam(left: Inline, right: Inline) -> Inlines:
    if isinstance(left, Link) or isinstance(right, Link):  # most neighbours, and none that are joined
        return (left, right)
    match left, right:
        case Text(value), Text(more):
            return (Text(_SPACE_RUN.sub(" ", value + more)),)
        case ((Emphasis() | Strong() | Strikethrough() as one), (Emphasis() | Strong() | Strikethrough() as other)):
            return (type(one)(_tidy(one.content + other.content)),) if type(one) is type(other) else (one, other)
        case ((Superscript() | Subscript() | Code() as one), (Superscript() | Subscript() | Code() as other)):
            return (type(one)(one.value + other.value),) if type(one) is type(other) else (one, other)
        case Strikethrough(), Subscript(value):
            return (left, Text(value))
        case Break(), Text(value):
            return (left, Text(text)) if (text := value.lstrip(" ")) else (left,)
        case Text(value), Break():
            return (Text(text), right) if (text := value.rstrip(" ")) else (right,)
        case _:
            return (left, right)

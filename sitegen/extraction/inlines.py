"""Inline content of the page → inlines of the body."""

from __future__ import annotations

from collections.abc import Iterable

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
    inline_text,
)
from sitegen.dom import NOT_SHOWN, Element, Node, collapse, find, raw_text, text_of, visible
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.footnotes import fragment_of, is_mark
from sitegen.extraction.layout import EMBEDS, PICTURES
from sitegen.extraction.pictures import picture_of

WRAPPERS: dict[str, type[Emphasis] | type[Strong] | type[Strikethrough]] = {
    **dict.fromkeys(("em", "i"), Emphasis),
    **dict.fromkeys(("strong", "b"), Strong),
    **dict.fromkeys(("s", "del", "strike"), Strikethrough),
}
CODE = frozenset({"code", "kbd", "samp", "tt"})
PARTING = frozenset({"td", "th", "tr", "p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})


def inlines(nodes: Iterable[Node], addresses: Addresses) -> Inlines:
    """The inlines that `nodes` amount to, white space folded across them, without empty shells."""
    nodes = tuple(nodes)
    if all(isinstance(node, str) for node in nodes):
        words = collapse("".join(nodes))  # type: ignore[arg-type]
        return (Text(words),) if words else ()
    return _trim(_fold(_convert(nodes, addresses)))


def _convert(nodes: Iterable[Node], addresses: Addresses) -> list[Inline]:
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(Text(node if node.isascii() else visible(node)))
        elif node.tag not in NOT_SHOWN and node.tag not in EMBEDS:
            found.extend(_element(node, addresses))
    return found


def _element(element: Element, addresses: Addresses) -> list[Inline]:
    tag = element.tag
    if tag == "br":
        return [Break()]
    if tag in PICTURES:
        image = picture_of(element, addresses)
        return [image] if image else []
    if tag in CODE:
        return [Code(value)] if (value := collapse(raw_text(element))) else []
    if addresses.notes and tag in ("a", "sup") and (marks := _marks_of_notes(element, addresses)) is not None:
        return marks
    if tag in ("sup", "sub"):
        value = text_of(element)
        return [Superscript(value) if tag == "sup" else Subscript(value)] if value else []
    content = _convert(element.children, addresses)
    if tag in PARTING:
        return [Text(" "), *content, Text(" ")]
    if tag == "a" and (href := addresses.link(element.get("href"))):
        return _wrapped(lambda inner: Link(href, inner, collapse(element.get("title"))), content)
    if wrapper := WRAPPERS.get(tag):
        return _wrapped(wrapper, content)
    return content


def _marks_of_notes(element: Element, addresses: Addresses) -> list[Inline] | None:
    """What a link to a note, or raised links to some, amount to: marks; nothing where they lead back to the text."""
    links = [element] if element.tag == "a" else list(find(element, "a"))
    labels = [addresses.notes.get(fragment_of(link.get("href"))) for link in links]
    if not labels or None in labels or (labels[0] and not is_mark(text_of(links[0]))):
        return None
    return [FootnoteReference(label) for label in labels if label]


def _wrapped(wrap: object, content: list[Inline]) -> list[Inline]:
    """`content` wrapped, with the white space at its ends left outside, as Markdown needs it."""
    folded = _fold(content)
    inner = _trim(folded)
    if not inner:
        return [Text(" ")] if folded else []
    assert callable(wrap)
    before = [Text(" ")] if _starts_with_space(folded[0]) else []
    after = [Text(" ")] if _ends_with_space(folded[-1]) else []
    return [*before, wrap(inner), *after]


def _starts_with_space(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, Text) and node.value[:1].isspace())


def _ends_with_space(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, Text) and node.value[-1:].isspace())


def _fold(nodes: Iterable[Inline]) -> list[Inline]:
    """Neighbouring texts joined, each run of white space made one space, no space beside a break."""
    folded: list[Inline] = []
    text = ""
    for node in nodes:
        if isinstance(node, Text):
            text += node.value
            continue
        if text:
            _add_text(folded, text.rstrip() if isinstance(node, Break) else text)
            text = ""
        folded.append(node)
    if text:
        _add_text(folded, text)
    return folded


def _add_text(folded: list[Inline], text: str) -> None:
    words = " ".join(text.split())
    if text[:1].isspace() and not (folded and isinstance(folded[-1], Break)):
        words = f" {words}"
    if text[-1:].isspace() and words != " ":
        words = f"{words} "
    if words:
        folded.append(Text(words))


def _trim(nodes: list[Inline]) -> Inlines:
    """`nodes` without breaks and white space at either end."""
    start, stop = 0, len(nodes)
    while start < stop and _is_blank(nodes[start]):
        start += 1
    while stop > start and _is_blank(nodes[stop - 1]):
        stop -= 1
    trimmed = nodes[start:stop]
    for place in (0, -1) if trimmed else ():
        end = trimmed[place]
        if isinstance(end, Text) and end.value[place].isspace():
            trimmed[place] = Text(end.value.lstrip() if place == 0 else end.value.rstrip())
    return tuple(trimmed)


def _is_blank(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, Text) and not node.value.strip())


def without_pictures(content: Inlines) -> Inlines:
    """`content` without its pictures at the top level, trimmed."""
    return _trim([node for node in content if not isinstance(node, Image)])


def has_words(content: Inlines) -> bool:
    """Whether a reader sees any word in `content`."""
    return any(inline_text((node,)).strip() for node in content)

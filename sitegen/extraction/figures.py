"""Pictures, videos and sounds that stand apart from the text, each with the caption that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from sitegen.body import Blocks, Embed, Figure, Inlines, Text, inline_text
from sitegen.dom import Element, Node, collapse, elements, find
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.embeds import embed_of
from sitegen.extraction.inlines import has_words, inlines, without_pictures
from sitegen.extraction.layout import EMBEDS, PICTURES
from sitegen.extraction.pictures import picture_of

Shown: TypeAlias = Figure | Embed


def figure_blocks(element: Element, addresses: Addresses) -> Blocks:
    """The pictures and embeds in `element`: one alone has its words, of several each has those that follow it."""
    return tuple(_captioned(element, _shown_in(element, addresses), addresses))


def _shown_in(element: Element, addresses: Addresses) -> Mapping[Element, Shown]:
    """What is shown, by its element; a picture that is there twice is shown where it stands first."""
    found: dict[Element, Shown] = {}
    sources: set[str] = set()
    for part in find(element, *PICTURES, *EMBEDS):
        if part.tag in EMBEDS:
            if embed := embed_of(part, addresses):
                found[part] = embed
        elif part.parent is None or part.parent.tag != "picture":
            image = picture_of(part, addresses)
            if image and image.src not in sources:
                sources.add(image.src)
                found[part] = Figure(image)
    return found


def _captioned(element: Element, shown: Mapping[Element, Shown], addresses: Addresses) -> list[Shown]:
    inside = [shown[part] for part in elements(element) if part in shown]
    if len(inside) == 1:
        captions = [part.children for part in find(element, "figcaption")][:1] or [[element]]
        return [_with_caption(inside[0], without_pictures(inlines(captions[0], addresses)))]
    parts: list[Shown] = []
    words: list[Node] = []
    for child in element.children:
        if isinstance(child, str) or not any(part in shown for part in elements(child)):
            words.append(child)
            continue
        if parts:
            parts[-1] = _with_caption(parts[-1], without_pictures(inlines(words, addresses)))
            words = []
        parts.extend(_captioned(child, shown, addresses))
    if parts:
        parts[-1] = _with_caption(parts[-1], without_pictures(inlines(words, addresses)))
    return parts


def _with_caption(part: Shown, words: Inlines) -> Shown:
    """`part` with more words behind those that it has."""
    if not has_words(words):
        return part
    if isinstance(part, Figure):
        return replace(part, caption=(*part.caption, Text(" "), *words) if part.caption else words)
    said = collapse(inline_text(words))
    return replace(part, title=said if part.title in ("", part.href) or part.title in said else f"{part.title}: {said}")

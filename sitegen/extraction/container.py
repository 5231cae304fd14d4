"""The element that holds the story: the lowest one around most of the page's prose."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.dom import Element
from sitegen.extraction.layout import Block, Layout
from sitegen.extraction.markup_words import names_a_body
from sitegen.extraction.sections import Dropped

MOST = 0.85
"""Descend while a child holds this share of its parent's prose."""
NAMED = 0.55
"""An element called like a story's body needs only this share."""


def choose_container(top: Element, layout: Layout, dropped: Mapping[Element, Dropped]) -> Element:
    """Descend from `top` to the element that still holds nearly all prose."""
    gone = blocks_in(dropped, layout)
    prose = layout.totals(lambda block: block.size if block.is_prose and block.index not in gone else 0)
    current = top
    named = top
    while True:
        start, stop = layout.spans[current]
        held = prose[stop] - prose[start]
        best, most = current, 0
        for item in layout.flow.get(current, ()):
            if isinstance(item, Element) and item not in dropped:
                first, last = layout.spans.get(item, (0, 0))
                if prose[last] - prose[first] > most:
                    best, most = item, prose[last] - prose[first]
        if best is current or held == 0:
            return named if named is not top and names_a_body(named) else current
        share = most / held
        if share >= MOST or (share >= NAMED and (names_a_body(best) or best.tag == "article")):
            current = best
            if names_a_body(best):
                named = best
            continue
        return current


def blocks_in(dropped: Mapping[Element, Dropped], layout: Layout) -> dict[int, Dropped]:
    """The reason for each block that stands in a dropped part, by the block's index."""
    gone: dict[int, Dropped] = {}
    for element, reason in dropped.items():
        start, stop = layout.spans[element]
        gone.update(dict.fromkeys(range(start, stop), reason))
    return gone


def prose_in(blocks: tuple[Block, ...]) -> int:
    """Characters of prose."""
    return sum(block.size for block in blocks if block.is_prose)

"""The element that holds the story: the lowest one around most of the page's prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.dom import Element
from sitegen.extraction.layout import Layout
from sitegen.extraction.markup_words import names_a_body
from sitegen.extraction.sections import Dropped

MOST = 0.85
"""Descend while a child holds this share of its parent's prose."""
NAMED = 0.55
"""An element called like a story's body needs only this share."""
LONG = 150
"""Characters of prose that make a sibling worth having."""
MAX_CLIMB = 3
TEXT_TAGS = frozenset({"p", "ul", "ol", "blockquote", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Prose:
    """How much prose each element holds outside the dropped parts."""

    layout: Layout
    sums: Sequence[int]

    def in_(self, element: Element) -> int:
        """Characters of prose in `element`."""
        start, stop = self.layout.spans.get(element, (0, 0))
        return self.sums[stop] - self.sums[start]

    def children(self, element: Element) -> Iterator[Element]:
        """The elements directly in `element` that hold prose."""
        for item in self.layout.flow.get(element, ()):
            if isinstance(item, Element) and self.in_(item):
                yield item


def choose_container(top: Element, layout: Layout, dropped: Mapping[Element, Dropped]) -> Element:
    """The element that holds the story: down from `top` to most of the prose, then up to its like."""
    gone = blocks_in(dropped, layout)
    prose = Prose(layout, layout.totals(lambda block: block.size if block.is_prose and block.number not in gone else 0))
    return widen(narrow(top, prose), prose)


def narrow(top: Element, prose: Prose) -> Element:
    """Descend while a child holds nearly all prose, or most of it and is called like a story's body."""
    current = top
    while best := max(prose.children(current), key=prose.in_, default=None):
        share = prose.in_(best) / prose.in_(current)
        if share < (NAMED if is_landmark(best) else MOST):
            break
        current = best
    return current


def widen(lowest: Element, prose: Prose) -> Element:
    """Climb while siblings of like structure hold prose too: a story cut into several parts."""
    current = lowest
    for _ in range(MAX_CLIMB):
        parent = current.parent
        if parent is None or parent.tag in ("html", "body") or current.tag in ("article", "main"):
            break
        if not any(
            prose.in_(sibling) >= LONG and sibling is not current and is_like(sibling, current)
            for sibling in prose.children(parent)
        ):
            break
        current = parent
    return current


def is_landmark(element: Element) -> bool:
    """Whether an element says of itself that it is the story's."""
    return element.tag in ("article", "main") or names_a_body(element)


def is_like(one: Element, other: Element) -> bool:
    """Whether two siblings are parts of one text: the same kind of element with a class in common, or plain text."""
    if one.tag in TEXT_TAGS:
        return True
    ones, others = set(one.get("class").split()), set(other.get("class").split())
    return one.tag == other.tag and (bool(ones & others) or not (ones or others))


def blocks_in(dropped: Mapping[Element, Dropped], layout: Layout) -> dict[int, Dropped]:
    """The reason for each block that stands in a dropped part, by the block's number."""
    gone: dict[int, Dropped] = {}
    for element, reason in dropped.items():
        start, stop = layout.spans[element]
        gone.update(dict.fromkeys(range(start, stop), reason))
    return gone

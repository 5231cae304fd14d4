"""The element that holds the story: the lowest one around most of the page's prose."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sitegen.dom import INLINE, Element
from sitegen.extraction.layout import Layout
from sitegen.extraction.markup_words import names_a_body
from sitegen.extraction.sections import Dropped

NEARLY_ALL = 0.95
"""Descend while a child holds this share of its parent's prose."""
NAMED = 0.75
"""An element called like a story's body needs only this share."""
LEAST = 0.5
"""And this one, where the rest is no text of its own kind: teasers, pitches, notices."""
RIVAL = 0.5
"""A group of paragraphs of this size beside the best child's largest is another part of the story."""
BEFORE = 0.1
"""The share of prose that may stand before a story; more of it is its beginning."""
LONG_REST = 235
"""Characters of a paragraph beside the best child, on average, from which it reads like more of the story."""
LONG = 150
"""Characters of prose that make a sibling worth having."""
STORY = 600
"""Characters of prose in an article that other articles follow."""
MAX_CLIMB = 3
PARAGRAPHS = INLINE | {"p", "li", "ul", "ol", "h1", "h2", "h3", "h4"}
"""Elements that are never a whole story: what stands beside them may belong to it."""
TEXT_TAGS = frozenset({"p", "ul", "ol", "blockquote", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Prose:
    """How much prose each element holds outside the dropped parts.

    `sums` are running sums over the blocks; `groups` tells for each block of prose how much its group of paragraphs
    holds, those whose owners have one parent.
    """

    layout: Layout
    sums: Sequence[int]
    groups: Sequence[int]

    @classmethod
    def of(cls, layout: Layout, gone: Container[int]) -> Prose:
        """The prose of a page without the blocks that are gone."""
        sizes = [block.size if block.is_prose and block.number not in gone else 0 for block in layout.blocks]
        parents = [block.owner.parent if size else None for block, size in zip(layout.blocks, sizes, strict=True)]
        held: dict[Element | None, int] = {None: 0}
        for parent, size in zip(parents, sizes, strict=True):
            held[parent] = held.get(parent, 0) + size
        return cls(layout, list(accumulate(sizes, initial=0)), [held[parent] for parent in parents])

    def in_(self, element: Element) -> int:
        """Characters of prose in `element`."""
        start, stop = self.layout.spans.get(element, (0, 0))
        return self.sums[stop] - self.sums[start]

    def children(self, element: Element) -> Iterator[Element]:
        """The elements directly in `element` that hold prose."""
        for item in self.layout.flow.get(element, ()):
            if isinstance(item, Element) and self.in_(item):
                yield item

    def best_child(self, element: Element) -> Element | None:
        """The element directly in `element` that holds the most prose."""
        return max(self.children(element), key=self.in_, default=None)


def choose_container(top: Element, layout: Layout, dropped: Mapping[Element, Dropped]) -> Element:
    """The element that holds the story: down from `top` to most of the prose, then up to its like."""
    prose = Prose.of(layout, blocks_in(dropped, layout))
    lowest = narrow(top, prose)
    while lowest.tag in PARAGRAPHS and lowest.parent is not None:
        lowest = lowest.parent
    return widen(lowest, prose)


def narrow(top: Element, prose: Prose) -> Element:
    """Descend while a child holds nearly all prose, or most of it and the rest is not of its kind."""
    current = top
    while best := prose.best_child(current):
        first = first_story(current, prose)
        if first is None and not holds_the_story(best, current, prose):
            break
        current = first or best
    return current


def first_story(current: Element, prose: Prose) -> Element | None:
    """Where whole stories follow each other on one page: the first that has the page's headline."""
    children = list(prose.children(current))
    first = next((child for child in children if child.tag == "article"), None)
    if first is None or prose.in_(first) < STORY or not _has_headline(first, prose.layout):
        return None
    others = all(leads_to_landmark(child, prose) for child in children if child is not first)
    return first if others and len(children) > 1 else None


def _has_headline(element: Element, layout: Layout) -> bool:
    return any(block.owner.tag == "h1" for block in layout.inside(element))


def holds_the_story(best: Element, current: Element, prose: Prose) -> bool:
    """Whether what `current` has beside its child `best` is no part of the story."""
    share = prose.in_(best) / prose.in_(current)
    if share >= NEARLY_ALL:
        return True
    is_named = leads_to_landmark(best, prose)
    if share >= NAMED and is_named:
        return True
    if share < LEAST or rivalry(best, current, prose) > RIVAL:
        return False
    return is_named or stands_alone(best, current, prose)


def leads_to_landmark(element: Element, prose: Prose) -> bool:
    """Whether an element, or what holds nearly all of its prose, says of itself that it is the story's."""
    current: Element | None = element
    while current is not None:
        if is_landmark(current):
            return True
        best = prose.best_child(current)
        current = best if best is not None and prose.in_(best) >= NEARLY_ALL * prose.in_(current) else None
    return False


def rivalry(best: Element, current: Element, prose: Prose) -> float:
    """The size of the largest group of paragraphs beside `best`, over that of the largest in it."""
    start, stop = prose.layout.spans[current]
    first, last = prose.layout.spans[best]
    beside = max([*prose.groups[start:first], *prose.groups[last:stop]], default=0)
    return beside / max(prose.groups[first:last])


def stands_alone(best: Element, current: Element, prose: Prose) -> bool:
    """Whether little prose stands before `best`, and only short pieces of it around."""
    start, stop = prose.layout.spans[current]
    first, last = prose.layout.spans[best]
    pieces = [size for size in (*prose.groups[start:first], *prose.groups[last:stop]) if size]
    rest = prose.in_(current) - prose.in_(best)
    return prose.sums[first] - prose.sums[start] <= BEFORE * prose.in_(current) and rest <= LONG_REST * max(
        1, len(pieces)
    )


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

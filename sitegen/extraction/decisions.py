"""What became of every part of a page, with the reason: the record of the steps before, nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.dom import Element, Origins
from sitegen.extraction.layout import Layout
from sitegen.extraction.result import Decision
from sitegen.extraction.sections import Dropped
from sitegen.extraction.verdicts import Judged

SHOWN = 80
"""Characters of a part that are told."""
OUTSIDE = Dropped("outside", "outside the element that holds the story", "")


def decisions_on(
    judged: Sequence[Judged], container: Element, dropped: Mapping[Element, Dropped], layout: Layout
) -> tuple[Decision, ...]:
    """The whole page in the order of reading: each block of the container, and each part that went as a whole."""
    origins = Origins()
    found = {
        (each.block.number, 1): Decision(
            origins.of(each.block.owner), each.stays, each.rule, each.why, each.block.text[:SHOWN]
        )
        for each in judged
    }
    for element, reason in _parts(container, dropped, layout):
        words = " ".join(block.text for block in layout.inside(element)[:5])
        start, _ = layout.spans[element]
        found[start, 0] = Decision(origins.of(element), False, reason.rule, reason.why, words[:SHOWN])
    return tuple(found[place] for place in sorted(found))


def _parts(container: Element, dropped: Mapping[Element, Dropped], layout: Layout) -> Iterator[tuple[Element, Dropped]]:
    """The dropped elements inside the container, and all that stands beside it or beside an element around it."""
    first, last = layout.spans[container]
    yield from ((part, reason) for part, reason in dropped.items() if first <= layout.spans[part][0] < last)
    inner = container
    while (outer := inner.parent) is not None:
        for child in outer.children:
            if isinstance(child, Element) and child is not inner and layout.inside(child):
                yield child, dropped.get(child, OUTSIDE)
        inner = outer

"""Short texts whose company is gone: the label of a box of links, the heading of a list of teasers or of a player."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from sitegen.dom import Element
from sitegen.extraction.layout import Layout
from sitegen.extraction.verdicts import Judged, Verdict

MANY = 3
"""So many boxes of one name are the entries of a list, whatever was lost of them."""
SHORT = 100
"""Characters of a text that means nothing without what stands around it."""


def drop_orphans(judged: Sequence[Judged], container: Element, layout: Layout) -> tuple[Judged, ...]:
    """Drop each short text, no sentence, that alone is left of a box within the container."""
    staying = frozenset(each.block.number for each in judged if each.stays and each.block.kind != "picture")
    counts = list(accumulate((block.number in staying for block in layout.blocks), initial=0))
    boxes = {
        each.block.number: box
        for each in judged
        if each.block.number in staying and (box := _emptied_box(each, container, layout, counts)) is not None
    }
    alike = Counter((box.tag, box.names) for box in boxes.values())
    return tuple(
        each._replace(verdict=Verdict.DROP, rule="orphan", why=f"all else in its <{box.tag}> is gone")
        if (box := boxes.get(each.block.number)) is not None and alike[box.tag, box.names] < MANY
        else each
        for each in judged
    )


def _emptied_box(each: Judged, container: Element, layout: Layout, counts: Sequence[int]) -> Element | None:
    """The largest element around a short text of which nothing else stays, if it held other words."""
    block = each.block
    if block.size > SHORT or block.has_sentence or block.kind == "item":
        return None
    box: Element | None = None
    around: Element | None = block.owner
    while around is not None and around is not container:
        start, stop = layout.spans.get(around, (0, 0))
        if counts[stop] - counts[start] > 1:
            break
        box = around
        around = around.parent
    return box if box is not None and layout.size(box) > block.size else None

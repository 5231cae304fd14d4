"""Whole parts of the page that are not the story, told by their element and names, and by how much prose they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.dom import Element
from sitegen.extraction.layout import Layout
from sitegen.extraction.markup_words import speaks_of

BY_TAG: Mapping[str, str] = MappingProxyType(
    {
        "nav": "navigation",
        "aside": "aside",
        "footer": "footer",
        "header": "header",
        "form": "form",
        "dialog": "dialog",
        "menu": "navigation",
        "amp-ad": "advertisement",
        "amp-sidebar": "sidebar",
    }
)
NEVER = frozenset({"html", "body", "main", "article"})
MAX_SHARE = 0.35
"""A part with a greater share of the page's prose is not thrown away for its name."""
LONG = 220
"""Characters: a part whose name only hints is thrown away up to this length."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a part of the page goes."""

    rule: str
    why: str


def judge_sections(top: Element, layout: Layout) -> dict[Element, Dropped]:
    """The outermost elements in `top` that are not the story, each with the reason."""
    prose = layout.totals(lambda block: block.size if block.is_prose else 0)
    sizes = layout.totals(lambda block: block.size)
    most = max(prose[-1], 1)
    dropped: dict[Element, Dropped] = {}
    stack = [top]
    while stack:
        element = stack.pop()
        start, stop = layout.spans.get(element, (0, 0))
        if start == stop and element is not top:
            continue
        held = prose[stop] - prose[start]
        if element is not top and (reason := _judge(element, held / most, sizes[stop] - sizes[start])):
            dropped[element] = reason
            continue
        stack.extend(item for item in layout.flow.get(element, ()) if isinstance(item, Element))
    return dropped


def _judge(element: Element, share: float, size: int) -> Dropped | None:
    tag = element.tag
    if tag in NEVER or share > MAX_SHARE:
        return None
    if rule := BY_TAG.get(tag):
        return Dropped(rule, f"<{tag}> with {share:.0%} of the prose")
    certain, likely, word = speaks_of(element)
    if certain:
        return Dropped(certain, f"called {word!r}, {share:.0%} of the prose")
    if likely and size <= LONG:
        return Dropped(likely, f"called {word!r}, {size} characters")
    if "hidden" in element.attributes and size <= LONG:
        return Dropped("hidden", "hidden from readers")
    return None

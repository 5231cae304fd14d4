"""Whole parts of the page that are not the story, told by their element and names, and by how much prose they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from sitegen.dom import Element
from sitegen.extraction.layout import HEADINGS, Layout
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
PARAGRAPHS = frozenset({"p", "li", "td", "span", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt"})
"""Elements whose names speak of their looks once they hold a sentence or two."""
MAX_SHARE = 0.35
"""A part with a greater share of the page's prose is not thrown away for its name, nor are many parts of one name."""
SHARES: Mapping[str, float] = MappingProxyType({"comments": 0.99, "consent": 0.8})
"""Readers often write far more than the story has."""
FEW_LINKS = 0.1
"""The share of characters in links below which an element leads nowhere."""
LONG = 220
"""Characters: a part whose name only hints is thrown away up to this length."""
LONG_CAPTION = 700
CAPTION = "caption"
"""The rule whose elements give their words, but not their pictures, away."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Why a part of the page goes, and the element or name that told it."""

    rule: str
    why: str
    sign: str


@dataclass(frozen=True, slots=True)
class Holding:
    """How much an element holds: characters, its share of the page's prose, and of that but for what readers wrote.

    `is_lesser` tells that a text which no name speaks against has a larger group of paragraphs than any in it,
    `is_heading` that all of it is the heading of a section.
    """

    size: int
    share: float
    told: float
    has_links: bool
    is_lesser: bool
    is_heading: bool

    def believes(self, reason: Dropped) -> bool:
        """Whether an element that holds so much may go for such a name: teasers and navigation have links."""
        if reason.sign in ("teaser", "teasers") and not self.has_links:
            return False
        if reason.rule == "navigation" and reason.sign != "<nav>" and self.size > LONG and not self.has_links:
            return False
        if reason.sign == "<header>" and self.is_heading:
            return False
        if reason.rule in SHARES:
            return self.share <= SHARES[reason.rule]
        return self.told <= MAX_SHARE or self.is_lesser


@dataclass(frozen=True, slots=True)
class Prose:
    """A page's prose: running sums of it, and for each of its paragraphs the size of the group that it is of.

    A group are the paragraphs of one parent; items, of which each may lead to another story, are of none.
    """

    layout: Layout
    sums: Sequence[int]
    groups: Sequence[int]

    @classmethod
    def of(cls, layout: Layout) -> Prose:
        """Measure the prose of a page."""
        held: defaultdict[Element | None, int] = defaultdict(int)
        parents = [block.owner.parent if block.is_prose and block.kind != "item" else None for block in layout.blocks]
        for block, parent in zip(layout.blocks, parents, strict=True):
            held[parent] += block.size
        held[None] = 0
        sums = layout.totals(lambda block: block.size if block.is_prose else 0)
        return cls(layout, sums, [held[parent] for parent in parents])

    @property
    def whole(self) -> int:
        """Characters of prose in the page, at least one."""
        return max(self.sums[-1], 1)

    def in_(self, element: Element) -> int:
        """Characters of prose in an element."""
        start, stop = self.layout.spans.get(element, (0, 0))
        return self.sums[stop] - self.sums[start]

    def largest_in(self, element: Element) -> int:
        """The size of the largest group of paragraphs in an element."""
        start, stop = self.layout.spans.get(element, (0, 0))
        return max(self.groups[start:stop], default=0)

    def largest_outside(self, parts: Iterable[Element]) -> int:
        """The size of the largest group of paragraphs outside of all `parts`."""
        groups = list(self.groups)
        for element in parts:
            start, stop = self.layout.spans[element]
            groups[start:stop] = [0] * (stop - start)
        return max(groups, default=0)


def judge_sections(top: Element, layout: Layout) -> dict[Element, Dropped]:
    """The outermost elements in `top` that are not the story, each with the reason."""
    prose = Prose.of(layout)

    @cache
    def free() -> int:
        whatever_it_holds = Holding(0, 0, 0, has_links=True, is_lesser=True, is_heading=False)
        named = _outermost(
            top, layout, lambda element: replace(whatever_it_holds, size=layout.size(element)), frozenset()
        )
        return prose.largest_outside(named)

    def hold(element: Element) -> Holding:
        held = prose.in_(element)
        size = layout.size(element)
        told = held / max(prose.whole - beside, 1)
        inside = layout.inside(element)
        has_links = sum(block.linked for block in inside) >= FEW_LINKS * size
        is_heading = not has_links and all(block.kind == "heading" and block.owner.tag != "h1" for block in inside)
        is_lesser = told > MAX_SHARE and prose.largest_in(element) < free()
        return Holding(size, held / prose.whole, told, has_links, is_lesser, is_heading)

    beside = 0
    distrusted: frozenset[str] = frozenset()
    while True:
        dropped = _outermost(top, layout, hold, distrusted)
        readers, worn = _worn(dropped, prose, beside)
        if not worn and readers == beside:
            return dropped
        distrusted |= worn
        beside = readers


def _worn(dropped: Mapping[Element, Dropped], prose: Prose, beside: int) -> tuple[int, frozenset[str]]:
    """What readers wrote, and the signs of too many parts to be believed, but for parts that went for being lesser."""
    held: dict[tuple[str, str], int] = defaultdict(int)
    for element, reason in dropped.items():
        own = prose.in_(element)
        if reason.rule in SHARES or own <= MAX_SHARE * (prose.whole - beside):
            held[reason.sign, reason.rule] += own
    readers = sum(size for (_, rule), size in held.items() if rule in SHARES)
    most = {rule: share * prose.whole for rule, share in SHARES.items()}
    others = MAX_SHARE * (prose.whole - readers)
    return readers, frozenset(sign for (sign, rule), size in held.items() if size > most.get(rule, others))


def _outermost(
    top: Element, layout: Layout, hold: Callable[[Element], Holding], distrusted: frozenset[str]
) -> dict[Element, Dropped]:
    dropped: dict[Element, Dropped] = {}
    stack = [top]
    while stack:
        element = stack.pop()
        start, stop = layout.spans.get(element, (0, 0))
        if start == stop:
            continue
        if element is not top and (reason := _judge(element, hold)) and reason.sign not in distrusted:
            dropped[element] = reason
            continue
        stack.extend([item for item in layout.flow.get(element, ()) if isinstance(item, Element)])
    return dropped


def _judge(element: Element, hold: Callable[[Element], Holding]) -> Dropped | None:
    tag = element.tag
    if tag in NEVER or (tag in HEADINGS and not element.get("class")):
        return None  # a heading's id is made of its words
    spoken = speaks_of(element)
    if not (spoken[2] or tag in BY_TAG or "hidden" in element.attributes):
        return None  # nothing speaks against it, whatever it holds
    held = hold(element)
    reason = _sign_of(element, held, spoken)
    return reason if reason and held.believes(reason) else None


def _sign_of(element: Element, held: Holding, spoken: tuple[str, str, str]) -> Dropped | None:
    tag = element.tag
    if rule := BY_TAG.get(tag):
        return Dropped(rule, f"<{tag}> with {held.share:.0%} of the prose", f"<{tag}>")
    certain, likely, word = spoken
    if likely == "caption" and held.size <= LONG_CAPTION:
        return Dropped(likely, f"called {word!r}, {held.size} characters", word)
    if certain == "navigation" and tag in HEADINGS:
        return None  # an anchor that a table of contents leads to
    if certain and not (tag in PARAGRAPHS and held.size > LONG):
        return Dropped(certain, f"called {word!r}, {held.share:.0%} of the prose", word)
    if likely and held.size <= LONG:
        return Dropped(likely, f"called {word!r}, {held.size} characters", word)
    if "hidden" in element.attributes and held.size <= LONG:
        return Dropped("hidden", "hidden from readers", "hidden")
    return None

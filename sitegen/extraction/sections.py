"""Whole parts of the page that are not the story, told by their element and names, and by how much prose they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    """How much an element holds: characters, its share of the page's prose, and of that but for what readers wrote."""

    size: int
    share: float
    told: float
    has_links: bool

    def believes(self, reason: Dropped) -> bool:
        """Whether an element that holds so much may go for such a name; a teaser of another story has a link."""
        if reason.sign in ("teaser", "teasers") and not self.has_links:
            return False
        return self.share <= SHARES[reason.rule] if reason.rule in SHARES else self.told <= MAX_SHARE


def judge_sections(top: Element, layout: Layout) -> dict[Element, Dropped]:
    """The outermost elements in `top` that are not the story, each with the reason."""
    prose = layout.totals(lambda block: block.size if block.is_prose else 0)
    most = max(prose[-1], 1)

    def held_by(element: Element) -> int:
        start, stop = layout.spans.get(element, (0, 0))
        return prose[stop] - prose[start]

    def hold(element: Element) -> Holding:
        held = held_by(element)
        size = layout.size(element)
        links = sum(block.linked for block in layout.inside(element))
        return Holding(size, held / most, held / max(most - beside, 1), links >= FEW_LINKS * size)

    beside = 0
    distrusted: frozenset[str] = frozenset()
    while True:
        dropped = _outermost(top, layout, hold, distrusted)
        held: dict[tuple[str, str], int] = defaultdict(int)
        for element, reason in dropped.items():
            held[reason.sign, reason.rule] += held_by(element)
        readers = sum(size for (_, rule), size in held.items() if rule in SHARES)
        worn = frozenset(
            sign
            for (sign, rule), size in held.items()
            if size > (SHARES[rule] * most if rule in SHARES else MAX_SHARE * (most - readers))
        )
        if not worn and readers == beside:
            return dropped
        distrusted |= worn
        beside = readers


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

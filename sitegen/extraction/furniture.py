"""What stands inside a story's element and is not the story: captions, teasers, other stories, posts of others.

Told by what surrounds a block, not by its words. Each rule answers for whole elements; `sections` has answered for
those that the page's authors named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.dom import Element, find
from sitegen.extraction.layout import HEADINGS, Block, Layout
from sitegen.extraction.sections import CAPTION, PARAGRAPHS, Dropped
from sitegen.extraction.verdicts import main_home
from sitegen.languages.words import Kind, kinds

Found = Iterator[tuple[Element, Dropped]]

PICTURE_NAMES = re.compile(r"image|\bimg|photo|picture|bild|foto|figure|gallery|slideshow|carousel|video|media|embed")
SOCIAL_NAMES = re.compile(r"tweet|twitter-video|embed|instagram-media|text-post-media|fb-(?:post|video|xfbml)|threads")
NOT_A_PICTURE = frozenset({"table", "pre", "blockquote", "ul", "ol"})
POST = "post"
"""The rule whose elements stay as links, outside the story's text."""
MAX_SHARE = 0.25
"""A rule that would take more of the container has met a page that is made of such things.

Unless they are teasers that all stand behind its main part, with next to nothing after them.
"""
MAIN_PART = 0.5
LONG_CAPTION = 600
LONG_TEASER = 420
LONG_NOTICE, SHORT_NOTICE = 1_500, 220
"""Characters of a box that asks for something, and of a paragraph among the story's own that does."""
ASKS_THROUGHOUT = 0.35
"""The share of a box that asks; the rest says why, or what else there is."""
MOST_NOTICES = 0.7
"""The share of the container that such boxes may hold: over a story of which only the beginning is there, much."""
ASKING: frozenset[Kind] = frozenset({"wall", "paywall"})
MANY_ENTRIES = 4
"""So many articles inside an article are the entries of a live report, not teasers."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where rules look: the story's element, the elements inside it that hold blocks, and the layout."""

    container: Element
    inside: tuple[Element, ...]
    layout: Layout


def judge_furniture(container: Element, layout: Layout) -> dict[Element, Dropped]:
    """The elements inside `container` that are not its story, each with the reason."""
    dropped: dict[Element, Dropped] = {}
    place = Place(container, tuple(_inside(container, layout)), layout)
    for rule in RULES:
        found = dict(rule(place))
        most = MOST_NOTICES if rule is notices else MAX_SHARE
        if (
            _share(found, place) <= most
            or rule is social_posts
            or (rule is teasers and _follows_the_story(found, place))
        ):
            dropped = found | dropped
    return dropped


def _share(found: Iterable[Element], place: Place) -> float:
    return sum(map(place.layout.size, found)) / max(1, place.layout.size(place.container))


def _follows_the_story(found: Iterable[Element], place: Place) -> bool:
    spans = [place.layout.spans[element] for element in found]
    start, stop = place.layout.spans[place.container]
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans)
    whole, before, after = (
        place.layout.sizes[until] - place.layout.sizes[since]
        for since, until in ((start, stop), (start, first), (last, stop))
    )
    return before >= MAIN_PART * whole and after < LONG_TEASER


def captions(place: Place) -> Found:
    """Text in a figure, or in an element named for a picture that holds one, tells of the picture."""
    for element in place.inside:
        size = place.layout.size(element)
        if not 0 < size <= LONG_CAPTION:
            continue
        is_picture = element.tag in ("figure", "figcaption") or (
            any(block.pictures for block in place.layout.inside(element)) and _names_a_picture(element.names)
        )
        if is_picture and next(find(element, *NOT_A_PICTURE), None) is None:
            yield element, Dropped(CAPTION, f"{size} characters with a picture", "picture")


@lru_cache(maxsize=8192)
def _names_a_picture(names: str) -> bool:
    return PICTURE_NAMES.search(names.lower()) is not None


def social_posts(place: Place) -> Found:
    """A post quoted from elsewhere, as its service's own markup says."""
    for element in place.inside:
        if (element.tag == "blockquote" or element.get("data-href")) and SOCIAL_NAMES.search(element.names):
            yield element, Dropped(POST, "a post from elsewhere, embedded", "post")


def notices(place: Place) -> Found:
    """A box over or beside the story that wants consent, no ad blocker, or a subscription before it lets one read."""
    blocks = place.layout.inside(place.container)
    home = main_home(blocks)
    found = ((block, kinds(block.text) & ASKING) for block in blocks if not _is_surely_told(block, home))
    asking = [(block, asked) for block, asked in found if asked]
    if not asking:
        return
    numbers = {block.number for block, _ in asking}
    wanting = place.layout.totals(lambda block: block.size if block.number in numbers else 0)
    for block, asked in asking:
        box = _box_around(block, place, home, wanting)
        if box.tag in PARAGRAPHS and ("wall" in asked or block.size > SHORT_NOTICE):
            continue  # a story may tell of such things
        if box is not place.container:
            yield box, Dropped("notice", f"wants something of the reader first: {block.text[:40]!r}", "notice")


def _is_surely_told(block: Block, home: Element | None) -> bool:
    """Whether a block is too long for a notice where it stands: nobody need look for one's words in it."""
    at_home = block.owner.parent is home and block.owner.tag in PARAGRAPHS
    return block.size > (SHORT_NOTICE if at_home else LONG_NOTICE)


def _box_around(block: Block, place: Place, home: Element | None, wanting: Sequence[int]) -> Element:
    """The largest element around a block that is no longer than such a box, asks throughout, and is not like `home`.

    `wanting` are running sums of the sizes of what asks.
    """
    box = block.owner
    while (around := box.parent) is not None and around is not place.container and around is not home:
        size, (start, stop) = place.layout.size(around), place.layout.spans[around]
        is_like_home = home is not None and (around.tag, around.names) == (home.tag, home.names)
        if is_like_home or size > LONG_NOTICE or wanting[stop] - wanting[start] < ASKS_THROUGHOUT * size:
            break
        box = around
    return box


def other_stories(place: Place) -> Found:
    """An article inside the story, or beside it, when there are few of them and each is short."""
    nested = [element for element in place.inside if element.tag == "article"]
    whole = place.layout.size(place.container)
    if len(nested) >= MANY_ENTRIES and sum(place.layout.size(element) for element in nested) > 0.5 * whole:
        return
    for element in nested:
        if place.layout.size(element) < 0.3 * whole and next(find(element, "h1"), None) is None:
            yield element, Dropped("other story", "an article inside the article", "article")


def teasers(place: Place) -> Found:
    """A headline that is all link, in an element with little else: it leads to another story."""
    for block in place.layout.inside(place.container):
        if block.owner.tag not in HEADINGS and block.kind != "heading":
            continue
        if block.link_share < 0.8:
            continue
        card = block.owner
        while card.parent is not None and card.parent is not place.container and _is_short(card.parent, place.layout):
            card = card.parent
        if card is not place.container:
            yield card, Dropped("teaser", f"its headline is a link: {block.text[:40]!r}", "teaser")


def _is_short(element: Element, layout: Layout) -> bool:
    return layout.size(element) <= LONG_TEASER


def _inside(container: Element, layout: Layout) -> Iterator[Element]:
    """The elements below `container` that hold blocks, in the order of reading."""
    stack = [item for item in layout.flow.get(container, ()) if isinstance(item, Element)][::-1]
    while stack:
        element = stack.pop()
        start, stop = layout.spans.get(element, (0, 0))
        if start == stop:
            continue
        yield element
        stack.extend([item for item in reversed(layout.flow.get(element, ())) if isinstance(item, Element)])


RULES: tuple[Callable[[Place], Found], ...] = (captions, social_posts, notices, other_stories, teasers)

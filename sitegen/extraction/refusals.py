"""Pages that hold no article, and why: said in one line, so that the user knows what the file is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.body import Body, block_text
from sitegen.dom import Document, Element, collapse, text_of
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.claims import Claims
from sitegen.extraction.layout import Block, Layout
from sitegen.extraction.verdicts import Judged
from sitegen.languages.words import matches

SHORTEST = 80
"""Characters of prose below which nothing is called a story, unless the page claims one."""
SHORT = 400
"""Characters of prose below which a page may be something else that says a few sentences."""
NO_STORY = "the page has text, but none that reads like a story"
MANY_LINKS = 20
MOSTLY = 0.6
LONG_NOTICE = 3_000
MANY_CARDS = 6
INTRODUCTION = 150
"""Characters of prose above a list of pages that somebody wrote for its own sake."""
CARD = 2
"""Paragraphs below a headline that is a link, at most, where it leads to another page."""
FAILED = re.compile(r"\b(?:404|403|410|50[0234])\b|not found|forbidden|page unavailable", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on a page: its tree and layout, the verdicts, the headline."""

    document: Document
    layout: Layout
    judged: Sequence[Judged]
    headline: str

    @property
    def prose(self) -> list[Block]:
        """The paragraphs that stay."""
        return [each.block for each in self.judged if each.stays and each.block.is_prose]

    @property
    def names(self) -> list[str]:
        """How the page is called: its headline, its title, its first headings."""
        called = [text_of(element) for tag in ("title", "h1") for element in self.document.by_tag.get(tag, ())[:1]]
        return list(filter(None, (collapse(self.headline), *called)))


def refuse_unless_article(file: str, seen: Seen, claims: Claims) -> None:
    """Raise ExtractionError where there is no article."""
    if reason := next(filter(None, (rule(seen, claims) for rule in RULES)), ""):
        raise ExtractionError(Problem(f"no article found: {reason}", Location(file)))


def refuse_without_words(file: str, body: Body) -> None:
    """Raise ExtractionError where nothing that stayed could be written as text."""
    if not any(block_text(block).strip() for block in body.blocks):
        raise ExtractionError(Problem(f"no article found: {NO_STORY}", Location(file)))


def is_list_of_links(document: Document, layout: Layout) -> bool:
    """Whether most of what the page says is links, and those are many."""
    linked = sum(block.linked for block in layout.blocks)
    return len(document.by_tag.get("a", ())) >= MANY_LINKS and linked > MOSTLY * sum(b.size for b in layout.blocks)


# --- one rule a kind of page: what was seen, what the page claims → a reason, or nothing ------------------------------


def _nothing(seen: Seen, _claims: Claims) -> str:
    if not seen.document.elements[1:] or not seen.layout.sizes[-1]:
        return "the page shows no text"
    kept = sum(each.block.size for each in seen.judged if each.stays)
    return "" if kept or is_list_of_links(seen.document, seen.layout) else NO_STORY


def _notice(seen: Seen, claims: Claims) -> str:
    """A page whose story never came: half of what it says is what a notice says that lay over it."""
    prose = seen.prose
    if not prose or sum(block.size for block in prose) > LONG_NOTICE:
        return ""
    asking = [block for block in prose if matches("wall", block.text)]
    called = [name for name in seen.names if matches("wall", name)] if _claims_nothing(claims) else []
    if not called and len(asking) * 2 < len(prose):
        return ""
    words = (called or [block.text for block in asking])[0][:60]
    return f"a notice stands in its place ({words!r}): save the page again when you have answered it"


def _failure(seen: Seen, _claims: Claims) -> str:
    if _size(seen.prose) >= SHORT:
        return ""
    failed = [name for name in seen.names if FAILED.search(name) or matches("error_page", name)]
    return f"it is an error page ({failed[0][:60]!r})" if failed else ""


def _login(seen: Seen, claims: Claims) -> str:
    if _size(seen.prose) >= SHORT or not any(
        field.get("type").lower() == "password" for field in seen.document.tagged("input")
    ):
        return ""
    is_called = any(matches("navigation", name) or matches("no_section", name) for name in seen.names)
    return "it is a login page" if is_called or (_size(seen.prose) < SHORTEST and not claims.story) else ""


def _video(seen: Seen, claims: Claims) -> str:
    """A page that calls itself a video, with a few sentences on it."""
    kind = next((meta.get("content") for meta in seen.document.tagged("meta") if _property(meta) == "og:type"), "")
    is_video = kind.lower().startswith("video") and _size(seen.prose) < SHORT and not claims.story
    return f"it is a video with {_size(seen.prose)} characters of text" if is_video else ""


def _property(meta: Element) -> str:
    return (meta.get("property") or meta.get("name")).lower()


def _index(seen: Seen, claims: Claims) -> str:
    """A page of headlines that are links, each with a sentence or two, which claims no author and no day."""
    kept = [each.block for each in seen.judged if each.stays]
    if not kept or not _claims_nothing(claims):
        return ""
    inside = seen.layout.blocks[kept[0].number - 1 if kept[0].number else 0 : kept[-1].number + 1]
    cards = [block.number for block in inside if block.kind == "heading" and block.link_share > 0.8]
    if len(cards) < MANY_CARDS:
        return ""
    prose = seen.prose
    below = [sum(start < block.number < stop for block in prose) for start, stop in pairwise((*cards, 10**9))]
    before = _size([block for block in prose if block.number < cards[0]])
    is_list = max(below) <= CARD and sum(map(bool, below)) >= MANY_CARDS and before < INTRODUCTION
    return f"it is a list of {len(cards)} other pages" if is_list else ""


def _short(seen: Seen, claims: Claims) -> str:
    if _size(seen.prose) >= SHORTEST or claims.story:
        return ""
    whole = seen.layout.sizes[-1]
    if is_list_of_links(seen.document, seen.layout):
        links, linked = len(seen.document.by_tag.get("a", ())), sum(block.linked for block in seen.layout.blocks)
        return f"it is a list of links ({links} links, {linked / whole:.0%} of its text)"
    kept = sum(each.block.size for each in seen.judged if each.stays)
    return f"its text is too short for a story ({kept} characters)" if kept < SHORTEST else ""


RULES: tuple[Callable[[Seen, Claims], str], ...] = (_nothing, _notice, _failure, _login, _video, _index, _short)


def _size(blocks: Sequence[Block]) -> int:
    return sum(block.size for block in blocks)


def _claims_nothing(claims: Claims) -> bool:
    """Whether the page does not say that it is somebody's story of some day."""
    return not (claims.story or claims.is_news or claims.of("date") or claims.of("author"))

"""Pages that hold no article, and why: said in one line, so that the user knows what the file is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.body import Body, block_text
from sitegen.dom import Document
from sitegen.errors import ExtractionError, Location, Problem
from sitegen.extraction.layout import Layout
from sitegen.extraction.verdicts import Judged

SHORTEST = 80
"""Characters of prose below which nothing is called a story, unless the page claims one."""
NO_STORY = "the page has text, but none that reads like a story"
MANY_LINKS = 20
MOSTLY = 0.6
FAILED = re.compile(
    r"\b(?:404|403|410|50[0234])\b|not found|access denied|forbidden|just a moment|attention required|"
    r"are you a robot|verify you are human|service unavailable|page unavailable",
    re.IGNORECASE,
)


def refuse_unless_article(
    file: str, document: Document, layout: Layout, judged: Sequence[Judged], title: str, is_claimed: bool
) -> None:
    """Raise ExtractionError where there is no article. `is_claimed`: the page says that it is one."""
    kept = [each.block for each in judged if each.stays]
    prose = sum(block.size for block in kept if block.is_prose)
    size = sum(block.size for block in kept)
    if reason := _reason(document, layout, prose, size, title, is_claimed):
        raise ExtractionError(Problem(f"no article found: {reason}", Location(file)))


def refuse_without_words(file: str, body: Body) -> None:
    """Raise ExtractionError where nothing that stayed could be written as text."""
    if not any(block_text(block).strip() for block in body.blocks):
        raise ExtractionError(Problem(f"no article found: {NO_STORY}", Location(file)))


def is_list_of_links(document: Document, layout: Layout) -> bool:
    """Whether most of what the page says is links, and those are many."""
    linked = sum(block.linked for block in layout.blocks)
    return len(document.by_tag.get("a", ())) >= MANY_LINKS and linked > MOSTLY * sum(b.size for b in layout.blocks)


def _reason(document: Document, layout: Layout, prose: int, size: int, title: str, is_claimed: bool) -> str:
    whole = sum(block.size for block in layout.blocks)
    if not document.elements[1:] or not whole:
        return "the page shows no text"
    is_index = is_list_of_links(document, layout)
    if not size and not is_index:
        return NO_STORY
    if prose >= SHORTEST * 5:
        return ""
    if FAILED.search(title):
        return f"it is an error page ({title[:60]!r})"
    if prose >= SHORTEST or is_claimed:
        return ""
    if any(field.get("type").lower() == "password" for field in document.tagged("input")):
        return "it is a login page"
    if is_index:
        links, linked = len(document.by_tag.get("a", ())), sum(block.linked for block in layout.blocks)
        return f"it is a list of links ({links} links, {linked / whole:.0%} of its text)"
    if size < SHORTEST:
        return f"its text is too short for a story ({size} characters)"
    return ""

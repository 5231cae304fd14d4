"""Pages that show a reader less than the story: all of it may lie in the page's data; else it is cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.dom import Document, raw_text
from sitegen.extraction import jsonld
from sitegen.extraction.as_shown import noscript_story
from sitegen.extraction.claims import Claims
from sitegen.extraction.edges import fold
from sitegen.extraction.embedded import LEAST, embedded_story
from sitegen.extraction.layout import Block, Layout
from sitegen.extraction.refusals import is_list_of_links
from sitegen.extraction.story_markup import TAGS, markup_of, prose_in
from sitegen.extraction.verdicts import Judged
from sitegen.languages.words import matches

WHOLE = 1_500
"""Characters of prose from which a page shows its story."""
LONGER = 1.5
"""How many times as long as what is shown a story in data must be."""
HALF = 0.5
"""The share of what is shown, unless that is little, that data must have to be of the same story."""
PROBE = 40
NEAR = 6
"""Blocks behind the last paragraph in which a page says that the rest is for subscribers."""
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”’»)\]]*$")
NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
TEASER = 2_000
"""Characters of prose that a page may show of a story that is not free."""


def hidden_story(document: Document, layout: Layout, source: str, shown: Sequence[Block]) -> str:
    """The story as HTML where the page shows none or the beginning only, but holds all of it as data; else nothing.

    `shown` is the prose that a reader sees.
    """
    size = sum(block.size for block in shown)
    if size >= WHOLE or is_list_of_links(document, layout):
        return ""
    article = jsonld.article_of(jsonld.things(document)) or {}
    candidates = (
        embedded_story(document, source),
        markup_of(article.get("articleBody"), {}),
        noscript_story(document),
    )
    story = max(candidates, key=prose_in)
    if prose_in(story) < max(LEAST, LONGER * size):
        return ""
    told = fold(TAGS.sub("", story))
    shared = sum(block.size for block in shown if fold(block.text)[:PROBE] in told)
    return story if size < LEAST or shared >= HALF * size else ""


def cut_off(document: Document, claims: Claims, judged: Sequence[Judged], layout: Layout) -> tuple[str, ...]:
    """A warning where only the beginning of a story is there, since the rest is for subscribers."""
    prose = [each.block for each in judged if each.stays and each.block.is_prose]
    if not prose or sum(block.size for block in prose) > TEASER or len(claims.story) > TEASER:
        return ()
    not_free = any(
        NOT_FREE.search(raw_text(script)) for script in document.tagged("script") if "ld+json" in script.get("type")
    )
    behind = layout.blocks[prose[-1].number + 1 :][:NEAR]
    if not_free or CUT.search(prose[-1].text) or any(matches("paywall", block.text) for block in behind):
        return ("cut off: the page seems to hold only the beginning of the story",)
    return ()

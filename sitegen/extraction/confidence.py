"""How sure we are of an extraction, from what was seen on the way; and what the user should look at."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.article import Metadata
from sitegen.extraction.edges import fold
from sitegen.extraction.layout import Layout
from sitegen.extraction.verdicts import Judged

LONG = 1_500
"""Characters of prose at which length no longer adds to confidence."""
SHORT = 400
BASE, BY_LENGTH, BY_PURITY, BY_DOMINANCE, BY_HEAD = 0.25, 0.3, 0.15, 0.15, 0.15


def confidence_of(judged: Sequence[Judged], layout: Layout, metadata: Metadata, story: str) -> float:
    """0 to 1: much prose, few links, most of the page's prose kept, a title and a date; or what `articleBody` says."""
    kept = [each.block for each in judged if each.stays]
    size = sum(block.size for block in kept)
    prose = sum(block.size for block in kept if block.is_prose)
    linked = sum(block.linked for block in kept)
    around = sum(block.size for block in layout.blocks if block.is_prose)
    guess = (
        BASE
        + BY_LENGTH * min(1.0, prose / LONG)
        + BY_PURITY * (1.0 - linked / size if size else 0.0)
        + BY_DOMINANCE * (prose / around if around else 0.0)
        + BY_HEAD * (0.6 * bool(metadata.title) + 0.4 * (metadata.date is not None))
    )
    if len(story) > SHORT:
        guess = (guess + agreement(fold(" ".join(block.text for block in kept)), fold(story))) / 2
    return round(min(1.0, max(0.0, guess)), 3)


def agreement(ours: str, theirs: str) -> float:
    """How much of each text the other has, by pieces of 40 characters; the lesser of the two shares."""
    return min(_share(ours, theirs), _share(theirs, ours))


def _share(text: str, other: str) -> float:
    pieces = [text[place : place + 40] for place in range(0, max(1, len(text) - 39), 200)]
    return sum(piece in other for piece in pieces) / len(pieces)


def warnings_of(metadata: Metadata, judged: Sequence[Judged]) -> tuple[str, ...]:
    """What a user should look at, in plain words."""
    size = sum(each.block.size for each in judged if each.stays)
    found = (
        ("no title found", not metadata.title),
        ("no date found", metadata.date is None),
        ("no author found", not metadata.authors),
        (f"very short: {size} characters", size < SHORT),
    )
    return tuple(text for text, applies in found if applies)

"""A story as the tagger reads it: its parts, its language, and where a dateline opens its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.regions.text import guess_language

DATELINE, TITLE, LEAD, BODY, TAIL = 6.0, 2.5, 1.5, 1.0, 0.7
LEAD_LENGTH, TAIL_START = 500, 3000
LONGEST = 200_000
"""Characters of a text that are read: what a story is about has been said long before."""

_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’-]{2,40}(?:, ?[A-Z][\w. ]{1,25}){0,2}?),?"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^)\n]{2,60}\)\s*(?:[—–-]{1,2}|\ufffd|:)?|[—–]|--| - )"
)


@dataclass(frozen=True, slots=True)
class Story:
    """What a page tells. `lang`: a BCP 47 tag, guessed where it is missing."""

    title: str = ""
    text: str = ""
    dateline: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    lang: str | None = None


class Zone(NamedTuple):
    """A part of a story: where it begins, what a mention in it weighs. `trusted`: a dateline, all of places."""

    name: str
    text: str
    weight: float
    start: int = 0
    trusted: bool = False

    def weight_at(self, start: int) -> float:
        """What a mention weighs: more at the beginning of a text, less at the end of a long one."""
        if self.name != "text" or self.trusted:
            return self.weight
        return self.weight * (LEAD if start < LEAD_LENGTH else TAIL if start > TAIL_START else BODY)


def zones_of(story: Story) -> tuple[Zone, ...]:
    """The story's parts that are not empty. A dateline at the start of the text counts as one, and no more as text."""
    start, stop = 0, 0
    dateline, inside = story.dateline, "dateline"
    if match := _DATELINE.match(story.text):
        stop = match.end()
        if not dateline:
            dateline, start, inside = match["place"], match.start("place"), "text"
    zones = (
        Zone(inside, dateline, DATELINE, start, trusted=True),
        Zone("title", story.title, TITLE),
        Zone("text", story.text[stop:LONGEST], BODY, stop),
        Zone("section", story.section, BODY),
        Zone("keywords", "\n".join(story.keywords), BODY),
    )
    return tuple([zone for zone in zones if zone.text])


def language_of(story: Story) -> str:
    """The language whose names are looked for, by the story's own words where nothing says it."""
    if not story.lang:
        return guess_language(f"{story.text[:1200]}\n{story.title}")
    base = story.lang.lower().replace("_", "-")
    if base.startswith("zh"):
        return "zh-Hant" if any(part in base for part in ("hant", "tw", "hk", "mo")) else "zh"
    return base.split("-")[0]

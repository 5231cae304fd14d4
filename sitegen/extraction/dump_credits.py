"""Who wrote a story, when and for whom, as far as the lines around a dump's story tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.extraction.byline import authors_from_byline
from sitegen.languages.dates import find_date
from sitegen.languages.words import matches, opening, phrases, trimmed

HEAD_LINES = 12  # above the story, below the headline, that may be credits
LONGEST_CREDIT = 30  # words
YEAR = re.compile(r"\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]{4}")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines tell; empty where they tell nothing."""

    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None
    site: str = ""


def credits_of(head: Sequence[str], tail: Sequence[str], lang: str) -> Credits:
    """Credits from the lines between headline and story (`head`) and the first lines behind it (`tail`)."""
    published, updated = _dates(head, lang)
    if published is None:
        published, later = _dates(tail[:4], lang)
        updated = updated or later
    return Credits(_authors(head) or _authors(tail[:2]), published, updated, _site(head, tail))


def _authors(lines: Sequence[str]) -> tuple[str, ...]:
    """Names from the first line that opens like a byline, or that is a name with a role."""
    for line in lines:
        words = line.split()
        if len(words) > LONGEST_CREDIT or matches("photo", line):
            continue
        if (opening("byline", line) or matches("role", line)) and (found := authors_from_byline(line)):
            return found
    return ()


def _dates(lines: Sequence[str], lang: str) -> tuple[dt.date | None, dt.date | None]:
    published: dt.date | None = None
    updated: dt.date | None = None
    for line in lines:
        if len(line) > 160 or not YEAR.search(line):
            continue
        found = find_date(line, lang)
        if found is None:
            continue
        if matches("updated", line):
            updated = updated or found
        else:
            published = published or found
    return published or updated, updated if published else None


def _site(head: Sequence[str], tail: Sequence[str]) -> str:
    """A news agency that stands alone on a line of the head, or a name that heads and ends the story alike."""
    agencies = phrases("agency")
    for line in head:
        if trimmed(line) in agencies and len(trimmed(line)) > 2:
            return line.strip()
    first = {trimmed(line) for line in tail[:2]}
    return next((line.strip() for line in head if trimmed(line) in first and len(line.split()) <= 4), "")

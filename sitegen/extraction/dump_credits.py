"""Who wrote a story and when, as far as the lines around a dump's story tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.extraction.byline import authors_from_byline, is_name, opens_like_byline
from sitegen.languages.dates import find_date
from sitegen.languages.words import matches

LONGEST_DATE_LINE = 80  # characters of a line that is there for its date
LONGEST_CREDIT = 30  # words
BEHIND_YEAR = re.compile(r"(?<=\d{4})[,\s]+")
YEAR = re.compile(r"\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]{4}")


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines tell; empty where they tell nothing."""

    authors: tuple[str, ...] = ()
    date: dt.date | None = None
    updated: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lines around a story: above its headline (nearest first), from there to the story, left out of it, behind it."""

    above: Sequence[str] = ()
    head: Sequence[str] = ()
    inside: Sequence[str] = ()
    tail: Sequence[str] = ()


def credits_of(lines: Surroundings, lang: str) -> Credits:
    """What the lines around a story tell; those nearest to its headline are asked first."""
    published: dt.date | None = None
    updated: dt.date | None = None
    for group in (lines.head, lines.above, lines.inside, lines.tail):
        if published is None:
            published, updated = _dates(group, lang)
    authors = _authors(lines.head) or _authors(lines.inside) or _authors(lines.tail[:2])
    return Credits(authors, published, updated)


def _authors(lines: Sequence[str]) -> tuple[str, ...]:
    """Names from the first line that opens like a byline, is a name with a role, or a name next to a date."""
    for index, line in enumerate(lines):
        if len(line.split()) > LONGEST_CREDIT or matches("photo", line):
            continue
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if matches("byline", line) and not opens_like_byline(line) and is_name(following):
            return authors_from_byline(following)  # "By" stands on a line of its own
        beside_date = any(map(_is_date_line, (*lines[max(0, index - 1) : index], following)))
        if (opens_like_byline(line) or (matches("role", line) and " " in line) or (beside_date and is_name(line))) and (
            found := authors_from_byline(line)
        ):
            return found
        if found := _behind_date(line):
            return found
    return ()


def is_credit(line: str) -> bool:
    """Whether `line` is there to say who wrote the story, or when."""
    return _is_date_line(line) or (
        len(line.split()) <= LONGEST_CREDIT and opens_like_byline(line) and bool(authors_from_byline(line))
    )


def _behind_date(line: str) -> tuple[str, ...]:
    """Names behind the date: "Posted on September 2, 2020 by Jane Doe"."""
    parts = BEHIND_YEAR.split(line)[1:] if _is_date_line(line[:LONGEST_DATE_LINE]) else []
    return next((found for part in parts if opens_like_byline(part) and (found := authors_from_byline(part))), ())


def _is_date_line(line: str) -> bool:
    return len(line) <= LONGEST_DATE_LINE and bool(YEAR.search(line)) and find_date(line) is not None


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

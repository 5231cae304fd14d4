"""When the story was published: by what the page claims, by the lines around the headline, or by its address.

Nothing is made up: a bare year or month is no date, a day named as that of a change is taken only where there is no
other, and a day later than the page was saved is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.dom import Document, text_of
from sitegen.extraction.byline import opens_like_byline
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Line, Surroundings, as_lines
from sitegen.extraction.result import Choice, Claim
from sitegen.languages.dates import date_in, parse_date
from sitegen.languages.words import opening

SOURCES = (
    "json-ld datePublished", "meta article:published_time", "meta og:", "json-ld page", "meta",
    "microdata datepublished", "json-ld dateCreated", "microdata",
)  # fmt: skip
TIME = "time element"
DATE_NAMES = re.compile(r"date|time|publish|posted|meta|byline")
DIGIT = re.compile(r"\d")
BARS = re.compile(r"\s*[|•·●▪│‧]\s*")
DASHED = re.compile(r"\s*[—–:]|\s-\s")
RANGE = re.compile(r"\d\s*[-–—]\s*$")
IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
MONTH_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?!\d)")
SHORT_IN_ADDRESS = re.compile(r"/(\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
MONTH_AND_DAY = re.compile(r"[^\W\d_]{3,}\.? \d{1,2}(?!\d)|\d{1,2}\.? [^\W\d_]{3,}")
FUTURE = dt.timedelta(days=2)
SHORT_REST = 40  # characters beside a date in a line that is there for it
LABEL = 25  # of a line that only says what the date in the next is
LONGEST_NAMED = 200
TAIL = 6  # blocks behind the story
NEAREST = 12  # lines that may tell better than a claim


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a line: how much stands beside it, and whether the page calls it that of publication or of a change."""

    date: dt.date
    rest: int
    published: bool
    updated: bool


def choose_date(
    document: Document, claims: Claims, lang: str, saved_at: dt.datetime | None, lines: Surroundings, url: str
) -> Iterator[Choice]:
    """The day of publication, from the first source that names a day which is not in the future."""
    latest = saved_at.date() + FUTURE if saved_at else dt.date.max
    claimed = ((_in_order(date, url), source) for date, source in _claimed(claims, lang) if day_of(date) <= latest)
    first = next(claimed, None)
    if first and first[1] != TIME and not _is_suspect(first[0], claims, lang):
        yield _chosen(_local(first[0], claimed), first[1], f"the first date of {first[1]}")
        return
    near = lines.nearest_first[: NEAREST if first else None]
    seen = [dated for dated in dates_in(near, lang) if day_of(dated.date) <= latest]
    visible = sorted((dated for dated in seen if not dated.updated), key=_trust)
    if first and first[1] != TIME:
        yield _corrected(first[0], first[1], visible)
    elif visible and (visible[0].rest <= SHORT_REST or not first):
        day = day_of(visible[0].date)
        timed = next((date for date, _ in (*filter(None, [first]), *claimed) if day_of(date) == day), None)
        date = timed or _in_order(visible[0].date, url)
        yield _chosen(date, "line near the title", "the visible date next to the title")
    elif first:
        yield _chosen(*first, "the first time element")
    elif day_named := date_in_address(url, latest):
        yield _chosen(day_named, "address", "the day in the page's address")
    elif day_named := _short_date_in_address(url, lines, lang):
        yield _chosen(day_named, "address", "the day in the page's address, which a line names without the year")
    elif seen:
        yield _chosen(seen[0].date, "line near the title", "the only visible date, that of a change")
    elif found := next(_elsewhere(document, lines, lang, latest), None):
        yield _chosen(found[1], found[0], "the first visible date")


def choose_updated(claims: Claims, lang: str, lines: Surroundings, published: str) -> Iterator[Choice]:
    """The day of the last change as claimed or, where nothing is, as shown; none before that of publication."""
    for claim in claims.of("updated", "json-ld", "meta", "microdata", TIME):
        if date := parse_date(claim.value, lang):
            if date.isoformat()[:10] >= published[:10]:
                yield Choice(Claim("updated", date.isoformat(), claim.source), "the first modified date")
            return
    for dated in dates_in(lines.nearest_first[:NEAREST], lang) if published else ():
        if dated.updated and dated.date.isoformat()[:10] > published[:10]:
            yield Choice(Claim("updated", dated.date.isoformat(), "line near the title"), "the date shown as a change")
            return


def _claimed(claims: Claims, lang: str) -> Iterator[tuple[dt.date, str]]:
    for kind in (*SOURCES, TIME):
        for claim in claims.of("date", kind):
            if date := parse_date(claim.value, lang):
                yield date, claim.source


def _is_suspect(date: dt.date, claims: Claims, lang: str) -> bool:
    """Whether a claim is no older than the last change.

    Some sites claim the day of the last change, or of a move to other software, as that of publication.
    """
    changed = next((parse_date(claim.value, lang) for claim in claims.of("updated")), None)
    return changed is not None and day_of(changed) <= day_of(date)


def _in_order(date: dt.date, url: str) -> dt.date:
    """The date, or the one with day and month the other way round if the page's address says so."""
    month = MONTH_IN_ADDRESS.search(url)
    if month and (int(month[1]), int(month[2])) == (date.year, date.day) != (date.year, date.month):
        return date.replace(month=date.day, day=date.month)
    return date


def _local(first: dt.date, others: Iterator[tuple[dt.date, str]]) -> dt.date:
    """The first claim, or a later one of the same moment that is told in the time of the place."""
    if not isinstance(first, dt.datetime) or first.tzinfo is None or first.utcoffset():
        return first
    same = (date for date, _ in others if isinstance(date, dt.datetime) and date.tzinfo and date == first)
    return next((date for date in same if date.utcoffset()), first)


def _chosen(date: dt.date, source: str, why: str) -> Choice:
    return Choice(Claim("date", date.isoformat(), source), why)


def day_of(date: dt.date) -> dt.date:
    """The calendar day, as written."""
    return date.date() if isinstance(date, dt.datetime) else date


def _trust(dated: Dated) -> tuple[bool, bool]:
    return (dated.rest > SHORT_REST, not dated.published)


def _corrected(date: dt.date, source: str, visible: Sequence[Dated]) -> Choice:
    """The date claimed, or an earlier one that the page shows in its stead."""
    shown = any(day_of(dated.date) == day_of(date) for dated in visible)
    best = visible[0] if visible and not shown else None
    if best and best.rest <= SHORT_REST and day_of(best.date) + FUTURE < day_of(date):
        return _chosen(best.date, "line near the title", f"earlier than {source}, which is that of the last change")
    return _chosen(date, source, f"the first date of {source}")


# --- lines ------------------------------------------------------------------------------------------------------------


def dates_in(lines: Sequence[Line], lang: str) -> Iterator[Dated]:
    """The dates in lines, in their order; what a line or the one before it calls a date is said of it."""
    label = ""
    for line in lines:
        short = len(line.block.text) < LABEL
        digits = DIGIT.search(line.block.text) is not None
        if not short and not digits:
            continue
        for part in BARS.split(line.text) if digits else (line.block.text,):
            label = "updated" if opening("updated", part) else "published" if opening("published", part) else label
            label = label or ("published" if opens_like_byline(part) else "")
            dated = _dated(part, label, lang)
            if dated and (dated.rest <= SHORT_REST or not line.block.is_prose):
                yield dated
                label = ""
        label = label if short else ""


def _dated(text: str, label: str, lang: str) -> Dated | None:
    if not DIGIT.search(text) or (found := date_in(text, lang)) is None:
        return None
    before, behind = text[: found.start], text[found.end :]
    if RANGE.search(before) or _goes_on(behind, lang):
        return None
    rest = 0 if not before.strip() and DASHED.match(behind) else len(before) + len(behind)
    return Dated(found.date, rest, label == "published", label == "updated")


def _goes_on(behind: str, lang: str) -> bool:
    """Whether a date is the first of two with a dash between them."""
    return behind.lstrip()[:1] in {"-", "–", "—"} and (end := date_in(behind, lang)) is not None and end.start < 5


def date_in_address(url: str, latest: dt.date) -> dt.date | None:
    """The day in an address such as /2024/04/17/peacekeepers-leave."""
    for match in IN_ADDRESS.finditer(url):
        try:
            day = dt.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
        if day <= latest:
            return day
    return None


def _short_date_in_address(url: str, lines: Surroundings, lang: str) -> dt.date | None:
    """The day in an address such as /24/04/17/, if a line near the title has that day of the month: "Wed April 17"."""
    if (match := SHORT_IN_ADDRESS.search(url)) is None:
        return None
    year = f"20{match[1]}"
    told = (date_in(f"{line.text[: day.end()]} {year}", lang) for line in lines.nearest_first[:NEAREST]
            for day in MONTH_AND_DAY.finditer(line.text))  # fmt: skip
    days = {day_of(found.date) for found in told if found}
    return next((day for day in days if (day.month, day.day) == (int(match[2]), int(match[3]))), None)


def _elsewhere(document: Document, lines: Surroundings, lang: str, latest: dt.date) -> Iterator[tuple[str, dt.date]]:
    """Dates behind the story, and those in elements that developers call dates."""
    behind = [dated for dated in dates_in(as_lines(lines.behind[:TAIL]), lang) if dated.rest <= SHORT_REST]
    alone = len(behind) == 1  # else they are those of comments or of other stories
    for dated in behind:
        if day_of(dated.date) <= latest and (dated.published or (alone and not dated.updated)):
            yield "line behind the story", dated.date
    for element in document.elements:
        if element.children and _names_a_date(element.names) and element.tag not in ("body", "html"):
            text = text_of(element)
            if (
                5 < len(text) < LONGEST_NAMED
                and not opening("updated", text)
                and (found := date_in(text, lang))
                and day_of(found.date) <= latest
            ):
                yield "element called a date", found.date


@lru_cache(maxsize=8192)
def _names_a_date(names: str) -> bool:
    return DATE_NAMES.search(names.lower()) is not None

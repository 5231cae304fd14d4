"""Dates as people and machines write them, in some seventy languages; other calendars are in ``calendars.py``.

What is decided here, once: a date needs a day, a month and a year that stand in the text; nothing is filled in from
today. Years from 1800 to 2100 are plausible. ``3/4/2024`` is the third of April, except in American English (``en-US``;
or English, or no language given, with AM, PM or an American zone in the text); where one number is above 12, it is the
day; an English weekday beside it that fits one order only decides. Two digits are a year of 1970 to 2069. A zone's
letters are those of the news (EST, BST, IST of India); without any, the time is local and the result naive.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sitegen.languages.calendars import gregorian_year, is_solar, other_days, solar_day
from sitegen.languages.clock import Clock, clock_after, clock_before
from sitegen.languages.months import NAME, month_of

FIRST_YEAR, LAST_YEAR = 1800, 2100
LONGEST = 400  # characters that are searched
ISO_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}(?::?\d{2})?)?)?")
ISO_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
ISO_WEEK = re.compile(r"\d{4}-W\d{2}-\d")
DAY_ALONE = 10  # characters: 2024-04-17
DIGIT = re.compile(r"\d")
EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일號号]?")
YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)(?![./-]\d)")
YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)(?![./-]\d)")
VIETNAMESE = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*,?\s*(?:năm\s*)?(\d{4})", re.IGNORECASE)
DAY_BEFORE = re.compile(
    r"(?<![\d:])(\d{1,2})\s*(?:st|nd|rd|th|er|ª|º|°|-го|-е)?\.?,?\s*(?:de|of|den|d[’']|-|/)?\s*$", re.IGNORECASE
)
YEAR_AFTER = re.compile(r"\s*[.,/-]?\s*(?:de[l]?|of)?\s*,?\s*[’']?(\d{4}|(?<=-)\d{2}|(?<=/)\d{2})(?!\d)", re.IGNORECASE)
DAY_YEAR_AFTER = re.compile(r"\.?\s*(\d{1,2})\s*(?:st|nd|rd|th)?\s*[.,]?\s+(?:de[l]?\s+)?(\d{4})(?!\d)", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})\s*[.,-]?\s*(?:m\.|de|\(e\)ko)?\s*$", re.IGNORECASE)
LATVIAN = re.compile(r"(?<!\d)(\d{4})\. gada (\d{1,2})\.\s*$")
DAY_AFTER = re.compile(r"[.-]?\s*(\d{1,2})(?!\d|[.:]\d)")
OTHER_NAME = re.compile(r"\s?/\s?[^\W\d_]+")  # نيسان/أبريل
MARKS = {0x200E: None, 0x200F: None, 0x202A: None, 0x202B: None, 0x202C: None, 0x00A0: " ", 0x202F: " "}
AMERICAN = re.compile(r"\d\s*[ap]\.?m\b|\b[ECMP][SD]T\b|\d\s*(?:GMT|UTC)?[-−]0[4-8]:?00\b", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s?day|nesday|rsday|urday|s|rs?)?\b", re.IGNORECASE)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Found:
    """A day or a moment, and where in the text the day is written."""

    date: dt.date
    start: int
    end: int


def parse_date(text: str, lang: str | None = None, *, epoch: bool = False) -> dt.date | dt.datetime | None:
    """The date that `text` is, or mentions first; a `datetime` where a time of day stands beside it.

    `lang` is a BCP 47 tag. Seconds or milliseconds since 1970 are understood only where `epoch` asks for them.
    """
    if text[4:5] == "-" and (date := _iso_date(text)):
        return date
    plain = _plain(text)
    if epoch and EPOCH.fullmatch(plain):
        return _from_epoch(int(plain))
    return _machine_date(plain) or find_date(plain, lang)


def find_date(text: str, lang: str | None = None) -> dt.date | dt.datetime | None:
    """The first date in a line of text, with its time of day where one stands beside it."""
    found = date_in(text, lang)
    return found.date if found else None


@lru_cache(maxsize=4096)
def date_in(text: str, lang: str | None = None) -> Found | None:
    """The same, and where it stands in the text (as far as that has plain spaces and digits)."""
    plain = _plain(text)
    if not DIGIT.search(plain):
        return None
    found = min(_candidates(plain, lang or ""), key=lambda candidate: candidate.start, default=None)
    if found is None:
        return None
    clock = clock_after(plain[found.end :]) or clock_before(plain[: found.start])
    return found if clock is None else Found(_moment(found.date, clock), found.start, found.end)


# --- machines ---------------------------------------------------------------------------------------------------------


def _iso_date(text: str) -> dt.date | dt.datetime | None:
    """The extended form with dashes, which nearly every machine writes."""
    try:
        return _plausible(dt.datetime.fromisoformat(text) if len(text) > DAY_ALONE else dt.date.fromisoformat(text))
    except ValueError:
        return None


def _machine_date(text: str) -> dt.date | dt.datetime | None:
    """ISO 8601 forms that hold no punctuation to find them by in running text."""
    try:
        if ISO_WEEK.fullmatch(text):
            return _plausible(dt.date.fromisoformat(text))
        if match := ISO_ORDINAL.fullmatch(text):
            return _plausible(dt.date(int(match[1]), 1, 1) + dt.timedelta(int(match[2]) - 1))
        if match := ISO_BASIC.fullmatch(text):
            parsed = dt.datetime.fromisoformat(text)
            return _plausible(parsed if match[4] else parsed.date())
    except (ValueError, OverflowError):
        return None
    return None


def _from_epoch(number: int) -> dt.datetime | None:
    seconds = number / 1000 if number >= 10**11 else number
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


# --- people -----------------------------------------------------------------------------------------------------------


def _candidates(text: str, lang: str) -> Iterator[Found]:
    for (year, month, day), start, end in other_days(text, lang):
        yield from _found(year, month, day, start, end)
    for pattern in () if text.isascii() else (EAST_ASIAN, VIETNAMESE):
        for match in pattern.finditer(text):
            year, month, day = map(int, match.groups() if pattern is EAST_ASIAN else match.groups()[::-1])
            yield from _found(year, month, day, *match.span())
    for match in YEAR_FIRST.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if is_solar(year, lang) and (converted := solar_day(year, month, day)):
            year, month, day = converted.year, converted.month, converted.day
        yield from _found(year, month, day, *match.span())
    for match in YEAR_LAST.finditer(text):
        year = gregorian_year(_full_year(match[4]), lang)
        day, month = _day_and_month(int(match[1]), int(match[3]), year, text, lang.lower())
        yield from _found(year, month, day, *match.span())
    for match in NAME.finditer(text):
        if number := month_of(match[0], lang.split("-", 1)[0]):
            yield from _around_month(text, number, match)


def _around_month(text: str, month: int, name: re.Match[str]) -> Iterator[Found]:
    """Dates with the month as a word: the day before or behind it, the year behind or, in Hungarian, before it."""
    before, after = text[max(0, name.start() - 24) : name.start()], text[name.end() : name.end() + 24]
    offset = max(0, name.start() - 24)
    if other := OTHER_NAME.match(after):
        after = " " * other.end() + after[other.end() :]
    if match := LATVIAN.search(before):
        yield from _found(int(match[1]), month, int(match[2]), offset + match.start(), name.end())
    if match := DAY_YEAR_AFTER.match(after):
        yield from _found(int(match[2]), month, int(match[1]), name.start(), name.end() + match.end())
    if (day := DAY_BEFORE.search(before)) and (year := YEAR_AFTER.match(after)):
        yield from _found(_full_year(year[1]), month, int(day[1]), offset + day.start(), name.end() + year.end())
    if (year := YEAR_BEFORE.search(before)) and (day := DAY_AFTER.match(after)):
        yield from _found(int(year[1]), month, int(day[1]), offset + year.start(), name.end() + day.end())


def _found(year: int, month: int, day: int, start: int, end: int) -> Iterator[Found]:
    try:
        date = _plausible(dt.date(year, month, day))
    except ValueError:
        return
    if date is not None:
        yield Found(date, start, end)


def _day_and_month(first: int, second: int, year: int, text: str, lang: str) -> tuple[int, int]:
    if first > 12 or second > 12:
        return (first, second) if first > 12 else (second, first)
    american = lang == "en-us" or (lang in {"", "en"} and AMERICAN.search(text) is not None)
    if lang[:2] in {"", "en"} and (named := WEEKDAY.search(text)) and first and second:
        weekday = WEEKDAYS.index(named[1].lower())
        as_day = [dt.date(year, month, day).weekday() for day, month in ((first, second), (second, first))]
        american = american if as_day[0] == as_day[1] or weekday not in as_day else as_day[1] == weekday
    return (second, first) if american else (first, second)


def _full_year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= 70 else 2000)


def _moment(day: dt.date, clock: Clock) -> dt.datetime:
    return dt.datetime(
        day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.microsecond, clock.zone
    )


def _plausible(date: dt.date) -> dt.date | None:
    return date if FIRST_YEAR <= date.year <= LAST_YEAR else None


def _plain(text: str) -> str:
    """`text` with European digits, plain spaces and no direction marks, cut to a length that can hold a date."""
    short = text[:LONGEST]
    if not short.isascii():
        short = unicodedata.normalize("NFC", short.translate(MARKS))
        short = "".join(_digit(c) if not c.isascii() and c.isdecimal() else c for c in short)
    return " ".join(short.split())


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character))

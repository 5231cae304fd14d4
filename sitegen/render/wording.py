"""Dates and numbers in the language of the interface (the only babel import)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from sitegen.site.views import Period, Term

_PLAIN_ENGLISH = "en_001"  # day, month, year: understood everywhere; en-US keeps its own order


@lru_cache(maxsize=8)
def locale_of(language: str) -> Locale:
    """The nearest locale that CLDR has for a language tag."""
    if language.lower() == "en":
        return Locale.parse(_PLAIN_ENGLISH)
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_PLAIN_ENGLISH)


class Wording:
    """Dates, periods and numbers of one interface language, each worded once."""

    def __init__(self, language: str) -> None:
        self.locale = locale_of(language)
        self.day = lru_cache(maxsize=16384)(self._day)
        self.short_day = lru_cache(maxsize=1024)(self._short_day)
        self.period = lru_cache(maxsize=16384)(self._period)
        self.number = lru_cache(maxsize=16384)(self._number)

    def _day(self, date: dt.date) -> str:
        """17 April 2024."""
        return str(format_date(date, "long", locale=self.locale))

    def _short_day(self, date: dt.date) -> str:
        """17 Apr, for lists whose heading has the year."""
        return str(format_skeleton("MMMd", date, locale=self.locale))

    def _period(self, period: Period) -> str:
        """2024, April 2024, or 17 April 2024."""
        first = dt.date(period.year, period.month or 1, period.day or 1)
        if period.day:
            return self.day(first)
        return str(format_skeleton("yMMMM" if period.month else "y", first, locale=self.locale))

    def month(self, period: Period) -> str:
        """April, where the year is said already."""
        return str(self.locale.months["stand-alone"]["wide"][period.month or 1])

    def months(self) -> tuple[tuple[str, str], ...]:
        """The names of the twelve months, in full and as letters."""
        names = self.locale.months["stand-alone"]
        return tuple((str(names["wide"][month]), str(names["narrow"][month])) for month in range(1, 13))

    def moment(self, moment: dt.datetime) -> str:
        """17 April 2024 at 09:30 and the offset from universal time, as it was written."""
        zone = moment.isoformat(timespec="minutes")[len("2024-04-17T09:30") :].replace("+00:00", "UTC")
        return f"{self.day(moment.date())}, {moment:%H:%M} {zone}".rstrip()

    def _number(self, number: int) -> str:
        """1,234."""
        return str(format_decimal(number, locale=self.locale))

    def name(self, term: Term) -> str:
        """What a term is called."""
        return self.period(term.period) if term.period else term.name

"""Days told in other calendars than the Gregorian: Solar Hijri, Thai years, Japanese eras, years of the Republic.

Islamic (lunar) and Hebrew dates are not converted: which day is meant depends on a sighting of the moon or on the hour,
and papers that print them print the Gregorian date too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

SOLAR_MONTHS: Mapping[str, int] = MappingProxyType({
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    )
    for number, name in enumerate(names.split(), 1)
})  # fmt: skip
"""The months of the Solar Hijri calendar as they are called in Iran and in Afghanistan."""
LONG_MONTHS = 6  # of 31 days; the others have 30, the last 29 in common years
LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)
CYCLE = 33
FIRST_OF_1403 = dt.date(2024, 3, 20)
SOLAR_YEARS = range(1244, 1473)
SOLAR_LANGUAGES = frozenset({"fa", "prs", "ps"})
BUDDHIST, BUDDHIST_YEARS = 543, range(2400, 2644)
ERAS: Mapping[str, int] = MappingProxyType({
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
    "R": 2018, "H": 1988, "S": 1925,
})  # fmt: skip
"""The Gregorian year before the first of each era."""
THAI_MONTHS = (
    "มกราคม|ม.ค.", "กุมภาพันธ์|ก.พ.", "มีนาคม|มี.ค.", "เมษายน|เม.ย.", "พฤษภาคม|พ.ค.", "มิถุนายน|มิ.ย.",
    "กรกฎาคม|ก.ค.", "สิงหาคม|ส.ค.", "กันยายน|ก.ย.", "ตุลาคม|ต.ค.", "พฤศจิกายน|พ.ย.", "ธันวาคม|ธ.ค.",
)  # fmt: skip
THAI = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:"
    + "|".join(f"({'|'.join(map(re.escape, names.split('|')))})" for names in THAI_MONTHS)
    + r")\s*(?:พ\.ศ\.|ค\.ศ\.)?\s*(\d{4}|\d{2})(?!\d)"
)
SOLAR = re.compile(rf"(?<!\d)(\d{{1,2}})(?:\s*م|ام)?\s+({'|'.join(SOLAR_MONTHS)})(?:\s*ماه)?\s*[،,]?\s*(\d{{4}})(?!\d)")
ERA = re.compile(r"(令和|平成|昭和|大正|明治|民[國国])\s*(\d{1,3}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
SHORT_ERA = re.compile(r"(?<![A-Za-z\d])([RHS])(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?!\d)")

Day = tuple[int, int, int]
"""Year, month and day of the Gregorian calendar; they may be those of no day."""


def other_days(text: str, lang: str) -> Iterator[tuple[Day, int, int]]:
    """The days in `text` that are told in words or marks of another calendar, and where each begins and ends."""
    if text.isascii() and not lang.startswith("ja"):
        return
    for match in THAI.finditer(text):
        month = next(number for number in range(1, 13) if match[number + 1])
        year = int(match[14]) + (2500 if len(match[14]) == 2 else 0)
        yield (gregorian_year(year, "th"), month, int(match[1])), *match.span()
    for match in SOLAR.finditer(text):
        if day := solar_day(int(match[3]), SOLAR_MONTHS[match[2]], int(match[1])):
            yield (day.year, day.month, day.day), *match.span()
    for match in (*ERA.finditer(text), *(SHORT_ERA.finditer(text) if lang.startswith("ja") else ())):
        year = ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        yield (year, int(match[3]), int(match[4])), *match.span()


def gregorian_year(year: int, lang: str) -> int:
    """A year as Thais and Laotians write it, which may be one of the Buddhist era; others as they are."""
    return year - BUDDHIST if lang[:2] in {"th", "lo"} and year in BUDDHIST_YEARS else year


def is_solar(year: int, lang: str) -> bool:
    """Whether a year in a text in `lang` is one of the Solar Hijri calendar."""
    return lang.split("-", 1)[0] in SOLAR_LANGUAGES and year in SOLAR_YEARS


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of one of the Solar Hijri calendar, by the leap years of its 33-year cycle.

    The cycle gives the leap years that Iran has had since 1342 (1963), and will until 1408.
    """
    length = 31 if month <= LONG_MONTHS else 30 if month < 12 or year % CYCLE in LEAP_YEARS else 29
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= length:
        return None
    before = 31 * (month - 1) if month <= LONG_MONTHS + 1 else 31 * LONG_MONTHS + 30 * (month - 1 - LONG_MONTHS)
    return FIRST_OF_1403 + dt.timedelta(_days_before(year) - _days_before(1403) + before + day - 1)


def _days_before(year: int) -> int:
    cycles, rest = divmod(year - 1, CYCLE)
    return 365 * (year - 1) + len(LEAP_YEARS) * cycles + sum(leap <= rest for leap in LEAP_YEARS)

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.languages.calendars import solar_day
from sitegen.languages.dates import find_date, parse_date

DAY = dt.date(2024, 4, 17)
KOREA = dt.timezone(dt.timedelta(hours=9))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("2024-04-17", None),
        ("20240417", None),
        ("2024-W16-3", None),
        ("2024-108", None),
        ("17 April 2024", "en"),
        ("April 17th, 2024", "en"),
        ("Wednesday, April 17, 2024", None),
        ("17. April 2024", "de"),
        ("17 avril 2024", "fr"),
        ("17 de abril de 2024", "es"),
        ("17 aprile 2024", "it"),
        ("17 de abril de 2024", "pt"),
        ("17 april 2024", "nl"),
        ("17 kwietnia 2024", "pl"),
        ("17. dubna 2024", "cs"),
        ("17 апреля 2024 г.", "ru"),
        ("17 квітня 2024", "uk"),
        ("17 Nisan 2024", "tr"),
        ("١٧ أبريل ٢٠٢٤", "ar"),
        ("17 באפריל 2024", "he"),
        ("۱۷ آوریل ۲۰۲۴", "fa"),
        ("१७ अप्रैल २०२४", "hi"),
        ("17. huhtikuuta 2024", "fi"),
        ("2024年4月17日", "ja"),
        ("2024년 4월 17일", "ko"),
        ("2024. 4. 17.", "ko"),
        ("2024.04.17.", None),
        ("2024年04月17日", "zh"),
        ("17 tháng 4, 2024", "vi"),
        ("17 April 2024", "id"),
        ("17 april 2024", "sv"),
        ("17. april 2024", "da"),
        ("17. april 2024", "no"),
        ("17 Απριλίου 2024", "el"),
        ("17 aprilie 2024", "ro"),
        ("2024. április 17.", "hu"),
        ("17/4/2024", None),
        ("4/17/2024", None),
        ("17.4.24", "de"),
        ("17-Apr-24", None),
        ("17. априла 2024.", "sr"),
        ("2024. gada 17. aprīlis", "lv"),
        ("2024(e)ko apirilaren 17a", "eu"),
        ("١٧ نيسان/أبريل ٢٠٢٤", "ar"),
        ("17 أفريل 2024", "ar"),
        ("17 ఏప్రిల్ 2024", "te"),
        ("17 ഏപ്രിൽ 2024", "ml"),
        ("17 ಏಪ್ರಿಲ್ 2024", "kn"),
        ("17 એપ્રિલ 2024", "gu"),
        ("17 ਅਪ੍ਰੈਲ 2024", "pa"),
        ("១៧ មេសា ២០២៤", "km"),
        ("17 Ebrill 2024", "cy"),
        ("17 Aibreán 2024", "ga"),
        ("Abril 17, 2024", "fil"),
        ("۲۹ فروردین ۱۴۰۳", "fa"),
        ("چهارشنبه ۲۹ فروردین ماه ۱۴۰۳", "fa"),
        ("1403/01/29", "fa"),
        ("۲۹ حمل ۱۴۰۳", "fa"),
        ("17 เมษายน พ.ศ. 2567", "th"),
        ("17 เม.ย. 67", "th"),
        ("17/04/2567", "th"),
        ("令和6年4月17日", "ja"),
        ("令和６年４月１７日", None),
        ("R6.4.17", "ja"),
        ("民國113年4月17日", "zh-TW"),
    ],
)
def test_a_day_in_every_language(text: str, lang: str | None) -> None:
    assert parse_date(text, lang) == DAY


@pytest.mark.parametrize(
    ("text", "lang", "moment"),
    [
        ("2024-04-17T09:30:00Z", None, dt.datetime(2024, 4, 17, 9, 30, tzinfo=dt.UTC)),
        ("2024-04-17T09:30:00+0900", None, dt.datetime(2024, 4, 17, 9, 30, tzinfo=KOREA)),
        ("2024-04-17T09:30:00.250+09:00", None, dt.datetime(2024, 4, 17, 9, 30, 0, 250000, tzinfo=KOREA)),
        ("20240417T093000+09", None, dt.datetime(2024, 4, 17, 9, 30, tzinfo=KOREA)),
        ("Wed, 17 Apr 2024 09:30:00 GMT", None, dt.datetime(2024, 4, 17, 9, 30, tzinfo=dt.UTC)),
        ("Wed, 17 Apr 2024 09:30:00 +0900", None, dt.datetime(2024, 4, 17, 9, 30, tzinfo=KOREA)),
        ("April 17, 2024 at 9:30 pm KST", "en", dt.datetime(2024, 4, 17, 21, 30, tzinfo=KOREA)),
        ("12:05 a.m., April 17, 2024", "en", dt.datetime(2024, 4, 17, 0, 5)),
        ("17. April 2024, 9.30 Uhr", "de", dt.datetime(2024, 4, 17, 9, 30)),
        ("17 avril 2024 à 9h30", "fr", dt.datetime(2024, 4, 17, 9, 30)),
        ("17. huhtikuuta 2024 klo 9.30", "fi", dt.datetime(2024, 4, 17, 9, 30)),
        ("2024. 4. 17. 오후 3:05", "ko", dt.datetime(2024, 4, 17, 15, 5)),
        ("2024年4月17日 9時5分", "ja", dt.datetime(2024, 4, 17, 9, 5)),
        ("17 Apr 2024, 16:30 WIB", "id", dt.datetime(2024, 4, 17, 16, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))),
    ],
)
def test_a_time_beside_the_day(text: str, lang: str | None, moment: dt.datetime) -> None:
    found = parse_date(text, lang)
    assert found == moment
    assert isinstance(found, dt.datetime)
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text", ["", "2024", "April 2024", "17 April", "31/02/2024", "0001-01-01", "99.99.2024", "12:30", "1713346200"]
)
def test_nothing_is_invented(text: str) -> None:
    assert parse_date(text) is None


def test_numbers_are_read_by_the_languages_custom() -> None:
    assert parse_date("4/5/2024", "en-US") == dt.date(2024, 4, 5)
    assert parse_date("4/5/2024", "en-GB") == dt.date(2024, 5, 4)
    assert parse_date("4/5/2024") == dt.date(2024, 5, 4)
    assert parse_date("4/5/2024 3:05 PM") == dt.datetime(2024, 4, 5, 15, 5)


def test_seconds_since_1970_only_where_asked() -> None:
    moment = dt.datetime(2024, 4, 17, 9, 30, tzinfo=dt.UTC)
    assert parse_date("1713346200", epoch=True) == moment
    assert parse_date("1713346200000", epoch=True) == moment


def test_the_first_date_of_a_line() -> None:
    assert find_date("Published: 17 April 2024 | Updated: 18 April 2024", "en") == DAY
    assert find_date("公開日：2024/04/17 11:30　更新日：2024/04/18 11:30", "ja") == dt.datetime(2024, 4, 17, 11, 30)


@given(st.text(max_size=200))
def test_any_text_gives_a_plausible_date_or_none(text: str) -> None:
    for found in (parse_date(text), parse_date(text, "en-US", epoch=True), find_date(text, "de")):
        assert found is None or 1800 <= found.year <= 2300


@given(st.dates(dt.date(1800, 1, 1), dt.date(2100, 12, 31)))
def test_iso_dates_come_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day


def test_solar_hijri_new_years_and_leap_days() -> None:
    assert find_date("1 فروردین 1404", "fa") == dt.date(2025, 3, 21)
    assert find_date("30 اسفند 1403", "fa") == dt.date(2025, 3, 20)
    assert find_date("30 اسفند 1402", "fa") is None
    assert find_date("22 بهمن 1357", "fa") == dt.date(1979, 2, 11)


@given(st.integers(1244, 1471), st.integers(1, 12))
def test_solar_hijri_months_follow_one_another(year: int, month: int) -> None:
    last = next(day for number in (31, 30, 29) if (day := solar_day(year, month, number)))
    assert solar_day(year + month // 12, month % 12 + 1, 1) == last + dt.timedelta(1)


@pytest.mark.parametrize("text", ["8 شوال 1445", "2 hours ago", "8 Nisan 5784", "令和6年13月1日", "17/04/2567"])
def test_days_that_are_not_converted(text: str) -> None:
    assert find_date(text, "en") is None

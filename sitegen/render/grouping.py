"""Lists in the shape in which pages show them: rows by month, years as bars, names by their initial."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.site.views import Branch, Pagination, Period, Row, Term

_MOST_YEARS = 80  # of a row of bars; beyond it years without articles are left out
_FEW_YEARS = 12  # so many are shown even where most have no articles
_MOST_LABELS = 8  # that a phone has room for
_FEWEST_A_MONTH = 2  # stories on average; below it the headings would be louder than what they head
_NEAR = 2  # page numbers shown on either side of the present one


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: how many articles, how high the bar is (0 to 100), and its term, absent where there are none.

    Where there are many bars, only some are labelled for the eye.
    """

    year: str
    count: int
    height: int
    term: Term | None
    labelled: bool


def by_period(rows: Sequence[Row]) -> Sequence[tuple[Period | None, tuple[Row, ...]]]:
    """Neighbouring rows of one month together, or of one year where most months have but one story.

    `None` is the period of those without a date.
    """
    months = [(month, tuple(group)) for month, group in itertools.groupby(rows, _month)]
    if len(months) * _FEWEST_A_MONTH <= len(rows):
        return months
    return [(year, tuple(group)) for year, group in itertools.groupby(rows, _year)]


def bars(years: Sequence[Term]) -> tuple[Bar, ...]:
    """The years in their order; a year with any article has a bar to be seen.

    Empty ones stand between them, unless they would be most of a long row: one story of long ago makes no desert.
    """
    counted = {term.period.year: term for term in years if term.period}
    if not counted:
        return ()
    most = max(1, *(term.count for term in counted.values()))
    first, last = min(counted), max(counted)
    room = min(_MOST_YEARS, max(_FEW_YEARS, 2 * len(counted)))
    shown = range(first, last + 1) if last - first < room else sorted(counted)
    step = next((step for step in (1, 5, 10, 20) if len(shown) <= _MOST_LABELS * step), 50)
    labels = {first, last, *(year for year in shown if year % step == 0 and first + step / 2 < year < last - step / 2)}
    return tuple(_bar(year, counted.get(year), most, year in labels) for year in shown)


def by_initial(branches: Sequence[Branch]) -> Iterator[tuple[str, tuple[Branch, ...]]]:
    """Branches by the first letter of their names, in their order; what begins with no letter is under #."""
    found: dict[str, list[Branch]] = {}
    for branch in branches:
        found.setdefault(_initial(branch.term.name), []).append(branch)
    yield from ((initial, tuple(group)) for initial, group in found.items())


def page_numbers(pagination: Pagination) -> Iterator[int | None]:
    """The first page, those around the present one, the last; `None` where some are left out."""
    near = range(pagination.number - _NEAR, pagination.number + _NEAR + 1)
    shown = sorted({1, pagination.pages, *(number for number in near if 1 <= number <= pagination.pages)})
    before = 0
    for number in shown:
        if number - before == 2:
            yield number - 1  # a gap of one is filled, not marked
        elif number - before > 2:
            yield None
        yield number
        before = number


def _bar(year: int, term: Term | None, most: int, labelled: bool) -> Bar:
    count = term.count if term else 0
    return Bar(str(year), count, max(4, round(100 * count / most)) if count else 0, term, labelled)


def _month(row: Row) -> Period | None:
    date = row.card.date
    return Period(date.year, date.month) if date else None


def _year(row: Row) -> Period | None:
    return Period(row.card.date.year) if row.card.date else None


def _initial(name: str) -> str:
    letter = unicodedata.normalize("NFKD", name.strip()[:1])[:1].upper()
    return letter if letter.isalpha() else "#"

"""The order of names, and that of the archive: each article has a place in numbers, new ones find room between."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from sitegen.entry import Card, Entry

_APART = 1 << 32  # between neighbours at first, so that there is room for later ones

_NUMBER = re.compile(r"(\d{1,18})")

Key = tuple[bool, tuple[int, ...], str]


class CrowdedError(Exception):
    """There is no room left between two places; everything must be placed anew."""


def name_key(name: str) -> tuple[str | int, ...]:
    """What sorts names as people do: whatever their case, and numbers in them by what they count.

    >>> sorted(["Part 10", "part 2", "Part 1"], key=name_key)
    ['Part 1', 'part 2', 'Part 10']
    """
    parts = _NUMBER.split(name.casefold())
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))


def order_key(card: Card) -> Key:
    """What sorts articles: newest first, undated ones last, and those of one moment by their address."""
    return card.date is None, tuple(-part for part in moment(card.date)), card.permalink


def moment(date: dt.date | None) -> tuple[int, ...]:
    """The day and time as written, whatever the offset: a reader of the page saw this day."""
    if date is None:
        return ()
    time = (date.hour, date.minute, date.second) if isinstance(date, dt.datetime) else (0, 0, 0)
    return date.year, date.month, date.day, *time


def find_places(new: Iterable[Entry], taken: Sequence[int], card_at: Callable[[int], Card]) -> Mapping[str, int]:
    """A place for each new article, by its permalink; `taken` are the places of all others.

    Raises CrowdedError where there is no room.
    """
    keys = sorted(order_key(entry.card) for entry in new)
    gaps = ((bisect_left(taken, key, key=lambda place: order_key(card_at(place))), key[2]) for key in keys)
    places: dict[str, int] = {}
    for gap, members in groupby(gaps, key=lambda pair: pair[0]):
        permalinks = [permalink for _, permalink in members]
        places.update(zip(permalinks, _between(taken, gap, len(permalinks)), strict=True))
    return places


def _between(taken: Sequence[int], gap: int, count: int) -> Sequence[int]:
    if gap == len(taken):
        first = taken[-1] + _APART if taken else 0
        return range(first, first + count * _APART, _APART)
    if gap == 0:
        return range(taken[0] - count * _APART, taken[0], _APART)
    low, step = taken[gap - 1], (taken[gap] - taken[gap - 1]) // (count + 1)
    if not step:
        raise CrowdedError
    return range(low + step, low + step * count + 1, step)

"""Maps and calendars in the shape in which pages show them: what is drawn where, and how dark.

A map's outlines are drawn once a process; what is done for each page is choosing their shades.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.maps.drawing import UNITS, Drawing, Drawn, Line, draw
from sitegen.site.views import MapView, Period, Term

SHADES = 5
_DARK = 4  # the shade from which on names are written in the colour of paper
_SPREAD: Mapping[int, tuple[int, ...]] = {1: (2,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_MOST_YEARS = 12  # of a calendar; the pages of the others have their months
_LETTER = 0.6  # of the size of type, on average
_OVER = 1.15  # a name may be that much longer than its line
_SMALL, _LARGE = 11 * UNITS, 21 * UNITS  # sizes of type; the large one can be read on a phone


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Class:
    """The numbers from `least` to `most` (`None`: and more) have one shade, from 1 (lightest) to 5."""

    shade: int
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A region on a map that is a link. `shade` 0 stands for a region that the map is not about."""

    term: Term
    drawn: Drawn
    shade: int
    here: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name on a map; `small` ones need a wide screen, `dark` ones stand on a dark shade."""

    text: str
    x: int
    y: int
    small: bool
    dark: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A map of a page: its size, marks (the last lie on top), the rest of the land as one path, and the key."""

    drawing: Drawing
    marks: tuple[Mark, ...]
    land: str
    dots: str
    labels: tuple[Label, ...]
    classes: tuple[Class, ...]


def chart(view: MapView) -> Chart:
    """The map that `view` describes."""
    drawing, terms, here = draw(view.frame), dict(view.terms), frozenset(view.here)
    about = here if len(here) > 1 else terms.keys() | here
    steps = classes([term.count for code, term in view.terms if code in about])
    shades = {code: shade_of(term.count, steps) if code in about else 0 for code, term in view.terms}
    order = sorted(drawing.regions.items(), key=lambda item: (bool(item[1].points), here == {item[0]}))
    marks = tuple(
        Mark(
            term=term,
            drawn=drawn,
            shade=shades[code],
            here=here == {code},
            disputed=code in view.disputed,
        )
        for code, drawn in order
        if (term := terms.get(code))
    )
    names, rest = dict(view.names), {code: drawn for code, drawn in drawing.regions.items() if code not in terms}
    return Chart(
        drawing=drawing,
        marks=marks,
        land="".join(drawn.land for drawn in rest.values()),
        dots=dots(point for code, drawn in rest.items() if code in names for point in drawn.points),
        labels=tuple(_labels(drawing, view, shades)) if view.frame else (),
        classes=steps,
    )


def dots(points: Iterable[tuple[int, int]]) -> str:
    """Lines of no length: with round ends they are dots of one size however large the map is shown."""
    return "".join(f"M{x} {y}h0" for x, y in points)


def classes(counts: Sequence[int]) -> tuple[Class, ...]:
    """At most five classes for these numbers, between round ones."""
    most = max(counts, default=0)
    rounds = [step * 10**power for power in range(len(str(most))) for step in (1, 2, 5) if step * 10**power <= most]
    if len(rounds) > SHADES:
        rounds = [rounds[int(at * (len(rounds) - 1) / (SHADES - 1) + 0.5)] for at in range(SHADES)]
    if not rounds:
        return ()
    shades, ends = _SPREAD[len(rounds)], [*(least - 1 for least in rounds[1:]), None]
    return tuple(Class(*each) for each in zip(shades, rounds, ends, strict=True))


def shade_of(count: int, steps: Sequence[Class]) -> int:
    """The shade of a number; 0 where there is nothing."""
    return next((each.shade for each in reversed(steps) if count >= each.least), 0)


# --- names on the map -------------------------------------------------------------------------------------------------


def _labels(drawing: Drawing, view: MapView, shades: Mapping[str, int]) -> Iterator[Label]:
    """Names where they have room: first what the map is about, then what has stories; of dots no others have names."""
    names = {**{code: term.name for code, term in view.terms}, **dict(view.names)}
    taken: list[Box] = []

    def order(item: tuple[str, Drawn]) -> tuple[bool, bool, float]:
        return item[0] not in view.here, item[0] not in shades, -item[1].size

    for code, drawn in sorted(drawing.regions.items(), key=order):
        name, line = names.get(code), drawn.label
        if not name or not line or (drawn.points and code not in shades and code not in view.here):
            continue
        for size in (_LARGE, _SMALL) if drawn.land else (_SMALL,):
            box = _box(line, name, size)
            fits = box[0] > 0 and box[2] < drawing.width and box[2] - box[0] < line.length * _OVER
            if fits and not any(_meet(box, other) for other in taken):
                taken.append(box)
                dark = bool(drawn.land) and shades.get(code, 0) >= _DARK
                yield Label(name, round(line.x), round(line.y), size == _SMALL, dark)
                break


def _box(line: Line, name: str, size: float) -> Box:
    half = len(name) * _LETTER * size / 2
    return line.x - half, line.y - size * 0.6, line.x + half, line.y + size * 0.6


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- months -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """A line of a calendar: a year, how many articles it has, and for each month its term and shade, if it has any."""

    period: Period
    count: int
    months: tuple[tuple[Term, int] | None, ...]


def calendar(months: Sequence[Term]) -> tuple[Year, ...]:
    """Months (latest first) as lines of years."""
    steps = classes([month.count for month in months])
    years = itertools.groupby(
        (month for month in months if month.period), lambda month: month.period and month.period.year
    )
    return tuple(_year(year or 0, tuple(found), steps) for year, found in itertools.islice(years, _MOST_YEARS))


def _year(year: int, months: Sequence[Term], steps: Sequence[Class]) -> Year:
    known = {month.period.month: (month, shade_of(month.count, steps)) for month in months if month.period}
    return Year(Period(year), sum(month.count for month in months), tuple(map(known.get, range(1, 13))))

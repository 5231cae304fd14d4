"""The outlines of countries and areas, as `data/shapes.bin` has them (see data/README.md).

A point is on a grid of degrees and has a rank: a map of rank r shows the points of rank r and above, and loses by each
of the others less than `FINEST` × 4^r square kilometres.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from sitegen.maps.vectors import Cap, Vector, around, at

GRID = 200  # to the degree
FINEST = 1.5  # square kilometres
JUNCTION = 9  # the rank of points where borders meet
RADIUS = 6371.0  # of the earth, in kilometres
_PIECE = 24  # points that are looked for together
SHAPES_FILE = Path(__file__).parent / "data" / "shapes.bin"


@dataclass(frozen=True, slots=True)
class Outline:
    """One land mass: the circle that holds it, its area in square kilometres, its rings as numbers of arcs."""

    cap: Cap
    area: float
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A region on the map: its land masses, largest first, and the single points of what is smaller.

    `cap` holds it all; `extent` are the outermost places of what a map of the region must show, `heart` those of what
    it must show when the region is one of several.
    """

    outlines: tuple[Outline, ...]
    points: tuple[Vector, ...]
    cap: Cap
    extent: tuple[Vector, ...]
    heart: tuple[Vector, ...]

    @property
    def area(self) -> float:
        """Square kilometres of all outlines."""
        return sum(outline.area for outline in self.outlines)


class Shapes(Mapping[str, Shape]):
    """All shapes by the code of their region; land that belongs to no region has an empty code."""

    def __init__(self, shapes: Mapping[str, Shape], arcs: Sequence[tuple[list[int], list[int], str]]) -> None:
        self._shapes, self._arcs = shapes, arcs
        self._known: dict[int, Sequence[tuple[Vector, int]]] = {}
        self._lines: dict[tuple[int, int], tuple[Sequence[tuple[Sequence[Vector], Cap]], Vector]] = {}

    def __getitem__(self, code: str) -> Shape:
        return self._shapes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)

    def ring(self, arcs: Sequence[int], rank: int, seen: Callable[[Cap], bool] | None = None) -> list[Vector]:
        """A closed ring at a rank, its first point not repeated; where nothing is `seen`, it takes the straight way."""
        ring: list[Vector] = []
        for arc in arcs:
            pieces, end = self._line(arc if arc >= 0 else ~arc, rank)
            line: list[Vector] = []
            for piece, cap in pieces:
                line += piece if seen is None or seen(cap) else piece[:1]
            if arc < 0:
                line.append(end)
                line = line[:0:-1]
            ring += line
        return ring

    def _line(self, arc: int, rank: int) -> tuple[Sequence[tuple[Sequence[Vector], Cap]], Vector]:
        """The arc in pieces, each with the circle that holds it and the first point of the next, and its last point."""
        key = arc, rank
        if key not in self._lines:
            line = [place for place, known in self._places(arc) if known >= rank]
            starts = range(0, len(line) - 1, _PIECE)
            pieces = [(line[at : min(at + _PIECE, len(line) - 1)], around(line[at : at + _PIECE + 1])) for at in starts]
            self._lines[key] = pieces, line[-1]
        return self._lines[key]

    def _places(self, arc: int) -> Sequence[tuple[Vector, int]]:
        """All points of an arc with their ranks."""
        if arc not in self._known:
            east, north, ranks = self._arcs[arc]
            places = map(vector, accumulate(east), accumulate(north))
            self._known[arc] = list(zip(places, map(int, ranks), strict=True))
        return self._known[arc]


def vector(east: int, north: int) -> Vector:
    """A place of the grid."""
    return at(east / GRID, north / GRID)


@cache
def load_shapes() -> Shapes:
    """The shipped shapes."""
    data = json.loads(zlib.decompress(SHAPES_FILE.read_bytes()))
    return Shapes({code: _shape(*parts) for code, parts in data["shapes"].items()}, data["arcs"])


def _shape(outlines: list[Any], points: list[list[int]], cap: list[int], extent: list[int], heart: list[int]) -> Shape:
    outermost = tuple(map(vector, extent[::2], extent[1::2]))
    return Shape(
        outlines=tuple(Outline(_cap(*circle), area, tuple(map(tuple, rings))) for *circle, area, rings in outlines),
        points=tuple(vector(*point) for point in points),
        cap=_cap(*cap),
        extent=outermost,
        heart=tuple(map(vector, heart[::2], heart[1::2])) or outermost,
    )


def _cap(east: int, north: int, radius: int) -> Cap:
    return Cap(vector(east, north), math.radians(radius / GRID))

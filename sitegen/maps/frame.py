"""Which part of the world a map shows, and which regions lie in it."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.maps.projection import Azimuthal, Point
from sitegen.maps.shapes import Shape, Shapes
from sitegen.maps.vectors import Cap, Vector, dot, mean

ASPECT = 1.5  # width to height
# Half the height of the closest map, by the area (square kilometres) of what it shows: small islands lie far off.
_LEAST = ((10_000, 0.06), (1_500, 0.1), (0, 0.16))
WIDEST = 1.05  # half the height of the widest: what needs more needs the whole world
_ROOM = 1.06  # around what must be seen
_SMALL = 0.002  # of the area of all


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle around `middle` in the plane of an azimuthal projection, in units of the sphere's radius."""

    middle: Vector
    half_height: float

    @property
    def half_width(self) -> float:
        """Half the width."""
        return self.half_height * ASPECT


class Window:
    """A frame that is looked through: its plane, and what lies in it."""

    def __init__(self, frame: Frame) -> None:
        self.plane = Azimuthal(frame.middle)
        self._half_width, self._half_height = frame.half_width, frame.half_height
        self._corner = 2 * math.asin(min(1.0, math.hypot(self._half_height, self._half_width) / 2))

    def shows(self, cap: Cap) -> bool:
        """Whether a circle reaches into the frame: exact enough to leave nothing out."""
        (x, y, z), (a, b, c) = cap.middle, self.plane.middle
        cosine = a * x + b * y + c * z
        reach = self._corner + cap.radius
        if reach < math.pi and cosine < math.cos(reach):
            return False
        stretch = math.sqrt(2 / max(1e-9, 1 + cosine))
        length = 1.1 * cap.radius  # a circle far from the middle is a little longer
        a, b, c = self.plane.east
        if stretch * abs(a * x + b * y + c * z) > self._half_width + length:
            return False
        a, b, c = self.plane.north
        return stretch * abs(a * x + b * y + c * z) <= self._half_height + length

    def holds(self, cap: Cap) -> bool:
        """Whether all of a circle certainly lies in the frame."""
        x, y = self.plane.project(cap.middle)
        length = 1.3 * cap.radius
        return abs(x) + length <= self._half_width and abs(y) + length <= self._half_height


def frame_of(codes: Iterable[str], shapes: Shapes, needed: Container[str] = ()) -> Frame:
    """The frame of a map of these regions, of which one at least has a shape; one alone stands in its surroundings.

    Small ones far from the others may be left outside, unless they are `needed`.
    """
    found = {code: shapes[code] for code in codes if code in shapes}
    outliers = _outliers(found)
    known = [shape for code, shape in found.items() if code in needed or code not in outliers]
    alone = len(known) == 1
    places = [place for shape in known for place in (shape.extent if alone else shape.heart)]
    middle, half_height = mean(places), 0.0
    for _ in range(3):
        plane = Azimuthal(middle)
        centre, (half_width, half_height) = _bounds([plane.project(place) for place in places])
        middle = plane.place(centre)
        half_height = max(half_height, half_width / ASPECT)
    area = sum(shape.area for shape in known)
    least = next(half for size, half in _LEAST if area >= size)
    half_height = max(least, min(WIDEST, half_height * (_surroundings(half_height) if alone else _ROOM)))
    x, y, z = (round(part, 6) for part in middle)  # alike on every machine
    return Frame((x, y, z), round(half_height, 6))


def _surroundings(half_height: float) -> float:
    """How much larger the map of one region is, so that its neighbours are seen: a small one needs more."""
    return 1.2 + max(0.0, 1 - half_height / 0.25)


def _outliers(known: Mapping[str, Shape]) -> Container[str]:
    """The tenth part of the shapes that lies farthest off, as far as these are small."""
    whole = sum(shape.area for shape in known.values())
    middle = mean(shape.cap.middle for shape in known.values())
    small = [code for code, shape in known.items() if shape.area < _SMALL * whole]
    return sorted(small, key=lambda code: dot(middle, known[code].cap.middle))[: len(known) // 10]


def _bounds(points: list[Point]) -> tuple[Point, Point]:
    """The middle and half the size of the rectangle around points."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    return ((west + east) / 2, (north + south) / 2), ((east - west) / 2, (south - north) / 2)


def regions_in(frame: Frame, shapes: Shapes) -> Iterator[str]:
    """The codes of the regions that a map of this frame shows, or nearly."""
    shows = Window(frame).shows
    for code, shape in shapes.items():
        if shows(shape.cap):
            caps = (*(outline.cap for outline in shape.outlines), *(Cap(point, 0.0) for point in shape.points))
            if any(map(shows, caps)):
                yield code

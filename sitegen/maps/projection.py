"""Equal-area projections of the sphere: on every map, what looks twice as large is twice as large.

Planes are in units of the sphere's radius, their y downwards as on a screen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sitegen.maps.vectors import Vector

Point = tuple[float, float]
_ALMOST = 1 - 1e-9  # so that the antipode of a map's middle is far away, and not nowhere


class Azimuthal:
    """Lambert's azimuthal equal-area projection (1772) around `middle`: for a part of the world."""

    def __init__(self, middle: Vector) -> None:
        x, y, z = self.middle = middle
        flat = math.hypot(x, y)
        self.east: Vector = (-y / flat, x / flat, 0.0) if flat > 1e-9 else (0.0, 1.0, 0.0)
        a, b, _ = self.east
        self.north: Vector = (-z * b, z * a, x * b - y * a)

    def project(self, place: Vector) -> Point:
        """The point of the plane for a place; its antipode, which has none, comes out far away."""
        return self.placed([place], (0.0, 0.0), 1.0)[0]

    def placed(self, places: Sequence[Vector], centre: Point, scale: float) -> list[Point]:
        """Places on a canvas: `centre` is where the middle lies, `scale` a unit of the plane."""
        (a, b, c), (d, e, f), (g, h, i) = self.middle, self.east, self.north
        (left, top), scale, root = centre, scale * math.sqrt(2), math.sqrt
        return [
            (
                left + (near := scale / root(1 + _ALMOST * (a * x + b * y + c * z))) * (d * x + e * y + f * z),
                top - near * (g * x + h * y + i * z),
            )
            for x, y, z in places
        ]

    def place(self, point: Point) -> Vector:
        """The place for a point of the plane, at most 2 from its middle."""
        x, y = point
        near = 1 - (x * x + y * y) / 2
        stretch = math.sqrt(max(0.0, (1 + near) / 2))
        return tuple(  # type: ignore[return-value]
            near * m + stretch * (x * e - y * n) for m, e, n in zip(self.middle, self.east, self.north, strict=True)
        )


_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT = math.sqrt(3)
CENTRAL_MERIDIAN = math.radians(11)  # the edge then runs through the Bering Strait and cuts no country


class EqualEarth:
    """The Equal Earth projection of Šavrič, Patterson and Jenny (2018): for the whole world."""

    width, height = 5.4132, 2.6347

    def project(self, longitude: float, sine: float) -> Point:
        """The point of a longitude (radians from the central meridian) and the sine of a latitude."""
        angle = math.asin(_ROOT / 2 * sine)
        square = angle * angle
        sixth = square**3
        slope = 9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1
        x = 2 * _ROOT * longitude * math.cos(angle) / (3 * slope)
        return x, -angle * (_A4 * sixth * square + _A3 * sixth + _A2 * square + _A1)

    def ring(self, places: Sequence[Vector]) -> list[Point]:
        """A closed ring. One that goes round the south pole is led along the lower edge of the map."""
        flat = [_wrapped(math.atan2(y, x) - CENTRAL_MERIDIAN) for x, y, _ in places]
        sines = [z for *_, z in places]
        steps = [_wrapped(after - before) for before, after in zip(flat, (*flat[1:], flat[0]), strict=True)]
        if abs(turn := sum(steps)) > 1:
            line = _from_the_edge(flat, sines, turn)
            line = [(-math.pi, line[0][1]), *line, (math.pi, line[-1][1]), (math.pi, -1.0), (-math.pi, -1.0)]
        else:
            line, at = [], flat[0]
            for step, sine in zip(steps, sines, strict=True):
                line.append((at, sine))
                at += step
        return [self.project(longitude, sine) for longitude, sine in line]


def _from_the_edge(flat: Sequence[float], sines: Sequence[float], turn: float) -> list[Point]:
    """The ring from west to east, from the map's left edge on."""
    line = list(zip(flat, sines, strict=True))
    if turn < 0:
        line.reverse()
    first = min(range(len(line)), key=lambda at: line[at][0])
    return [*line[first:], *line[:first]]


def _wrapped(angle: float) -> float:
    return (angle + math.pi) % math.tau - math.pi

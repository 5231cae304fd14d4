"""Places on the sphere of radius 1, as vectors: towards 0° 0°, towards 90° E, towards the north pole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Cap:
    """A circle on the sphere; `radius` is an angle."""

    middle: Vector
    radius: float


def at(longitude: float, latitude: float) -> Vector:
    """The place of a longitude and a latitude in degrees."""
    lon, lat = math.radians(longitude), math.radians(latitude)
    flat = math.cos(lat)
    return flat * math.cos(lon), flat * math.sin(lon), math.sin(lat)


def dot(one: Vector, other: Vector) -> float:
    """The cosine of the angle between two places."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def angle(one: Vector, other: Vector) -> float:
    """The angle between two places."""
    return math.acos(max(-1.0, min(1.0, dot(one, other))))


def mean(places: Iterable[Vector]) -> Vector:
    """The place in the middle of others."""
    x, y, z = map(sum, zip(*places, strict=True))
    size = math.hypot(x, y, z) or 1.0
    return x / size, y / size, z / size


def around(places: Sequence[Vector]) -> Cap:
    """A circle that holds all of `places`."""
    middle = x, y, z = mean(places)
    farthest = min(x * a + y * b + z * c for a, b, c in places)
    return Cap(middle, math.acos(max(-1.0, min(1.0, farthest))))

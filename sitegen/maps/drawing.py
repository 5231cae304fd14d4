"""Maps as SVG path data: what of each region is seen, no finer than eyes can."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sitegen.maps.frame import ASPECT, Frame, Window
from sitegen.maps.projection import EqualEarth, Point
from sitegen.maps.shapes import FINEST, RADIUS, Outline, Shape, Shapes, load_shapes
from sitegen.maps.vectors import Cap, Vector

UNITS = 4  # of the drawing to a pixel at its full width
WIDTH = 720 * UNITS
WORLD_WIDTH = 960 * UNITS
LONGEST, LONGEST_WORLD = 9_000, 26_000  # characters of all paths together; beyond it the map is drawn more coarsely
_SEEN = 8 * UNITS  # what is smaller both ways is marked by a dot
_APART = 7 * UNITS  # between the dots of one region
_MOST_DOTS = 12
_LEVELS = ((0.5, 1.0), (0.35, 0.9), (0.65, 0.9))  # where names are tried, and how readily
_NAMED = 30 * UNITS  # what is smaller has no room for a name
_ABOVE = 13 * UNITS  # a dot stands its name
_FAINT = 3.0  # pixels that a land mass must have
_UNSEEN = 7.0  # square pixels that a line may lose by a point
_MARGIN = 8 * UNITS  # outside the frame, where the lines along the cut lie unseen


class Line(NamedTuple):
    """A level line inside a land mass, by its middle and its length."""

    x: float
    y: float
    length: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A region on a map: the outline of its land, or the points at which it lies where it is too small to be seen.

    `size` is the longest side of its largest land mass, `label` the line on which its name can stand.
    """

    land: str
    points: tuple[tuple[int, int], ...]
    size: float
    label: Line | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map: its size in units, and what is drawn by code, large regions first; `sphere` is the edge of the world."""

    width: int
    height: int
    regions: Mapping[str, Drawn]
    sphere: str = ""


@lru_cache(maxsize=512)
def draw(frame: Frame | None) -> Drawing:
    """The map of a frame, or of the world."""
    shapes = load_shapes()
    canvas: _Canvas = _Part(frame, shapes) if frame else _World(shapes)
    rank = canvas.rank
    while True:
        drawn = {code: found for code, shape in shapes.items() if (found := canvas.region(shape, rank))}
        if sum(len(each.land) for each in drawn.values()) <= canvas.longest or rank >= 7:
            break
        rank += 1
    largest = sorted(drawn.items(), key=lambda item: (-item[1].size, item[0]))
    return Drawing(canvas.width, canvas.height, dict(largest), canvas.sphere)


class _Canvas(ABC):
    """What maps of the world and of its parts have in common."""

    width: int
    height: int
    longest: int
    scale: float  # units for the radius of the sphere
    sphere = ""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    @property
    def rank(self) -> int:
        """The finest rank whose points can be seen."""
        kilometres = RADIUS / self.scale * UNITS  # to the pixel
        return max(0, round(math.log(_UNSEEN * kilometres**2 / FINEST, 4)))

    def region(self, shape: Shape, rank: int) -> Drawn | None:
        """What the map shows of a region."""
        if not self.shows(shape.cap):
            return None
        pixel = (RADIUS / self.scale * UNITS) ** 2
        outlines = [each for each in shape.outlines if each.area > _FAINT * pixel and self.shows(each.cap)]
        rings = [ring for outline in outlines for ring in self.rings(outline, rank)]
        sizes = [_longest_side(ring) for ring in rings]
        size = max(sizes, default=0.0)
        if size >= _SEEN:
            land = "".join(path(ring) for ring, side in zip(rings, sizes, strict=True) if side >= 2 * UNITS)
            return Drawn(land, (), size, self.line(rings[sizes.index(size)]) if size >= _NAMED else None)
        if sum(each.area for each in shape.outlines) > _SEEN**2 * pixel:
            return None  # a large country of which but a corner is in the frame
        places = (*(outline.cap.middle for outline in shape.outlines), *shape.points)
        dots = [*_apart(point for point in map(self.point, places) if self.holds(point))]
        points = tuple((round(x), round(y)) for x, y in dots)
        return Drawn("", points, size, Line(points[0][0], points[0][1] - _ABOVE, math.inf)) if points else None

    def line(self, ring: Sequence[Point]) -> Line | None:
        """The longest level line in what is seen of a ring, one through its middle rather than at its ends."""
        top, bottom = max(0.0, min(y for _, y in ring)), min(self.height, max(y for _, y in ring))
        levels = [(top + (bottom - top) * part, weight) for part, weight in _LEVELS]
        found = [(line, line.length * weight) for y, weight in levels if (line := level_line(ring, y, self.width))]
        return max(found, key=lambda pair: pair[1])[0] if found else None

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    @abstractmethod
    def shows(self, cap: Cap) -> bool:
        """Whether anything of a cap of the sphere is on the map."""

    @abstractmethod
    def rings(self, outline: Outline, rank: int) -> Iterator[list[Point]]:
        """What is seen of an outline, as rings on the map."""

    @abstractmethod
    def point(self, place: Vector) -> Point:
        """Where a place is on the map."""


class _Part(_Canvas):
    """A part of the world."""

    width, height, longest = WIDTH, round(WIDTH / ASPECT), LONGEST

    def __init__(self, frame: Frame, shapes: Shapes) -> None:
        super().__init__(shapes)
        self.window = Window(frame)
        self.scale = self.height / 2 / frame.half_height

    def shows(self, cap: Cap) -> bool:
        return self.window.shows(cap)

    def rings(self, outline: Outline, rank: int) -> Iterator[list[Point]]:
        whole = self.window.holds(outline.cap)
        for arcs in outline.rings:
            places = self.shapes.ring(arcs, rank, None if whole else self.window.shows)
            ring = self.window.plane.placed(places, (self.width / 2, self.height / 2), self.scale)
            if not whole:
                ring = clip(ring, -_MARGIN, -_MARGIN, self.width + _MARGIN, self.height + _MARGIN)
            if len(ring) > 2 and (whole or self._is_seen(ring)):
                yield ring

    def _is_seen(self, ring: Sequence[Point]) -> bool:
        """Whether more than what lies along the cut is left of it."""
        return bool(clip(ring, 0, 0, self.width, self.height))

    def point(self, place: Vector) -> Point:
        return self.window.plane.placed([place], (self.width / 2, self.height / 2), self.scale)[0]


class _World(_Canvas):
    """The whole of it."""

    width, longest = WORLD_WIDTH, LONGEST_WORLD
    height = round(WORLD_WIDTH / EqualEarth.width * EqualEarth.height)
    scale = WORLD_WIDTH / EqualEarth.width

    def __init__(self, shapes: Shapes) -> None:
        super().__init__(shapes)
        self.projection = EqualEarth()
        sines = [math.sin(math.radians(latitude)) for latitude in range(-90, 91, 10)]
        edge = [(-math.pi, sine) for sine in sines] + [(math.pi, sine) for sine in reversed(sines)]
        self.sphere = path([self._placed(self.projection.project(*each)) for each in edge])

    def line(self, ring: Sequence[Point]) -> Line | None:  # noqa: ARG002
        """Names would be too small to read."""
        return None

    def shows(self, cap: Cap) -> bool:  # noqa: ARG002
        return True

    def rings(self, outline: Outline, rank: int) -> Iterator[list[Point]]:
        for arcs in outline.rings:
            if len(ring := self.shapes.ring(arcs, rank)) > 2:
                yield [self._placed(point) for point in self.projection.ring(ring)]

    def point(self, place: Vector) -> Point:
        return self._placed(self.projection.ring([place])[0])

    def _placed(self, point: Point) -> Point:
        return self.width / 2 + point[0] * self.scale, self.height / 2 + point[1] * self.scale


# --- lines ------------------------------------------------------------------------------------------------------------


def clip(ring: Sequence[Point], west: float, north: float, east: float, south: float) -> list[Point]:
    """What of a ring lies in a rectangle (Sutherland and Hodgman, 1974); its parts stay joined along the edges."""
    if not ring:
        return []
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*ring, strict=True))
    if right < west or left > east or bottom < north or top > south:
        return []
    found = list(ring)
    for axis, bound, sign, crossed in (
        (0, west, 1, left < west),
        (0, east, -1, right > east),
        (1, north, 1, top < north),
        (1, south, -1, bottom > south),
    ):
        if crossed:
            found = [*_cut(found, axis, bound, sign)]
    return found


def _cut(ring: Sequence[Point], axis: int, bound: float, sign: int) -> Iterator[Point]:
    if not ring:
        return
    before = ring[-1]
    was_in = sign * (before[axis] - bound) >= 0
    for point in ring:
        is_in = sign * (point[axis] - bound) >= 0
        if is_in != was_in:
            along = (bound - before[axis]) / (point[axis] - before[axis])
            yield before[0] + along * (point[0] - before[0]), before[1] + along * (point[1] - before[1])
        if is_in:
            yield point
        before, was_in = point, is_in


def path(ring: Sequence[Point]) -> str:
    """The ring as path data, in whole units and steps; empty where nothing is left of it."""
    x, y = round(ring[0][0]), round(ring[0][1])
    steps: list[str] = []
    start = f"M{x} {y}l"
    for across, down in ring[1:]:
        dx, dy = round(across) - x, round(down) - y
        if dx or dy:
            steps.append(f"{dx} {dy}")
            x += dx
            y += dy
    return start + " ".join(steps).replace(" -", "-") + "z" if len(steps) > 1 else ""


def level_line(ring: Sequence[Point], y: float, width: float) -> Line | None:
    """The longest piece of the level line at `y` that lies in a ring, and between 0 and `width`."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )
    pieces = [(max(0.0, one), min(width, other)) for one, other in zip(crossings[::2], crossings[1::2], strict=True)]
    west, east = max(pieces, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))
    return Line((west + east) / 2, y, east - west) if east > west else None


def _longest_side(ring: Sequence[Point]) -> float:
    across, down = ([point[axis] for point in ring] for axis in (0, 1))
    return max(max(across) - min(across), max(down) - min(down))


def _apart(points: Iterator[Point]) -> Iterator[Point]:
    """The points, without those that would lie on an earlier one."""
    kept: list[Point] = []
    for point in points:
        if all(math.dist(point, other) >= _APART for other in kept) and len(kept) < _MOST_DOTS:
            kept.append(point)
            yield point

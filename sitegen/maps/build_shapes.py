"""Builds `data/shapes.bin` from Natural Earth's countries at 1:10m; run by hand, see data/README.md.

    python -m sitegen.maps.build_shapes node_modules/world-atlas/countries-10m.json

Borders stay shared: each arc between two junctions is simplified once, whoever lies on its sides. Every point has a
rank, by the area that the map would lose without it, so that one file serves maps of every scale.
"""

from __future__ import annotations

import heapq
import json
import math
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.core import get_global

from sitegen.maps.projection import Azimuthal
from sitegen.maps.shapes import FINEST, GRID, JUNCTION, RADIUS, vector
from sitegen.maps.vectors import around, at

DATA = Path(__file__).parent / "data"
LEAST = 3.0  # square kilometres: a smaller polygon is a point; of large countries also larger ones are left out
SMALL, LARGE = 1.5, 24.0  # square kilometres that a line may lose: of the smallest and of the largest countries
SCATTERED = 6000.0  # a country of less keeps its smallest islands as points
MOST_POINTS = 16
MAIN = 0.9  # of a region's area: what a map of it must show
COARSEST = 7

Degrees = tuple[float, float]
Ring = tuple[int, ...]  # arcs by number; ~n is arc n backwards
Box = tuple[float, float, float, float]  # west, south, east, north

# What the source draws as part of another, or under a name alone.
NAMED: Mapping[str, str] = {
    "Kosovo": "XK",
    "Somaliland": "somaliland",
    "N. Cyprus": "northern-cyprus",
    "Cyprus U.N. Buffer Zone": "CY",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Coral Sea Is.": "AU",
    "Indian Ocean Ter.": "CX",
    "Spratly Is.": "south-china-sea",
    "Scarborough Reef": "south-china-sea",
    "Siachen Glacier": "",
    "Dhekelia": "",
    "Akrotiri": "",
}
PARTS: Sequence[tuple[str, str, Box]] = (
    ("FR", "GF", (-55.0, 2.0, -51.0, 6.0)),
    ("FR", "GP", (-62.0, 15.7, -60.9, 16.7)),
    ("FR", "MQ", (-61.4, 14.3, -60.7, 15.0)),
    ("FR", "RE", (55.0, -21.6, 56.0, -20.7)),
    ("FR", "YT", (44.9, -13.2, 45.4, -12.5)),
    ("NO", "SJ", (8.0, 73.5, 36.0, 81.0)),
    ("NO", "SJ", (-10.0, 70.5, -7.5, 71.5)),
    ("NO", "BV", (3.0, -55.0, 4.0, -54.0)),
    ("NL", "BQ", (-69.0, 11.0, -62.0, 18.5)),
    ("NZ", "TK", (-173.0, -10.0, -171.0, -8.0)),
    ("CX", "CC", (96.0, -13.0, 97.5, -11.0)),
    ("RU", "crimea", (32.0, 44.2, 36.8, 46.4)),
    ("UA", "crimea", (32.0, 44.2, 36.8, 46.25)),
    ("RU", "kuril-islands", (145.2, 43.2, 149.3, 45.7)),
)


# What a map of several countries must show of one that would make all others small.
HEARTS: Mapping[str, Box] = {"RU": (19.0, 41.0, 62.0, 70.0)}


@dataclass(frozen=True, slots=True)
class Polygon:
    """One land mass of a region. `ring` is its outline in degrees, to measure it by."""

    code: str
    rings: tuple[Ring, ...]
    ring: tuple[Degrees, ...]
    area: float


def main(source: str) -> None:
    """Writes the data for the TopoJSON file `source`."""
    topology = json.loads(Path(source).read_text("utf-8"))
    arcs = [tuple(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    polygons = sorted(_polygons(topology, arcs), key=lambda polygon: (polygon.code, -polygon.area))
    by_code: dict[str, list[Polygon]] = {}
    for polygon in polygons:
        by_code.setdefault(polygon.code, []).append(polygon)
    kept: dict[int, float] = {}
    shapes = {code: _shape(code, found, kept) for code, found in by_code.items()}
    for line in (DATA / "places.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#") and (parts := line.split("\t"))[0] not in shapes:
            place = [_grid(float(parts[1])), _grid(float(parts[2]))]
            shapes[parts[0]] = [[], [place], [*place, 0], place, []]
    ranked = [_ranked(arcs[arc], finest) for arc, finest in kept.items()]
    _renumber(shapes, {arc: number for number, arc in enumerate(kept)})
    text = json.dumps({"arcs": ranked, "shapes": dict(sorted(shapes.items()))}, separators=(",", ":"))
    (DATA / "shapes.bin").write_bytes(zlib.compress(text.encode(), 9))
    print(f"{len(shapes)} regions, {len(kept)} arcs, {sum(len(ranks) for *_, ranks in ranked)} points")


def _degrees(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> Iterator[Degrees]:
    (sx, sy), (tx, ty), x, y = transform["scale"], transform["translate"], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


# --- whose land -------------------------------------------------------------------------------------------------------


def _polygons(topology: Mapping[str, Any], arcs: Sequence[tuple[Degrees, ...]]) -> Iterator[Polygon]:
    numeric = get_global("territory_aliases")
    for found in topology["objects"]["countries"]["geometries"]:
        named = NAMED.get(found["properties"]["name"])
        code = named if named is not None else next(iter(numeric.get(found.get("id"), ())), None)
        if code is None:
            continue  # reefs that belong to nobody's list
        for rings in found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]:
            ring = tuple(_joined(rings[0], arcs))
            yield Polygon(_owner(code, ring), tuple(map(tuple, rings)), ring, area(ring))


def _joined(ring: Sequence[int], arcs: Sequence[tuple[Degrees, ...]]) -> Iterator[Degrees]:
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from arc[:-1]


def _owner(code: str, ring: Sequence[Degrees]) -> str:
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    for whole, part, box in PARTS:
        if whole == code and box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3]:
            return part
    return code


# --- measures ---------------------------------------------------------------------------------------------------------


def area(ring: Sequence[Degrees]) -> float:
    """Square kilometres inside a ring on the sphere; the pole is inside where the ring goes round it."""
    total = turned = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        step = math.radians((x2 - x1 + 180) % 360 - 180)
        total += step * (math.sin(math.radians(y1)) + math.sin(math.radians(y2))) / 2
        turned += step
    return RADIUS**2 * (2 * math.pi - abs(total) if abs(turned) > 1 else abs(total))


def _shape(code: str, polygons: Sequence[Polygon], kept: dict[int, float]) -> list[Any]:
    """Outlines, single points, the circle and the outermost places. `kept` gathers arcs, with what each may lose."""
    whole = sum(polygon.area for polygon in polygons)
    finest = max(SMALL, min(LARGE, whole / 2000))
    least = max(LEAST, min(40.0, whole / 2000))
    outlines: list[Any] = []
    points: list[Any] = []
    for polygon in polygons:
        if polygon.area >= least:
            rings = [[_keep(arc, finest, kept) for arc in ring] for ring in polygon.rings]
            outlines.append([*_cap(polygon.ring), round(polygon.area), rings])
        elif whole < SCATTERED and len(points) < MOST_POINTS and code:
            points.append(_cap(polygon.ring)[:2])
    everything = _cap([place for polygon in polygons for place in polygon.ring])
    places = _main(polygons)
    west, south, east, north = HEARTS.get(code, (-180, -90, 180, 90))
    heart = [(x, y) for x, y in places if west <= x <= east and south <= y <= north] if code in HEARTS else []
    return [outlines, points, everything, _outermost(places), _outermost(heart) if heart else []]


def _main(polygons: Sequence[Polygon]) -> list[Degrees]:
    """The outlines of the land masses that make nine tenths of the area."""
    left, places = MAIN * sum(polygon.area for polygon in polygons), list[Degrees]()
    for polygon in polygons:
        if left > 0 or not places:
            places += polygon.ring
            left -= polygon.area
    return places


def _outermost(places: Sequence[Degrees]) -> list[int]:
    """The outermost places in sixteen directions."""
    lon, lat, _ = _cap(places)
    plane = Azimuthal(vector(lon, lat))
    flat = [(*plane.project(at(*place)), place) for place in places]
    directions = [(math.cos(math.tau * part / 16), math.sin(math.tau * part / 16)) for part in range(16)]
    outermost = (max(flat, key=lambda found: found[0] * x + found[1] * y)[2] for x, y in directions)
    return [_grid(each) for place in dict.fromkeys(outermost) for each in place]


def _keep(arc: int, finest: float, kept: dict[int, float]) -> int:
    number = arc if arc >= 0 else ~arc
    kept[number] = min(finest, kept.get(number, finest))
    return arc


def _renumber(shapes: Mapping[str, list[Any]], places: Mapping[int, int]) -> None:
    for outlines, *_ in shapes.values():
        for outline in outlines:
            outline[-1] = [[places[arc] if arc >= 0 else ~places[~arc] for arc in ring] for ring in outline[-1]]


def _cap(ring: Sequence[Degrees]) -> tuple[int, int, int]:
    """The circle on the sphere that holds the ring: its middle and its radius, on the grid."""
    cap = around([at(*place) for place in ring])
    x, y, z = cap.middle
    radius = math.ceil(math.degrees(cap.radius) * GRID)
    return _grid(math.degrees(math.atan2(y, x))), _grid(math.degrees(math.asin(z))), radius


# --- simpler lines ----------------------------------------------------------------------------------------------------


def _grid(degrees: float) -> int:
    return round(degrees * GRID)


def _ranked(arc: Sequence[Degrees], finest: float) -> tuple[list[int], list[int], str]:
    """The steps from point to point on the grid, east and north, and the points' ranks; lesser ones are left out."""
    ranks = [JUNCTION, *(_rank(weight) if weight >= finest else -1 for weight in weights(arc)[1:-1]), JUNCTION]
    places = [(_grid(lon), _grid(lat), rank) for (lon, lat), rank in zip(arc, ranks, strict=True) if rank >= 0]
    steps = list(zip(places, [(0, 0, 0), *places], strict=False))
    east, north = [here[0] - last[0] for here, last in steps], [here[1] - last[1] for here, last in steps]
    return east, north, "".join(str(rank) for *_, rank in places)


def _rank(weight: float) -> int:
    """Powers of four of the finest area."""
    return min(COARSEST, math.floor(math.log(weight / FINEST, 4)))


def weights(arc: Sequence[Degrees]) -> list[float]:
    """How much area (square kilometres) each point of the line stands for (Visvalingam and Whyatt, 1993).

    The least point goes first; its neighbours are weighed anew, never below it. The ends weigh nothing here.
    """
    found, before, after = [0.0] * len(arc), list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    heap = [(_triangle(arc[at - 1], arc[at], arc[at + 1]), at) for at in range(1, len(arc) - 1)]
    current = {at: weight for weight, at in heap}
    heapq.heapify(heap)
    least = 0.0
    while heap:
        weight, at = heapq.heappop(heap)
        if current.get(at) != weight:
            continue
        del current[at]
        least = found[at] = max(least, weight)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for each in (left, right):
            if each in current:
                current[each] = _triangle(arc[before[each]], arc[each], arc[after[each]])
                heapq.heappush(heap, (current[each], each))
    return found


def _triangle(a: Degrees, b: Degrees, c: Degrees) -> float:
    squeeze = math.cos(math.radians(b[1])) * 111.2**2
    x1, x2 = ((each[0] - b[0] + 180) % 360 - 180 for each in (a, c))
    return abs(x1 * (c[1] - b[1]) - x2 * (a[1] - b[1])) * squeeze / 2


if __name__ == "__main__":
    main(sys.argv[1])

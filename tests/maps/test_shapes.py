"""The shapes that come with the package: everybody is there, and as large as on the globe."""

from __future__ import annotations

import math

import pytest

from sitegen.maps.build_shapes import area, weights
from sitegen.maps.shapes import JUNCTION, SHAPES_FILE, load_shapes
from sitegen.maps.vectors import Vector
from sitegen.regions.atlas import load_atlas

SHAPES = load_shapes()
# Square kilometres by the statistical yearbooks of the countries, rounded.
AREAS = {
    "AM": 29_700,
    "BR": 8_510_000,
    "CH": 41_300,
    "EG": 1_000_000,
    "FR": 549_000,
    "IS": 103_000,
    "JP": 373_000,
    "KZ": 2_720_000,
    "NZ": 268_000,
    "RU": 17_000_000,
    "ZA": 1_220_000,
}


def degrees(place: Vector) -> tuple[float, float]:
    x, y, z = place
    return math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))


def drawn_area(code: str, rank: int) -> float:
    total = 0.0
    for outline in SHAPES[code].outlines:
        outer, *holes = (area([degrees(place) for place in SHAPES.ring(ring, rank)]) for ring in outline.rings)
        total += outer - sum(holes)
    return total


def test_every_country_and_area_has_a_shape_or_a_point() -> None:
    wanted = {region.code for region in load_atlas() if region.kind in {"country", "area"}}
    assert wanted - SHAPES.keys() == set()
    assert all(SHAPES[code].outlines or SHAPES[code].points for code in wanted)
    assert SHAPES.keys() - wanted == {""}  # land that is no region's


@pytest.mark.parametrize("code", AREAS)
def test_countries_are_as_large_as_they_are(code: str) -> None:
    assert drawn_area(code, 0) == pytest.approx(AREAS[code], rel=0.03)


@pytest.mark.parametrize("code", AREAS)
@pytest.mark.parametrize("rank", [2, 3])
def test_coarser_maps_leave_areas_alone(code: str, rank: int) -> None:
    assert drawn_area(code, rank) == pytest.approx(drawn_area(code, 0), rel=0.02)


def test_a_coarser_line_has_fewer_points_all_of_the_finer_one() -> None:
    outline = SHAPES["NO"].outlines[0]
    fine, coarse = (SHAPES.ring(outline.rings[0], rank) for rank in (1, 5))
    assert len(coarse) < len(fine) / 3
    assert set(coarse) <= set(fine)


def test_neighbours_share_their_border_at_every_rank() -> None:
    for rank in (1, 4, JUNCTION):
        spain, portugal = (
            {p for ring in SHAPES[c].outlines[0].rings for p in SHAPES.ring(ring, rank)} for c in ("ES", "PT")
        )
        assert len(spain & portugal) >= 2


@pytest.mark.parametrize("code", ["crimea", "kuril-islands", "GF", "SJ", "BQ", "RE"])
def test_land_that_the_source_draws_as_part_of_another_stands_alone(code: str) -> None:
    assert SHAPES[code].outlines


def test_all_of_a_region_lies_in_its_circle() -> None:
    for shape in SHAPES.values():
        x, y, z = shape.cap.middle
        for outline in shape.outlines:
            for a, b, c in SHAPES.ring(outline.rings[0], 3):
                assert math.acos(max(-1.0, min(1.0, x * a + y * b + z * c))) <= shape.cap.radius + 0.0005


def test_the_shapes_keep_to_their_weight() -> None:
    assert SHAPES_FILE.stat().st_size < 300_000


def test_the_least_point_of_a_line_weighs_least() -> None:
    flat_then_peak = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]
    found = weights(flat_then_peak)
    assert found[0] == found[-1] == 0.0
    assert found[1] < found[2] <= found[3]
    assert found[1] == pytest.approx(0.01 * 111.2**2, rel=0.01)

"""Every projection is of equal area."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.maps.projection import CENTRAL_MERIDIAN, Azimuthal, EqualEarth, Point
from sitegen.maps.vectors import angle, at

longitudes, latitudes = st.floats(-179.9, 179.9), st.floats(-89.9, 89.9)
places = st.builds(at, longitudes, latitudes)


def surface(ring: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def square(longitude: float, latitude: float, half: float) -> list[tuple[float, float]]:
    steps = [step / 10 * half for step in range(-10, 11)]
    return [
        *((longitude + step, latitude - half) for step in steps),
        *((longitude + half, latitude + step) for step in steps),
        *((longitude - step, latitude + half) for step in steps),
        *((longitude - half, latitude - step) for step in steps),
    ]


def on_the_globe(latitude: float, half: float) -> float:
    south, north = math.radians(latitude - half), math.radians(latitude + half)
    return math.radians(2 * half) * (math.sin(north) - math.sin(south))


@given(places, st.floats(-170, 170), st.floats(-80, 80))
def test_an_azimuthal_map_keeps_areas(middle: tuple[float, float, float], longitude: float, latitude: float) -> None:
    if angle(middle, at(longitude, latitude)) > 2.5:
        return  # no map of ours reaches so far
    ring = [Azimuthal(middle).project(at(*corner)) for corner in square(longitude, latitude, 1.0)]
    assert surface(ring) == pytest.approx(on_the_globe(latitude, 1.0), rel=0.005)


@given(st.floats(-160, 160), st.floats(-80, 80))
def test_the_map_of_the_world_keeps_areas(longitude: float, latitude: float) -> None:
    shifted = longitude + math.degrees(CENTRAL_MERIDIAN)
    ring = EqualEarth().ring([at(*corner) for corner in square(shifted, latitude, 1.0)])
    assert surface(ring) == pytest.approx(on_the_globe(latitude, 1.0), rel=0.005)


@given(places, places)
def test_points_lead_back_to_their_places(
    middle: tuple[float, float, float], place: tuple[float, float, float]
) -> None:
    plane = Azimuthal(middle)
    if angle(middle, place) < 3:
        assert angle(plane.place(plane.project(place)), place) < 1e-4


def test_north_is_up_and_east_is_right() -> None:
    for plane in (Azimuthal(at(20, 50)), Azimuthal(at(-170, -30))):
        longitude = math.degrees(math.atan2(plane.middle[1], plane.middle[0]))
        latitude = math.degrees(math.asin(plane.middle[2]))
        assert plane.project(at(longitude, latitude + 5))[1] < 0 < plane.project(at(longitude + 5, latitude))[0]


def test_a_ring_round_the_pole_reaches_the_edges_of_the_map() -> None:
    ring = EqualEarth().ring([at(longitude, -70) for longitude in range(-180, 180, 5)])
    across = [x for x, _ in ring]
    assert min(across) == pytest.approx(-max(across))
    cap = 2 * math.pi * (1 - math.sin(math.radians(70)))
    assert surface(ring) == pytest.approx(cap, rel=0.01)

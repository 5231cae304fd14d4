"""Maps as they are drawn: who is on them, and how much they weigh."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.maps.drawing import LONGEST, LONGEST_WORLD, UNITS, WIDTH, clip, draw, level_line, path
from sitegen.maps.frame import Frame, frame_of, regions_in
from sitegen.maps.shapes import load_shapes
from sitegen.maps.vectors import angle, at
from sitegen.regions.atlas import load_atlas

SHAPES = load_shapes()
COUNTRIES = [region.code for region in load_atlas() if region.kind == "country"]


def extremes(land: str) -> tuple[int, int, int, int]:
    """The box of a path in our own writing."""
    xs, ys = [], []
    for ring in filter(None, land.split("M")):
        x = y = 0
        numbers = list(map(int, re.findall(r"-?\d+", ring)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def test_the_world_shows_every_country_in_its_budget() -> None:
    world = draw(None)
    assert set(COUNTRIES) <= world.regions.keys()
    assert sum(len(each.land) for each in world.regions.values()) <= LONGEST_WORLD
    assert all(each.land or each.points for each in world.regions.values())
    west, north, east, south = extremes("".join(each.land for each in world.regions.values()))
    assert west > -60 and north > -5 and east < world.width + 60 and south <= world.height + 5


@pytest.mark.parametrize(
    "code", ["AM", "RU", "US", "FJ", "KI", "AQ", "VA", "TV", "NO", "CL", "ID", "kashmir", "crimea"]
)
def test_a_map_of_a_region_shows_it_whole_and_its_surroundings(code: str) -> None:
    frame = frame_of([code], SHAPES)
    drawing = draw(frame)
    assert code in drawing.regions and code in set(regions_in(frame, SHAPES))
    assert sum(len(each.land) for each in drawing.regions.values()) <= LONGEST
    plane_edge = frame.half_width
    assert all(angle(frame.middle, place) < plane_edge * 1.2 + 0.02 for place in SHAPES[code].extent)


@pytest.mark.parametrize("code", COUNTRIES[::9])
def test_what_is_drawn_is_what_a_page_was_told_of(code: str) -> None:
    frame = frame_of([code], SHAPES)
    assert draw(frame).regions.keys() <= set(regions_in(frame, SHAPES))


def test_regions_stand_in_their_order_and_places() -> None:
    drawing = draw(frame_of(["AM", "AZ", "GE"], SHAPES))
    armenia, georgia = (extremes(drawing.regions[code].land) for code in ("AM", "GE"))
    assert georgia[1] < armenia[1] and georgia[3] < armenia[3]  # to the north
    sizes = [each.size for each in drawing.regions.values()]
    assert sizes == sorted(sizes, reverse=True)


def test_a_small_state_is_a_dot_where_it_is_too_small_to_be_seen() -> None:
    far, near = draw(frame_of(["FR", "RU"], SHAPES)), draw(frame_of(["LU"], SHAPES))
    assert far.regions["SM"].points and not far.regions["SM"].land
    assert near.regions["LU"].land and not near.regions["LU"].points


def test_a_far_island_does_not_make_all_others_small_unless_it_matters() -> None:
    africa = ["DZ", "EG", "ET", "KE", "LY", "MA", "ML", "NG", "SD", "TF", "TZ", "ZA"]
    with_it, without = frame_of(africa, SHAPES, {"TF"}), frame_of(africa, SHAPES)
    assert without.half_height < with_it.half_height
    assert "TF" in draw(with_it).regions and "ZA" in draw(without).regions


def test_a_map_can_have_the_pole_in_its_middle() -> None:
    drawing = draw(Frame(at(0, -90), 0.5))
    west, north, east, south = extremes(drawing.regions["AQ"].land)
    assert west < drawing.width / 3 and east > drawing.width * 2 / 3
    assert north < drawing.height / 3 and south > drawing.height * 2 / 3


points = st.tuples(st.floats(-50, 150), st.floats(-50, 150))


@given(st.lists(points, min_size=3, max_size=12))
def test_what_is_cut_lies_inside(ring: list[tuple[float, float]]) -> None:
    assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6 for x, y in clip(ring, 0, 0, 100, 100))


def test_a_square_is_cut_in_half() -> None:
    assert sorted(clip([(-10, 0), (10, 0), (10, 10), (-10, 10)], 0, -5, 50, 50)) == [(0, 0), (0, 10), (10, 0), (10, 10)]


def test_paths_are_steps_in_whole_units() -> None:
    assert path([(0.4, 0.2), (10, 0), (10.2, 0.3), (9.6, -5), (0, 3)]) == "M0 0l10 0 0-5-10 8z"
    assert path([(0, 0), (0.1, 0.1), (0.2, 0)]) == ""


def test_a_name_stands_where_there_is_room() -> None:
    u_shape = [
        (0.0, 0.0),
        (90.0, 0.0),
        (90.0, 50.0),
        (70.0, 50.0),
        (70.0, 10.0),
        (10.0, 10.0),
        (10.0, 50.0),
        (0.0, 50.0),
    ]
    found = level_line(u_shape, 30, WIDTH)
    assert found and (found.x, found.length) == (80.0, 20.0)
    assert level_line(u_shape, 60, WIDTH) is None
    assert UNITS > 1

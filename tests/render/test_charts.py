"""Maps and calendars as pages show them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.charts import SHADES, calendar, chart, classes, shade_of
from sitegen.render.renderer import Renderer
from sitegen.site.views import Page, Period, Term

from . import samples
from .conftest import Html

counts = st.lists(st.integers(1, 10**6), max_size=40)


@given(counts)
def test_every_number_has_its_class(found: list[int]) -> None:
    steps = classes(found)
    assert len(steps) <= SHADES
    assert all(1 <= shade_of(count, steps) <= SHADES for count in found)
    assert [each.least for each in steps] == sorted({each.least for each in steps})
    assert all(one.most == other.least - 1 for one, other in pairwise(steps))
    assert shade_of(0, steps) == 0


def test_classes_lie_between_round_numbers() -> None:
    assert [(each.least, each.most) for each in classes([3, 120])] == [(1, 4), (5, 9), (10, 49), (50, 99), (100, None)]
    assert [(each.shade, each.least, each.most) for each in classes([1])] == [(2, 1, None)]


def test_a_country_is_shown_among_its_neighbours() -> None:
    found = chart(samples.map_of(("AM",), 2))
    assert [mark.term.name for mark in found.marks if mark.here] == ["Armenia"]
    assert found.land and all(mark.drawn.land or mark.drawn.points for mark in found.marks)
    assert {"Armenia", "Iran"} <= {label.text for label in found.labels}


def test_around_a_continent_nothing_is_shaded() -> None:
    found = chart(samples.continent_map())
    shades = {mark.term.name: mark.shade for mark in found.marks}
    assert shades["Poland"] > 0 == shades["Kazakhstan"] == shades["Algeria"]


def test_what_the_map_is_about_lies_above_its_neighbours_and_below_dots() -> None:
    names = [mark.term.name for mark in chart(samples.map_of(("IT",))).marks]
    assert names.index("France") < names.index("Italy") < names.index("San Marino")


def test_months_stand_in_lines_of_years() -> None:
    months = [Term("", f"/2024/{month:02}/", month, Period(2024, month)) for month in (12, 3)]
    year, before = calendar([*months, Term("", "/2022/01/", 7, Period(2022, 1))])
    assert (year.period, year.count, before.count) == (Period(2024), 15, 7)
    assert [bool(month) for month in year.months] == [False, False, True, *[False] * 8, True]


# --- budgets ----------------------------------------------------------------------------------------------------------


def weight(renderer: Renderer, page: Page) -> int:
    drawn = re.search(rb"<svg viewBox.*?\n</svg>", renderer.render(page, samples.bodies), re.DOTALL)
    assert drawn
    return len(drawn[0])


@pytest.mark.parametrize("codes", [("RU",), ("US",), ("CN",), ("FR",), ("FM",), ("GD",), ("150",), ("142",), ("002",)])
def test_the_fullest_maps_keep_to_their_weight(renderer: Renderer, codes: tuple[str, ...]) -> None:
    page = samples.region_at(samples.place(samples.drawn(codes)))
    assert weight(renderer, page) < 25_000


def test_the_map_of_the_world_keeps_to_its_weight(renderer: Renderer) -> None:
    assert weight(renderer, samples.index("regions", every=1)) < 60_000


# --- the page ---------------------------------------------------------------------------------------------------------


def test_shapes_have_names_links_and_a_table(html: Html) -> None:
    tree = html(samples.region_at(samples.place(("AM",), 2)))
    links = tree.css(".map > svg a")
    assert links and all(str(link.attributes["href"]).startswith("/news/regions/") for link in links)
    titles = [link.css("title")[0].text() for link in links]
    assert all(re.fullmatch(r".+: [\d,]+ (story|stories)", title) for title in titles)
    assert len(tree.css(".map tbody tr")) == len(links)
    assert tree.css("svg[role=group]")[0].attributes["aria-label"] == "Map of Armenia"


def test_disputed_places_are_drawn_with_broken_lines(html: Html) -> None:
    by_outline = html(samples.region_at(samples.place(("crimea",))))
    assert by_outline.css(".map path.disputed[fill='url(#hatch)']")
    by_point = html(samples.region_at(samples.place(("AM",))))
    assert by_point.css(".map > svg circle.disputed")
    assert "claimed or held by several countries" in by_point.css(".key")[0].text()


def test_the_map_of_a_small_state_reads_as_we_wrote_it(html: Html) -> None:
    figure = html(samples.region_at(samples.place(("NR",)))).css(".map")[0].html or ""
    golden = Path(__file__).parent / "golden" / "map-of-nauru.html"
    assert re.sub(r' d="[^"]{40,}"', ' d="…"', figure) + "\n" == golden.read_text("utf-8")

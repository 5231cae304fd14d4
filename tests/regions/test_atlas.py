"""The hierarchy of regions."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sitegen.errors import ConfigError
from sitegen.regions import Customisation, OwnRegion, load_atlas

ATLAS = load_atlas()
LEVELS = {"world": 0, "continent": 1, "subregion": 2, "country": 3, "area": 4, "subdivision": 4}


def codes(code: str) -> list[str]:
    return [region.code for region in ATLAS.ancestors(code)]


def test_every_region_reaches_the_world() -> None:
    assert all(codes(region.code)[-1] == "001" for region in ATLAS if region.code != "001")


def test_slugs_and_codes_are_unique() -> None:
    regions = list(ATLAS)
    assert len({region.slug for region in regions}) == len(regions) == len({region.code for region in regions})


def test_parents_exist_and_stand_higher() -> None:
    for region in ATLAS:
        for parent in map(ATLAS.get, region.parents):
            assert parent is not None
            assert LEVELS[parent.kind] < LEVELS[region.kind]


def test_all_countries_of_iso_3166_and_kosovo_are_there() -> None:
    assert len([region for region in ATLAS if region.kind == "country"]) == 250


def test_children_are_the_inverse_of_parents() -> None:
    for region in ATLAS:
        assert all(region in ATLAS.children(parent) for parent in region.parents)
        assert all(region.code in child.parents for child in ATLAS.children(region.code))


def test_ancestors_are_nearest_first() -> None:
    assert codes("AM") == ["145", "142", "001"]
    assert codes("BR") == ["005", "001"]
    assert codes("US") == ["021", "003", "001"]
    assert codes("crimea") == ["UA", "RU", "151", "150", "001"]
    assert codes("001") == codes("no such code") == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Armenia", "AM"),
        ("AZ", "AZ"),
        ("az", "AZ"),
        ("nagorno-karabakh", "nagorno-karabakh"),
        ("Nagorno–Karabakh", "nagorno-karabakh"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("turkiye", "TR"),
        ("U.S.", "US"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Congo", "CG"),
        ("DRC", "CD"),
        ("Kosovo", "XK"),
        ("Western Asia", "145"),
        ("145", "145"),
        (" hong  kong ", "HK"),
        ("Georgia", "GE"),
        ("US-GA", "US-GA"),
        ("united-states-georgia", "US-GA"),
        ("Georgia, United States", "US-GA"),
        ("RU-CE", "chechnya"),
        ("FR-973", "GF"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_users_may_write_codes_slugs_and_names(written: str, code: str | None) -> None:
    region = ATLAS.resolve(written)
    assert (region.code if region else None) == code


def test_every_region_is_found_by_its_own_code_slug_and_name() -> None:
    for region in ATLAS:
        assert ATLAS.resolve(region.code) is region
        assert ATLAS.resolve(region.slug) is not None
        assert ATLAS.resolve(region.name) is not None


def test_the_slug_of_a_part_begins_with_its_countrys() -> None:
    for region in ATLAS:
        if region.kind == "subdivision":
            country = ATLAS.get(region.parents[0])
            assert country and region.slug.startswith(f"{country.slug}-")
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", region.slug)


def test_no_two_regions_are_shown_under_one_name() -> None:
    shown = Counter(region.name for region in ATLAS)
    assert [name for name, count in shown.items() if count > 1] == []


def test_a_region_of_ones_own_collects_its_members() -> None:
    atlas = load_atlas(Customisation(own={"caucasus": OwnRegion("Caucasus", ("AM", "AZ", "GE"))}))
    assert [child.code for child in atlas.children("caucasus")] == ["AM", "AZ", "GE"]
    assert [region.code for region in atlas.ancestors("AM")] == ["145", "caucasus", "142", "001"]
    assert atlas.resolve("Caucasus") == atlas.get("caucasus")


def test_names_and_parents_can_be_changed() -> None:
    atlas = load_atlas(Customisation(names={"TR": "Turkey"}, parents={"CY": ("039",)}, aliases={"Albion": "GB"}))
    turkey, cyprus, albion = atlas.get("TR"), atlas.get("CY"), atlas.resolve("albion")
    assert turkey and turkey.name == "Turkey" and turkey.slug == "turkiye"
    assert cyprus and cyprus.parents == ("039",)
    assert albion and albion.code == "GB"


@pytest.mark.parametrize(
    "custom",
    [
        Customisation(names={"XX": "Nowhere"}),
        Customisation(aliases={"Albion": "nowhere"}),
        Customisation(parents={"AM": ("nowhere",)}),
        Customisation(parents={"AM": ()}),
        Customisation(exclude=frozenset({"nowhere"})),
        Customisation(own={"caucasus": OwnRegion("Caucasus", ("nowhere",))}),
        Customisation(own={"AM": OwnRegion("Armenia", ())}),
        Customisation(own={"armenia": OwnRegion("Armenia", ())}),
        Customisation(own={"not a slug": OwnRegion("Name", ())}),
        Customisation(own={"empty": OwnRegion(" ", ())}),
        Customisation(parents={"145": ("AM",)}),
        Customisation(own={"here": OwnRegion("Here", ("there",)), "there": OwnRegion("There", ("here",))}),
    ],
    ids=str,
)
def test_what_does_not_fit_is_a_configuration_error(custom: Customisation) -> None:
    with pytest.raises(ConfigError) as error:
        load_atlas(custom)
    assert all(problem.advice for problem in error.value.problems)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        load_atlas(Customisation(names={"XX": "a", "YY": "b"}))
    assert len(error.value.problems) == 2


def test_a_code_is_its_region_however_it_is_written() -> None:
    atlas = load_atlas()
    for region in atlas:
        assert atlas.resolve(region.code) == atlas.resolve(region.code.lower()) == region


def test_an_alias_wins_over_a_code() -> None:
    assert load_atlas(Customisation(aliases={"ge": "US-GA"})).resolve("GE") == load_atlas().get("US-GA")

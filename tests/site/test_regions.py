"""The pages of regions: maps, months, company; and what a site's configuration makes of the hierarchy."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_on_disk import Built, SiteOnDisk

CAUCASUS = '[regions.own.caucasus]\nname = "Caucasus"\nmembers = ["AM", "AZ", "GE"]'


def page(built: Built, region: str) -> LexborHTMLParser:
    return LexborHTMLParser(built.read(f"regions/{region}index.html"))


def marked(built: Built, region: str = "") -> dict[str, str]:
    """What the map says of each region that it links to, by address."""
    return {str(a.attributes["href"]): a.css("title")[0].text() for a in page(built, region).css(".map > svg a")}


def named(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


@pytest.fixture
def archive(site: SiteOnDisk) -> SiteOnDisk:
    site.article("dam", date="2024-04-17", regions=["AM", "GE"]).article("bus", date="2024-03-02", regions=["AM"])
    site.article("bridge", date="2023-03-02", regions=["AM", "TR"]).article("port", date="2022-01-01", regions=["TV"])
    return site.article("war", date="2022-02-01", regions=["nagorno-karabakh", "AZ", "GE", "AM"])


def test_the_map_of_the_world_leads_to_every_country_with_stories(archive: SiteOnDisk) -> None:
    built = archive.build()
    assert marked(built)["/regions/armenia/"] == "Armenia: 4 stories"
    assert marked(built)["/regions/tuvalu/"] == "Tuvalu: 1 story"
    assert "/regions/russia/" not in marked(built)


def test_the_map_of_a_country_has_it_in_the_middle_of_its_neighbours(archive: SiteOnDisk) -> None:
    built = archive.build()
    tree = page(built, "armenia/")
    assert [a.attributes["href"] for a in tree.css(".map .here")] == ["/regions/armenia/"]
    assert marked(built, "armenia/").keys() >= {"/regions/georgia/", "/regions/turkiye/", "/regions/nagorno-karabakh/"}
    assert "/regions/tuvalu/" not in marked(built, "armenia/")


def test_a_map_is_also_a_table_and_stands_on_the_first_page_alone(archive: SiteOnDisk) -> None:
    built = archive.config("[build]\nper_page = 2").build()
    cells = named(page(built, "armenia/"), ".map tbody td")
    assert cells[:4] == ["Armenia", "4", "Georgia", "2"]
    later = page(built, "armenia/page/2/")
    assert not later.css(".map, .together, .months")


def test_months_lead_to_their_pages(archive: SiteOnDisk) -> None:
    tree = page(archive.build(), "armenia/")
    links = [(a.attributes["href"], a.text()) for a in tree.css(".months td a")]
    assert links == [("/2024/03/", "1"), ("/2024/04/", "1"), ("/2023/03/", "1"), ("/2022/02/", "1")]


def test_a_region_tells_its_company_but_not_its_own_kin(archive: SiteOnDisk) -> None:
    built = archive.build()
    assert named(page(built, "georgia/"), ".together li") == ["Armenia 2", "Azerbaijan 1", "Nagorno-Karabakh 1"]
    assert named(page(built, "asia/"), ".together li") == []


def test_a_disputed_area_names_every_country_that_it_stands_under(archive: SiteOnDisk) -> None:
    built = archive.build()
    tree = page(built, "nagorno-karabakh/")
    assert named(tree, ".crumbs li")[-1] == "Azerbaijan"
    assert "Also listed under Armenia" in named(tree, ".lead")
    assert tree.css(".map .disputed")
    assert built.titles("regions/azerbaijan/") == ["war"]


def test_the_configuration_says_under_whom_an_area_stands(archive: SiteOnDisk) -> None:
    built = archive.config('[regions.parents]\nnagorno-karabakh = ["145"]').build()
    tree = page(built, "nagorno-karabakh/")
    assert named(tree, ".crumbs li") == ["World", "Asia", "Western Asia"]
    assert not [words for words in named(tree, ".lead") if "Also" in words]


def test_a_region_of_ones_own_has_a_map_of_its_members(archive: SiteOnDisk) -> None:
    built = archive.config(CAUCASUS).build()
    assert marked(built, "caucasus/").keys() >= {"/regions/armenia/", "/regions/azerbaijan/", "/regions/georgia/"}
    assert "Also listed under Caucasus" in named(page(built, "armenia/"), ".lead")
    assert archive.config(CAUCASUS + '\n[regions.parents]\ncaucasus = ["142"]').build().tree() == archive.fresh()


def test_far_apart_members_are_shown_on_the_map_of_the_world(archive: SiteOnDisk) -> None:
    built = archive.config('[regions.own.far]\nname = "Far"\nmembers = ["AM", "TV", "BR", "CA"]').build()
    assert page(built, "far/").css(".map.world")
    assert marked(built, "far/").keys() >= {"/regions/armenia/", "/regions/tuvalu/"}


def test_a_part_of_a_country_is_shown_by_its_country(archive: SiteOnDisk) -> None:
    built = archive.article("hill", regions=["US-GA"]).build()
    assert "/regions/united-states/" in marked(built, "united-states-georgia/")
    own = '[regions.own.south]\nname = "South"\nmembers = ["US-GA"]'
    assert "/regions/united-states/" in marked(archive.config(own).build(), "south/")


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ('[regions.names]\nTR = "Turkey"\nTurkey = "T"', "3: [regions] names.Turkey: no region has the code"),
        ('[regions.names]\nTurkey = "T"', 'did you mean "TR", Türkiye?'),
        ('[regions.aliases]\n"the Isles" = "UK"', "2: [regions] aliases.the Isles: no region has the code 'UK'"),
        ('[regions.parents]\nAM = ["Asia"]', 'did you mean "142", Asia?'),
        ("[regions.parents]\nAM = []", '2: [regions] parents.AM: nothing above it; write ["001"]'),
        ('[regions.own.x]\nname = "X"\nmembers = ["AM", "QQ"]', "3: [regions] own.x.members: no region has the code"),
        ('[regions.own.armenia]\nname = "X"', "1: [regions] own.armenia: this slug belongs to another region"),
        ('[regions.own.x]\nname = " "', "2: [regions] own.x.name: it has no name"),
        ('[regions]\nexclude = ["AM", "ZZ"]', "2: [regions] exclude: no region has the code 'ZZ'"),
        ('[regions.parents]\n145 = ["AM"]', "2: regions stand under each other in a circle"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(site: SiteOnDisk, config: str, words: str) -> None:
    site.article("a", regions=["AM"]).config(config).run("build").fails("sitegen.toml:", words)


def test_a_map_weighs_little(archive: SiteOnDisk) -> None:
    text = archive.build().read("regions/asia/index.html")
    drawn = re.search(r"<svg viewBox.*?\n</svg>", text, re.DOTALL)
    assert drawn and len(drawn[0].encode()) < 25_000

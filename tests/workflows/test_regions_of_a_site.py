"""What a site says on regions in its configuration, from the saved page to the built site."""

from __future__ import annotations

from tests.site_on_disk import SiteOnDisk, saved_page

CONFIG = """
[regions]
exclude = ["FR"]
[regions.names]
GB = "Britain"
[regions.aliases]
"Albion" = "GB"
[regions.parents]
crimea = ["UA"]
[regions.own.black-sea]
name = "Black Sea coast"
members = ["crimea", "GE"]
"""
STORY = (
    "Ministers from Albion, from Tbilisi and from Paris met to talk about the ferries of the Black Sea coast.",
    "The ferry to Crimea leaves at seven in the morning, and the one to Batumi in Georgia an hour later, said Albion.",
    "The council expects twenty thousand passengers a year, and hens, which travel free of charge in their crates.",
)


def test_a_sites_own_words_on_regions_reach_its_pages(site: SiteOnDisk) -> None:
    site.config(CONFIG).saved("ferry.html", saved_page("Ferries", text=STORY)).import_()
    (article,) = site.articles
    front = site.read(f"content/articles/{article}").split("---")[1]
    for code in ("GB", "GE", "crimea", "UA", "black-sea"):
        assert code in front
    assert "FR" not in front and "RU" not in front
    built = site.build()
    assert "Britain" in built.read("regions/united-kingdom/index.html")
    assert "Black Sea coast" in built.read("regions/black-sea/index.html")
    for page in ("regions/black-sea/", "regions/ukraine/", "regions/crimea/", "regions/georgia/"):
        assert built.titles(page) == ["Ferries"]
    assert "regions/france/index.html" not in built and "regions/russia/index.html" not in built

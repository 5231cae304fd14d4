"""No page that a change makes another is missed, whatever changes: every page of many small sites is compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sitegen.article import Metadata
from sitegen.building.cache import Cache
from sitegen.building.reading import card
from sitegen.building.stored import StoredShelf
from sitegen.building.updating import assemble, redirect
from sitegen.entry import Entry, Facts
from sitegen.regions.atlas import load_atlas
from sitegen.site.affected import affected
from sitegen.site.order import CrowdedError, find_places
from sitegen.site.plan import page, paths
from sitegen.site.revise import Change, revise
from sitegen.site.shelf import Scope, Site
from sitegen.site.views import Page

ATLAS = load_atlas()
Entries = Mapping[str, Entry]


def entry(file: str, title: str = "T", body: str = "b", **said: Any) -> Entry:
    where = f"content/pages/{file}.md" if file == "about" else f"content/articles/{file}.md"
    made = card(Metadata(title, **said), where, "page" if file == "about" else "article")
    return Entry(made, Facts(excerpt=body), body)


DATES = (
    None,
    dt.date(2024, 4, 17),
    dt.date(2024, 4, 18),
    dt.date(2023, 4, 17),
    dt.datetime(2024, 4, 17, 9, tzinfo=dt.UTC),
)
FILES = (*tuple(f"2024/04/{name}" for name in "abcdefghijklmnopqrstuvw"), "about", "2024/04/17b", "old")
entries = st.builds(
    entry,
    file=st.sampled_from(FILES),
    title=st.sampled_from(("One", "Two")),
    body=st.sampled_from(("x", "y")),
    date=st.sampled_from(DATES),
    tags=st.sampled_from(((), ("Water",), ("water", "Boats"), ("boats",))),
    regions=st.sampled_from(((), ("AM",), ("GE", "AM"), ("NO",), ("FR",), ("nowhere",))),
    authors=st.sampled_from(((), ("Ann Lee",))),
    site=st.sampled_from(("", "The Post")),
    aliases=st.sampled_from(((), (), ("/old/",), ("/2024/04/a/", "/tags/water/"))),
)
# What happens to one file: nothing but its body changes, it is written anew, or it goes.
steps = st.lists(st.one_of(entries, entries, st.sampled_from(FILES)), min_size=1, max_size=3)


class Sites:
    """A site that is revised again and again."""

    def __init__(self, scope: Scope) -> None:
        self.cache, self.scope = Cache(Path(":memory:")), scope
        self.entries: dict[str, Entry] = {}

    @property
    def site(self) -> Site:
        return Site(StoredShelf(self.cache.database), ATLAS, self.scope)

    def pages(self) -> dict[str, Page | None]:
        site = self.site
        return {path: page(site, path) for path in paths(site)}

    def change(self, step: Sequence[Entry | str]) -> set[str]:
        """The paths of what may be another after a step."""
        after = dict(self.entries)
        for each in step:
            if isinstance(each, Entry):
                after[each.card.file] = each
            else:
                after.pop(f"content/articles/{each}.md", None)
        shelf = StoredShelf(self.cache.database)
        files = sorted(after.keys() | self.entries.keys())
        changes = [
            Change(shelf.in_file(file), after.get(file)) for file in files if after.get(file) != self.entries.get(file)
        ]
        revision = revise(self.site, changes)
        found = affected(self.site, revision)
        with self.cache.transaction():
            shelf.save(revision, ATLAS)
            found |= redirect(self.cache, self.site, None, {placed.entry.card.permalink for placed in revision.placed})
        self.entries = after
        return found

    def anew(self) -> dict[str, Page | None]:
        fresh = Sites(self.scope)
        with fresh.cache.transaction():
            assemble(fresh.cache, self.entries.values(), fresh.site, {})
        return fresh.pages()


@settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(
    st.lists(entries, min_size=8, max_size=24),
    st.lists(steps, min_size=1, max_size=4),
    st.integers(1, 4),
    st.booleans(),
)
def test_a_page_that_is_not_affected_is_the_same(
    first: list[Entry], then: list[list[Entry | str]], per_page: int, full_feeds: bool
) -> None:
    sites = Sites(Scope(per_page, full_feeds))
    sites.change(first)
    before = sites.pages()
    assert before == sites.anew()
    for step in then:
        found = sites.change(step)
        now = sites.pages()
        assert now == sites.anew()
        changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        assert changed <= found
        before = now


def test_an_edited_body_affects_its_page_and_its_feeds() -> None:
    sites = Sites(Scope(2, full_feeds=False))
    sites.change([entry("2024/04/a", regions=("AM",), date=dt.date(2024, 4, 17)), entry("2024/04/b")])
    found = sites.change([entry("2024/04/a", body="edited", regions=("AM",), date=dt.date(2024, 4, 17))])
    assert {path for path in found if path.endswith(".html")} == {"2024/04/a/index.html"}
    assert {"feed.xml", "regions/armenia/feed.json", "regions/asia/feed.xml"} <= found


def test_a_new_title_affects_the_lists_where_it_stands_and_its_neighbours() -> None:
    sites = Sites(Scope(2, full_feeds=False))
    days = [dt.date(2024, 4, day) for day in range(1, 29)]
    sites.change([entry(f"2024/04/s{day.day:02}", date=day) for day in days])
    found = sites.change([entry("2024/04/s05", title="New", date=days[4])])
    assert "page/12/index.html" in found  # the 24th of 28, two a page
    assert "page/11/index.html" not in found
    assert "2024/04/s06/index.html" in found
    assert "2024/04/s20/index.html" not in found
    assert "sitemap.xml" not in found


def test_where_there_is_no_room_between_two_articles_all_are_placed_anew() -> None:
    first, last, middle = (
        entry(f"2024/04/{name}", date=dt.date(2024, 4, day)) for name, day in (("a", 3), ("c", 1), ("b", 2))
    )
    cards = {7: first.card, 8: last.card}
    with pytest.raises(CrowdedError):
        find_places([middle], [7, 8], cards.__getitem__)
    assert find_places([middle], [7, 9], {7: first.card, 9: last.card}.__getitem__) == {"/2024/04/b/": 8}

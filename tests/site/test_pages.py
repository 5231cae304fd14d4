"""The pages that a site has, and that every address on them leads somewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site_on_disk import Built, SiteOnDisk, picture, saved_page

HOST = "https://archive.example"


def addresses(built: Built) -> Iterator[tuple[str, str]]:
    """Every address that a page asks a browser to follow or to load, with the page that says it."""
    for path, data in built.tree().items():
        if not path.endswith(".html"):
            continue
        for node in LexborHTMLParser(data.decode()).css("[href], [src], [srcset], [action], meta[http-equiv=refresh]"):
            for name in ("href", "src", "action"):
                if node.attributes.get(name):
                    yield path, str(node.attributes[name])
            for candidate in (node.attributes.get("srcset") or "").split(","):
                if candidate.strip():
                    yield path, candidate.split()[0]
            if node.tag == "meta":
                yield path, str(node.attributes["content"]).partition("url=")[2]


def loaded(built: Built, tags: str = "script[src], iframe, link[rel~=stylesheet], link[rel~=icon], source") -> set[str]:
    """What browsers fetch from elsewhere when they show the pages."""
    documents = (LexborHTMLParser(data.decode()) for path, data in built.tree().items() if path.endswith(".html"))
    found = {
        node.attributes.get("src") or node.attributes.get("href") or "" for each in documents for node in each.css(tags)
    }
    return {address for address in found if urlsplit(address).netloc}


def broken_links(built: Built, base: str) -> list[tuple[str, str]]:
    files, broken = built.tree(), []
    for page, address in addresses(built):
        target = urlsplit(urljoin(f"{HOST}{base}{page}", address))
        if f"{target.scheme}://{target.netloc}" != HOST:
            continue
        path = unquote(target.path)
        inside = path.removeprefix(base)
        file = f"{inside}index.html" if inside.endswith("/") or not inside else inside
        if not path.startswith(base) or file not in files:
            broken.append((page, address))
    return broken


@pytest.fixture
def archive(site: SiteOnDisk) -> SiteOnDisk:
    """A site with something of everything."""
    page = saved_page("Über den Fluss", image="f_files/p.png", date="2024-04-17").replace("<p>Since", '<p id="s">Since')
    site.saved("f.html", page).saved("f_files/p.png", picture(kind="PNG"))
    front: dict[str, Any] = {"regions": ["AM", "GE"], "tags": ["Ü & Ö", "water"], "authors": ["Ann Lee"]}
    front["site"] = "The Post"
    site.article("first", **front, aliases=["/old/place/", "/old.html"], body="[next](second.md) [us](/about/)\n")
    site.article("second", date="2024-04-18", **front).article("undated/third", date="", title="Third")
    site.article("خبر-عاجل", date="2023-01-02", title="خبر", lang="ar", url="https://paper.example/1")
    return site.page("about").write("static/.well-known/security.txt", b"x").write("static/CNAME", b"a.example")


def test_every_promised_address_is_there(archive: SiteOnDisk) -> None:
    built = archive.config("[build]\nper_page = 2").build()
    promised = [
        *("", "page/2/", "2024/04/first/", "undated/third/", "about/", "2024/", "2024/04/", "2024/04/17/", "regions/"),
        *("regions/armenia/", "tags/ü-ö/", "sources/the-post/", "authors/ann-lee/", "2023/01/خبر-عاجل/", "old/place/"),
    ]
    assert [address for address in promised if f"{address}index.html" not in built] == []
    files = (
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "404.html",
        "regions/armenia/feed.xml",
        "regions/armenia/feed.json",
    )
    copied = (".well-known/security.txt", "CNAME", ".nojekyll", "old.html")
    assert [path for path in (*files, *copied) if path not in built] == []
    assert any(path.startswith("assets/style.") for path in built.tree())
    assert any(path.startswith("media/") and path.endswith(".png") for path in built.tree())


@pytest.mark.parametrize("base", ["/", "/news/"])
def test_no_link_is_broken_or_leads_out_of_the_base_path(archive: SiteOnDisk, base: str) -> None:
    built = archive.config(f'base_url = "{HOST}{base}"\n[build]\nper_page = 1\n[publish]\nfeeds = "full"').build()
    assert broken_links(built, base) == []
    assert loaded(built) | loaded(built, "img") == set()
    assert len(list(addresses(built))) > 100
    for path in ("feed.xml", "sitemap.xml", "feed.json"):
        assert f"{HOST}{base}2024/04/first/" in built.read(path)


@pytest.mark.slow
@pytest.mark.parametrize("base", ["/news/"])
def test_the_demo_has_no_broken_link(tmp_path: Path, base: str) -> None:
    root = Path(__file__).parents[2]
    site = SiteOnDisk(tmp_path / "demo")
    shutil.copytree(root / "content/saved", site.root / "content/saved")
    if (root / "content/pages").exists():
        shutil.copytree(root / "content/pages", site.root / "content/pages")
    built = site.config(f'base_url = "{HOST}{base}"').build()
    assert broken_links(built, base) == []
    assert loaded(built) == set()
    assert built.report.pages > 100


@pytest.mark.parametrize(("articles", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (41, 3)])
def test_lists_of_any_length(site: SiteOnDisk, articles: int, pages: int) -> None:
    for number in range(articles):
        site.article(f"story-{number:02}", tags=["all"])
    built = site.build()
    assert ("page/2/index.html" in built) == (pages > 1)
    assert f"page/{pages + 1}/index.html" not in built
    assert "page/1/index.html" not in built
    shown = [
        title for number in range(1, pages + 1) for title in built.titles("" if number == 1 else f"page/{number}/")
    ]
    assert sorted(shown) == [f"story-{number:02}" for number in range(articles)]
    assert broken_links(built, "/") == []


def test_lists_begin_with_the_newest(site: SiteOnDisk) -> None:
    site.article("old", date="2024-01-02", regions=["AM"]).article("new", date="2024-05-01", regions=["Armenia"])
    site.article("undated/never", date="", title="never", regions=["armenia"])
    site.article("noon", date="2024-05-01T12:00:00+14:00", regions=["AM"])
    assert site.build().titles("regions/armenia/") == ["noon", "new", "old", "never"]


def test_an_article_is_in_every_region_above_its_own(site: SiteOnDisk) -> None:
    built = site.article("a", regions=["AM"]).build()
    for region in ("armenia", "western-asia", "asia"):
        assert built.titles(f"regions/{region}/") == ["a"]
    assert "regions/world/index.html" not in built
    assert "regions/georgia/index.html" not in built


def test_own_regions_have_pages_of_their_own(site: SiteOnDisk) -> None:
    site.config('[regions.own.caucasus]\nname = "Caucasus"\nmembers = ["AM", "GE", "AZ"]')
    built = site.article("a", regions=["GE"]).article("b", regions=["caucasus"]).build()
    assert sorted(built.titles("regions/caucasus/")) == ["a", "b"]


def test_drafts_are_shown_only_when_asked_for(site: SiteOnDisk) -> None:
    site.article("secret", draft=True, tags=["hidden"], aliases=["/before/"])
    assert not [path for path, data in site.build().tree().items() if b"secret" in data or "before" in path]
    built = site.build(drafts=True)
    assert "2024/04/secret/index.html" in built
    assert "2024/04/secret/index.html" not in site.build()


def test_an_article_of_days_to_come_appears_on_its_day(site: SiteOnDisk) -> None:
    site.config('timezone = "Asia/Tokyo"').article("soon", date="2026-02-03").article("now", date="2025-01-01")
    path = "2026/02/soon/index.html"
    assert path not in site.wait_until("2026-02-02T23:59:59+09:00").build()
    assert site.build().report.written == 0
    assert path in site.wait_until("2026-02-03T00:00:00+09:00").build()
    assert path in site.config("[publish]\nfuture = true").wait_until("2026-01-01T00:00+00:00").build()


def test_two_files_for_one_address_are_both_named(site: SiteOnDisk) -> None:
    site.article("2024/04/A story").article("2024/04/a-story")
    file, other = "content/articles/2024/04/a-story.md", "content/articles/2024/04/A story.md"
    message = f"{file}:1: the address /2024/04/a-story/ is also claimed by {other}; rename either file"
    site.run("build").fails(message)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "content/pages/tags.md",
            "content/pages/tags.md:1: the address /tags/index.html belongs to a list of the site",
        ),
        ("content/pages/2024.md", "content/pages/2024.md:1: the address /2024/index.html belongs to a list"),
        ("content/articles/2024/04/17.md", "17.md:1: the address /2024/04/17/index.html belongs to a list"),
        ("static/index.html", "static/index.html: /index.html is also a page of the site; rename the file"),
        ("static/tags", "static/tags: /tags is also a folder of the site; rename the file"),
        ("static/404.html/x.txt", "/404.html/x.txt is also a page of the site"),
        ("static/.sitegen-manifest", "is also where sitegen keeps notes of its own"),
    ],
)
def test_a_file_in_the_place_of_a_page_is_named(site: SiteOnDisk, path: str, words: str) -> None:
    before = site.article("a", tags=["x"]).build().tree()
    site.write(path, "---\ntitle: Mine\n---\n").run("build").fails(words)
    assert site.tree("_site") == before


def test_media_and_static_files_may_not_collide(site: SiteOnDisk) -> None:
    site.write("content/media/a.txt", b"1").write("static/media/a.txt", b"2")
    site.run("build").fails("static/media/a.txt: /media/a.txt is also copied from", "rename the file")


@pytest.mark.parametrize(
    "alias",
    ["../up/", "https://old.example/x/", "/a//b/", "/./x/", "/x\n/", f"/{'y' * 300}", "/2024/04/other/", "", "/a?b=1"],
)
def test_an_alias_that_leads_nowhere_is_a_warning(site: SiteOnDisk, alias: str) -> None:
    site.article("a", aliases=[alias, "/good/"]).article("other")
    built = site.build()
    assert "good/index.html" in built
    assert len(built.report.warnings) == bool(alias)
    assert built.tree() == site.fresh()


def test_an_alias_takes_the_place_of_no_page(site: SiteOnDisk) -> None:
    taken = ["/", "/tags/", "/feed.xml", "/feed.xml/x/", "/404.html", "/tags", "/2024/04/a/", "/robots.txt/"]
    before = site.article("a", tags=["x"]).build().tree()
    site.article("a", tags=["x"], aliases=taken, title="a")
    after = site.build().tree()
    assert after.keys() == before.keys()
    assert site.build().report.written == 0


def test_aliases_that_differ_by_capitals_alone_are_told_of_and_make_no_page(site: SiteOnDisk) -> None:
    """Where a disk takes the two for one, the redirect would take the place of the page."""
    site.page("old").article("a", aliases=["/Old/", "/Elsewhere/", "/elsewhere/"])
    built = site.build()
    assert sorted(path for path in built.tree() if path.lower().startswith(("old/", "elsewhere/"))) == [
        "Elsewhere/index.html",
        "old/index.html",
    ]
    assert [str(warning) for warning in built.report.warnings] == [
        f"content/articles/2024/04/a.md: the alias {alias} differs from {other} by capital letters alone; "
        "it leads nowhere, since many disks take the two for one; take it out of `aliases`"
        for alias, other in (("/Old/", "/old/"), ("/elsewhere/", "/Elsewhere/"))
    ]


def test_names_are_sorted_as_people_do(site: SiteOnDisk) -> None:
    tags = ["Part 10", "part 2", "Part 1", "1 more", "Ω"]
    index = LexborHTMLParser(site.article("a", tags=tags).build().read("tags/index.html"))
    assert [node.text() for node in index.css("main li a")] == ["1 more", "Part 1", "part 2", "Part 10", "Ω"]


def test_a_story_names_no_other_twice(site: SiteOnDisk) -> None:
    """What stands right before or after it is not also more on the story."""
    for day in range(10, 15):
        site.article(f"day-{day}", date=f"2024-04-{day}", title=f"Day {day}", tags=["rain"], regions=["AM"])
    page = LexborHTMLParser(site.build().read("2024/04/day-12/index.html"))
    assert [node.text() for node in page.css(".onward a")] == ["Day 11", "Day 13"]
    assert sorted(node.text() for node in page.css(".related a")) == ["Day 10", "Day 14"]


def test_aliases_are_addresses_as_browsers_ask_for_them(site: SiteOnDisk) -> None:
    built = site.article("a", aliases=["/caf%C3%A9/1/", "no/slash", "/page.html"]).build()
    assert "café/1/index.html" in built
    assert "no/slash/index.html" in built
    assert "page.html" in built


def test_another_output_folder_is_a_whole_site_of_its_own(site: SiteOnDisk, tmp_path: Path) -> None:
    site.article("a").build()
    site.run("build", "--output", str(tmp_path / "out"), "--base-url", f"{HOST}/x/").works()
    site.article("b")
    first = site.build(output=tmp_path / "out")
    assert "2024/04/b/index.html" in first
    assert "2024/04/b/index.html" not in Built(site.root / "_site", first.report)
    assert first.tree() == site.fresh()


def test_json_counts_what_was_done(site: SiteOnDisk) -> None:
    site.saved("ferry.html")
    summary = json.loads(site.command("build", "--json").works().out)
    assert summary["imported"] == 1
    assert summary["written"] > summary["pages"] > 5
    assert summary["removed"] == 0
    assert summary["warnings"] == []


def test_nothing_of_a_page_runs(site: SiteOnDisk) -> None:
    evil = "</title><script>alert(1)</script>"
    front: dict[str, Any] = {"title": evil, "authors": [evil], "tags": [evil], "site": evil, "description": evil}
    site.article(
        "a", **front, url="javascript:alert(1)", body="<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n"
    )
    for path, data in site.build().tree().items():
        if path.endswith(".html"):
            document = LexborHTMLParser(data.decode())
            assert b"<script>alert" not in data
            assert not document.css("[onerror], [href^='javascript:' i]"), path

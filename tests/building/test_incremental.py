"""An incremental build makes what a fresh build makes, byte for byte, whatever happened in between."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.building.workers import End, meanwhile
from sitegen.render.theme_files import shipped_theme
from tests.site_on_disk import PARAGRAPHS, SiteOnDisk, picture, saved_page

ABOUT = "content/pages/about.md"
SLUGS = ("rain", "snow", "hail")
FOLDERS = ("2024/04", "2024/05", "undated", "lake")
DATES = ("", "2024-04-17", "2024-05-01T10:00:00+09:00", "2023-12-31", "2030-01-01")
TAGS: tuple[list[str], ...] = ([], ["water"], ["water", "Boats"])
REGIONS: tuple[list[str], ...] = ([], ["AM"], ["AM", "GE"], ["NO"])

Change = Callable[[SiteOnDisk], object]
files = st.builds("{}/{}".format, st.sampled_from(FOLDERS), st.sampled_from(SLUGS))


def there(site: SiteOnDisk, file: str) -> bool:
    return (site.root / f"content/articles/{file}.md").exists()


@st.composite
def written(draw: st.DrawFn) -> Change:
    """An article written anew: retitled, dated, tagged, placed otherwise."""
    file, date, body = (
        draw(files),
        draw(st.sampled_from(DATES)),
        draw(st.sampled_from(("Short.", "![Boat](/media/p.png)"))),
    )
    front = {
        "title": draw(st.sampled_from(("One", "Two & <three>"))),
        "tags": draw(st.sampled_from(TAGS)),
        "regions": draw(st.sampled_from(REGIONS)),
        "authors": draw(st.sampled_from(([], ["Ann Lee"]))),
        "draft": draw(st.sampled_from((False, False, True))),
        "aliases": draw(st.sampled_from(([], ["/old/"], ["/about/", "/2024/"]))),
    }
    known = {key: value for key, value in front.items() if value}
    return lambda site: site.article(file, date=date, body=f"{body}\n\n[Rain](/2024/04/rain/)\n", **known)


deleted: st.SearchStrategy[Change] = files.map(
    lambda file: lambda site: there(site, file) and site.delete(f"content/articles/{file}.md")
)
moved: st.SearchStrategy[Change] = st.tuples(files, files).map(
    lambda pair: (
        lambda site: (
            there(site, pair[0]) and site.move(f"content/articles/{pair[0]}.md", f"content/articles/{pair[1]}.md")
        )
    )
)
saved: st.SearchStrategy[Change] = st.sampled_from(("Rain", "Sun")).map(
    lambda title: lambda site: site.saved(f"{title}.html", saved_page(title, text=(f"{title} it was.", *PARAGRAPHS)))
)
configured: st.SearchStrategy[Change] = st.sampled_from(
    (
        "",
        'title = "Other"',
        'base_url = "/news/"',
        "[build]\nper_page = 1",
        '[publish]\nfeeds = "full"\nfuture = true',
        '[theme]\naccent = "teal"',
        '[regions.names]\nAM = "Hayastan"',
        '[regions.own.caucasus]\nname = "Caucasus"\nmembers = ["AM", "GE"]\n[regions.parents]\nGE = ["150"]',
    )
).map(lambda text: lambda site: site.config(text))
themed: st.SearchStrategy[Change] = st.tuples(
    st.sampled_from(("row.html", "404.html", "redirect.html", "assets/style.css")), st.sampled_from("AB")
).map(
    lambda pair: (
        lambda site: site.write(f"templates/{pair[0]}", f"{(shipped_theme() / pair[0]).read_text()}/* {pair[1]} */")
    )
)
placed: st.SearchStrategy[Change] = st.tuples(
    st.sampled_from(("static/a.txt", "static/old/file.txt", "static/x", "content/media/p.png", ABOUT)),
    st.sampled_from((b"one", b"---\ntitle: About\n---\n\nUs\n", picture(size=(8, 6)), None)),
).map(lambda pair: lambda site: place(site, *pair))
lost: st.SearchStrategy[Change] = st.sampled_from((".sitegen", "_site/index.html", "_site/tags")).map(
    lambda path: lambda site: (site.root / path).exists() and site.delete(path)
)


def place(site: SiteOnDisk, path: str, data: bytes | None) -> None:
    if data is not None and not (path.endswith(".md") and not data.startswith(b"---")):
        site.write(path, data)
    elif (site.root / path).exists():
        site.delete(path)


change = st.one_of(written(), written(), written(), deleted, moved, saved, configured, themed, placed, lost)
changes = st.lists(st.lists(change, max_size=4), min_size=1, max_size=4)


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changes)
def test_an_incremental_build_equals_a_fresh_one(steps: list[list[Change]]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sitegen-test-"))
    try:
        site = SiteOnDisk(folder / "site").article("2024/04/rain").page("about")
        site.build()
        for step in steps:
            for act in step:
                act(site)
            built = site.build()
        assert built.tree() == site.fresh()
        again = site.build()
        assert (again.report.written, again.report.removed) == (0, 0)
    finally:
        shutil.rmtree(folder)


# --- a cache that cannot be trusted -----------------------------------------------------------------------------------


@pytest.fixture
def built(site: SiteOnDisk) -> SiteOnDisk:
    """A site with something of everything, built."""
    site.saved("ferry.html").article("rain", tags=["water"], regions=["AM"], body="Wet.\n").page("about")
    site.write("static/robots-note.txt", b"hello").write("content/media/p.png", picture(kind="PNG"))
    site.build()
    return site


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def shredded(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = b"\xa5" * 64
    path.write_bytes(data)


def overwritten(path: Path) -> None:
    path.write_bytes(b"This is no database.\n" * 100)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA user_version = 99")


def of_other_entries(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("""UPDATE entries SET entry = '[{"colour": 1}, {}, 3]'""")
        database.execute("UPDATE facts SET value = '?' WHERE name = 'report'")


@pytest.mark.parametrize("damage", [halved, shredded, overwritten, emptied, of_another_version, of_other_entries])
def test_a_damaged_cache_costs_nothing_but_time(built: SiteOnDisk, damage: Callable[[Path], None]) -> None:
    before = built.tree("_site")
    damage(built.root / ".sitegen/build.sqlite")
    (built.root / ".sitegen/saved-hashes.json").write_bytes(b'{"a": [1, "x"')
    built.edit("content/articles/2024/04/rain.md", "Wet.", "Dry.")
    after = built.build().tree()
    assert after.keys() == before.keys()
    assert after == built.fresh()


def test_a_lost_cache_costs_nothing_but_time(built: SiteOnDisk) -> None:
    before = built.tree("_site")
    built.delete(".sitegen").delete("content/articles/2024/04/rain.md")
    after = built.build()
    assert "2024/04/rain/index.html" not in after
    assert after.tree().keys() < before.keys()
    assert after.tree() == built.fresh()


def test_files_edited_in_the_output_are_restored(built: SiteOnDisk) -> None:
    before = built.tree("_site")
    built.write("_site/index.html", b"mine now").delete("_site/404.html")
    assert built.build().tree() == before


def test_files_of_others_in_the_output_stay(built: SiteOnDisk) -> None:
    built.write("_site/theirs/note.txt", b"keep me").delete("content/articles/2024/04/rain.md")
    assert built.build().tree()["theirs/note.txt"] == b"keep me"
    built.delete(".sitegen")
    assert built.build().tree()["theirs/note.txt"] == b"keep me"


# --- nothing and everything -------------------------------------------------------------------------------------------


def test_a_second_build_writes_nothing_and_says_so(built: SiteOnDisk) -> None:
    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in built.root.rglob("*") if ".sitegen" not in path.parts}

    before = times()
    ran = built.run("build").works()
    assert "nothing changed" in ran.err
    assert times() == before
    summary = built.run("build", "--json").works().json
    assert summary.keys() == {"pages", "written", "unchanged", "removed", "imported", "seconds", "warnings"}
    assert (summary["written"], summary["removed"], summary["imported"]) == (0, 0, 0)


def test_force_renders_all_and_finds_the_same(built: SiteOnDisk) -> None:
    before = built.tree("_site")
    (built.root / ".sitegen/build.sqlite").write_bytes(b"")
    report = built.build(force=True).report
    assert built.tree("_site") == before
    assert report.pages > 10


def test_only_what_changed_is_written(built: SiteOnDisk) -> None:
    built.article("elsewhere", date="2020-01-01").build()
    built.edit("content/articles/2024/04/rain.md", "Wet.", "Wet...")
    changed = built.build().report.changed
    assert "2024/04/rain/index.html" in changed
    assert "2020/01/elsewhere/index.html" not in changed
    assert "404.html" not in changed


def test_a_build_says_how_large_the_site_is(built: SiteOnDisk) -> None:
    built.write("static/map.bin", b"x" * 2_000_000)
    said = built.run("build").works().err
    files = built.build().report
    assert f"{files.unchanged:,} files of {files.size / 1e6:,.1f} MB in all, the largest map.bin with 2.0 MB" in said
    assert files.size == sum(len(data) for data in built.build().tree().values()) - len(
        built.read("_site/.sitegen-manifest")
    )


def test_what_is_made_again_without_a_cache_keeps_its_time(built: SiteOnDisk) -> None:
    page = built.root / "_site/2024/04/rain/index.html"
    before = page.stat().st_mtime_ns
    built.delete(".sitegen")
    assert built.build().report.written == 0
    assert page.stat().st_mtime_ns == before


def test_a_file_takes_the_place_of_a_folder_and_back(site: SiteOnDisk) -> None:
    for _ in range(2):
        site.page("about").build()
        site.delete("content/pages/about.md").write("static/about", b"a file").build()
        assert site.tree("_site") == site.fresh()
        site.delete("static/about").write("static/about/deeper/file.txt", b"x").build()
        site.delete("static/about")
    assert site.page("about").build().tree() == site.fresh()


def test_a_build_tells_where_its_time_went(site: SiteOnDisk) -> None:
    site.article("one").article("two")
    said = site.run("build", "--profile", "--jobs", "1").works().err
    stages = {
        line.split("%")[1].split(maxsplit=1)[1]: int(line.split("%")[1].split()[0]) for line in said.splitlines()[1:]
    }
    assert stages["read article files"] == stages["render Markdown"] == stages["render article.html"] == 2
    assert "move into place" in stages


def test_a_profile_counts_no_work_twice(site: SiteOnDisk) -> None:
    """Also where two processes may work, but one does it all since there is so little."""
    for number in range(20):
        site.article(f"rain-{number}", regions=["AM", "GE"], body="Wet.\n")
    site.build(jobs=2)
    began = time.process_time()
    stages = site.build(jobs=2, force=True).report.stages
    assert sum(spent.seconds for spent in stages.values()) <= time.process_time() - began


def test_what_a_second_process_does_not_finish_is_done_here() -> None:
    here = os.getpid()

    def look(end: End | None) -> list[str]:
        if os.getpid() != here:
            os._exit(1)
        return ["seen"]

    with meanwhile(look) as looked:
        assert looked() == ["seen"]


def test_two_processes_go_through_the_same_things_from_both_ends() -> None:
    here = os.getpid()

    def look(end: End | None) -> list[str]:
        """Of six things the second process does the first two, and ends late."""
        assert end
        if os.getpid() != here:
            assert not end.is_back
            assert end.goes_on(2, 6)
            time.sleep(0.2)
            return ["first", "second"]
        time.sleep(0.1)
        found = ["sixth", "fifth"]
        assert end.goes_on(2, 6)
        assert not end.goes_on(2, 6)
        return [*found, "fourth", "third"]

    with meanwhile(look) as looked:
        assert looked() == ["sixth", "fifth", "fourth", "third", "first", "second"]


def test_nothing_in_the_output_folder_is_overlooked_by_two_processes(site: SiteOnDisk) -> None:
    """Whether it comes first, last or in the middle, where there is more than one looks at at once."""
    for number in range(300):
        site.article(f"rain-{number:03}")
    site.build()
    pages = sorted(path.relative_to(site.root / "_site") for path in (site.root / "_site").rglob("*.html"))
    for page in (pages[0], pages[len(pages) // 2], pages[-1]):
        whole = (site.root / "_site" / page).read_bytes()
        (site.root / "_site" / page).write_bytes(b"spoilt")
        assert site.build().report.written == 1
        assert (site.root / "_site" / page).read_bytes() == whole


def test_an_edit_by_a_clock_that_went_back_is_seen(site: SiteOnDisk) -> None:
    """Files are told apart by their time being another, not by its being later."""
    file = site.article("a", body="Before.\n").root / "content/articles/2024/04/a.md"
    site.build()
    file.write_text(file.read_text().replace("Before.", "Behind."))
    os.utime(file, (0, 0))
    assert "Behind." in site.build().read("2024/04/a/index.html")
    assert site.build().report.written == 0


def test_a_link_that_leads_out_of_the_site_is_left_out_and_told_of(site: SiteOnDisk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Mine alone\n---\nA key.\n")
    site.article("a").write("static/real.txt", b"real")
    for name in ("static/key.txt", "content/media/key.png", "content/articles/2024/04/key.md"):
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / name).symlink_to(secret)
    (site.root / "static/inside.txt").symlink_to(site.root / "static/real.txt")
    built = site.build()
    assert not [path for path, data in built.tree().items() if "key" in path or b"A key." in data]
    assert built.read("inside.txt") == "real"
    advice = "nothing outside is published; copy the file here"
    assert [str(warning) for warning in built.report.warnings] == [
        f"{name}: a link that leads out of the site is left out; {advice}"
        for name in ("content/articles/2024/04/key.md", "content/media/key.png", "static/key.txt")
    ]
    assert len(site.build().report.warnings) == 3
    (site.root / "static/key.txt").unlink()
    site.write("static/key.txt", b"copied")
    assert site.build().read("key.txt") == "copied"


def test_folders_of_a_site_may_lie_elsewhere_as_a_whole(site: SiteOnDisk, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk/real.txt").write_bytes(b"real")
    (tmp_path / "disk/link.txt").symlink_to(tmp_path / "disk/real.txt")
    (site.root / "static").symlink_to(tmp_path / "disk")
    built = site.article("a").build()
    assert built.report.warnings == ()
    assert built.read("link.txt") == "real"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_among_the_pictures_stops_no_build(site: SiteOnDisk) -> None:
    site.article("a", body="![Rain](/media/ab/rain.png)\n")
    (site.root / "content/media/ab").mkdir(parents=True)
    os.mkfifo(site.root / "content/media/ab/rain.png")
    assert "rain.png" in site.build().read("2024/04/a/index.html")

"""What the owner does to articles is never lost and never undone."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sitegen.content import ledger
from sitegen.errors import ContentError
from sitegen.markdown.write import to_markdown
from sitegen.workflows.session import Session
from sitegen.workflows.site_folder import open_site
from tests.site_on_disk import SiteOnDisk, saved_page

FERRY = "content/articles/2024/04/a-ferry-returns-to-the-lake.md"
OLD = "2024/04/a-ferry-returns-to-the-lake/"


@pytest.fixture
def archive(site: SiteOnDisk) -> SiteOnDisk:
    """A site with one imported story."""
    return site.saved("ferry.html").import_()


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on another version of sitegen is at work, which writes its articles otherwise."""
    monkeypatch.setattr("sitegen.workflows.import_pages.__version__", "99.0")
    monkeypatch.setattr("sitegen.ingest.judge.to_markdown", lambda body: f"{to_markdown(body)}\nBetter than ever.\n")


def again(site: SiteOnDisk) -> None:
    """Every command that could bring something back."""
    site.import_().build()
    session = Session(open_site(site.root / "sitegen.toml"), lambda _: dt.datetime.now(dt.UTC), jobs=1)
    session.apply()
    session.close()


def statuses(site: SiteOnDisk) -> list[str]:
    return [entry["status"] for entry in site.ledger]


def outcome(site: SiteOnDisk, *arguments: str) -> list[str]:
    return [line["status"] for line in site.run("import", "--json", *arguments).works().lines]


# --- edits ------------------------------------------------------------------------------------------------------------


def test_an_edited_article_stays_as_it_is(archive: SiteOnDisk) -> None:
    archive.edit(FERRY, "forty passengers", "41 passengers")
    before = archive.tree()
    again(archive)
    assert outcome(archive, "--again", "content/saved") == ["kept-edits"]
    assert archive.tree() == before


def test_a_new_version_brings_untouched_articles_up_to_date(archive: SiteOnDisk, next_version: None) -> None:
    assert outcome(archive, "content/saved") == ["updated"]
    assert archive.read(FERRY).endswith("Better than ever.\n")
    before = archive.tree()
    assert outcome(archive, "content/saved") == ["unchanged"]
    assert archive.tree() == before


def test_a_new_version_keeps_edits(archive: SiteOnDisk, next_version: None) -> None:
    archive.edit(FERRY, "forty passengers", "41 passengers")
    edited = archive.read(FERRY)
    for _ in range(2):
        archive.import_()
        assert archive.read(FERRY) == edited


def test_a_new_version_makes_no_second_article_of_one_whose_origin_was_taken_away(
    archive: SiteOnDisk, next_version: None
) -> None:
    text = archive.read(FERRY)
    archive.write(FERRY, text[: text.index("saved:")] + text[text.index("---\n\n") :])
    without = archive.read(FERRY)
    archive.import_()
    assert archive.articles == [FERRY.removeprefix("content/articles/")]
    assert archive.read(FERRY) == without


# --- deletions --------------------------------------------------------------------------------------------------------


def test_a_deleted_article_does_not_come_back(archive: SiteOnDisk) -> None:
    archive.delete(FERRY)
    again(archive)
    again(archive)
    assert archive.articles == []
    assert statuses(archive) == ["removed"]
    assert outcome(archive, "content/saved") == ["removed"]


def test_again_brings_it_back_to_its_address(archive: SiteOnDisk) -> None:
    before = archive.tree()
    archive.delete(FERRY).build()
    assert outcome(archive, "--again", "content/saved/ferry.html") == ["imported"]
    assert archive.tree() == before


def test_putting_the_file_back_is_enough(archive: SiteOnDisk) -> None:
    before = archive.tree()
    text = archive.read(FERRY)
    archive.delete(FERRY).build()
    archive.write(FERRY, text).build()
    assert archive.tree() == before


def test_no_other_copy_of_a_deleted_story_comes_in_by_itself(
    archive: SiteOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.saved("copy.html", saved_page().replace("<nav>", "<nav>Hello! ")).import_()
    assert sorted(statuses(archive)) == ["duplicate", "imported"]
    archive.delete(FERRY).build()
    monkeypatch.setattr("sitegen.workflows.import_pages.__version__", "100.0")
    archive.import_()
    archive.saved("third.html", saved_page().replace("<nav>", "<nav>Good day! ")).build()
    assert archive.articles == []
    assert outcome(archive, "--again", "content/saved/third.html") == ["imported"]


def test_a_removed_saved_page_takes_nothing_with_it(archive: SiteOnDisk) -> None:
    before = archive.tree("content/articles"), archive.tree("content/ledger")
    archive.delete("content/saved/ferry.html")
    assert f"{OLD}index.html" in archive.build()
    assert (archive.tree("content/articles"), archive.tree("content/ledger")) == before


# --- moves ------------------------------------------------------------------------------------------------------------


def test_a_moved_article_is_recognised_and_its_old_address_leads_to_the_new(archive: SiteOnDisk) -> None:
    archive.build()
    archive.move(FERRY, "content/articles/2024/05/ferry.md").build()
    archive.move("content/articles/2024/05/ferry.md", "content/articles/lake/ferry.md")
    built = archive.build()
    assert archive.articles == ["lake/ferry.md"]
    assert archive.ledger[0]["permalinks"] == [f"/{OLD}", "/2024/05/ferry/", "/lake/ferry/"]
    for old in (OLD, "2024/05/ferry/"):
        assert "/lake/ferry/" in built.read(old)
    assert "forty passengers" in built.read("lake/ferry/")


def test_an_article_that_moved_back_is_where_it_was(archive: SiteOnDisk) -> None:
    archive.move(FERRY, "content/articles/x.md").build()
    built = archive.move("content/articles/x.md", FERRY).build()
    assert "forty passengers" in built.read(OLD)
    assert f"/{OLD}" in built.read("x/")


def test_a_move_seen_in_two_steps_is_still_a_move(archive: SiteOnDisk) -> None:
    text = archive.read(FERRY)
    archive.delete(FERRY).build()
    built = archive.write("content/articles/lake/ferry.md", text).build()
    assert "/lake/ferry/" in built.read(OLD)
    assert statuses(archive) == ["imported"]


def test_pictures_survive_a_move_to_another_depth(site: SiteOnDisk) -> None:
    from tests.site_on_disk import picture

    page = saved_page().replace("<p>Since", '<p><img src="ferry_files/p.png" alt="A boat"></p><p>Since')
    site.saved("ferry.html", page).saved("ferry_files/p.png", picture(kind="PNG")).import_()
    (media,) = site.tree("content/media")
    built = site.move(FERRY, "content/articles/ferry.md").build()
    assert f'src="/media/{media}"' in built.read("ferry/")


def test_a_copied_article_file_is_an_article_of_its_own(archive: SiteOnDisk) -> None:
    archive.write("content/articles/copy.md", archive.read(FERRY))
    built = archive.build()
    assert "forty passengers" in built.read(OLD)
    assert "forty passengers" in built.read("copy/")
    assert archive.ledger[0]["article"] == FERRY
    archive.delete(FERRY)
    assert "/copy/" in archive.build().read(OLD)


def test_an_article_may_lose_its_origin(archive: SiteOnDisk) -> None:
    text = archive.read(FERRY)
    archive.write(FERRY, text[: text.index("saved:")] + text[text.index("---\n\n") :])
    before = archive.tree()
    again(archive)
    assert archive.tree() == before
    assert statuses(archive) == ["imported"]


@pytest.mark.parametrize("flow", [True, False])
def test_the_origin_is_known_however_it_is_written(archive: SiteOnDisk, flow: bool) -> None:
    text = archive.read(FERRY)
    start, end = text.index("saved:"), text.index("---\n\n")
    sha256 = archive.ledger[0]["sha256"]
    said = (
        f"saved: {{sha256: {sha256}, file: x, format: html}}\n" if flow else f'saved:\r\n    "sha256": "{sha256}"\r\n'
    )
    archive.delete(FERRY).write("content/articles/moved.md", text[:start] + said + text[end:])
    built = archive.build()
    assert "/moved/" in built.read(OLD)


def test_articles_written_by_hand_have_no_entry(site: SiteOnDisk) -> None:
    site.article("mine", aliases=["/once/here/"])
    before = site.tree()
    built = site.build()
    assert site.tree() == before
    assert "/2024/04/mine/" in built.read("once/here/")


# --- the ledger -------------------------------------------------------------------------------------------------------


def test_a_lost_entry_is_made_again_and_edits_stay(archive: SiteOnDisk) -> None:
    archive.edit(FERRY, "forty passengers", "41 passengers")
    edited = archive.read(FERRY)
    archive.delete("content/ledger").build()
    assert archive.read(FERRY) == edited
    assert statuses(archive) == ["imported"]
    again(archive)
    assert archive.read(FERRY) == edited
    assert archive.articles == [FERRY.removeprefix("content/articles/")]


def test_a_crash_between_article_and_entry_is_no_deletion_and_no_edit(archive: SiteOnDisk) -> None:
    before = archive.tree()
    archive.delete("content/ledger").import_()
    assert archive.tree() == before


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"status": "imported"}', '{"status": "lost"}', "<<<<<<< HEAD\n{}\n=======", "\udcff"],
)
def test_a_damaged_entry_is_named(archive: SiteOnDisk, damage: str) -> None:
    (name,) = archive.tree("content/ledger")
    archive.write(f"content/ledger/{name}", damage.encode(errors="surrogateescape"))
    before = archive.tree()
    for command in (["build"], ["import", "content/saved"]):
        archive.run(*command).fails(f"content/ledger/{name}: not a ledger entry; restore it from git")
    assert archive.tree() == before


@pytest.mark.parametrize("key", ["sha256", "files", "status", "permalinks", "article", "imported", "saved_at", "url"])
@pytest.mark.parametrize("value", [7, None, {"a": 1}, [3], [[]]])
def test_an_entry_of_wrong_values_is_none(key: str, value: object) -> None:
    good = {"sha256": "a" * 64, "files": ["x.html"], "format": "html", "extractor": "1", "status": "refused"}
    assert ledger.load(json.dumps(good), "e.json").files == ("x.html",)
    with pytest.raises(ContentError, match=r"e\.json: not a ledger entry"):
        ledger.load(json.dumps({**good, key: value}), "e.json")


# --- frozen -----------------------------------------------------------------------------------------------------------


def test_a_frozen_build_refuses_what_was_not_imported(archive: SiteOnDisk) -> None:
    archive.saved("new.html", saved_page("News"))
    before = archive.tree()
    archive.run("build", "--frozen").fails("content/saved/new.html: this saved page is not in the ledger")
    assert archive.tree() == before


def test_a_frozen_build_refuses_an_address_that_the_ledger_does_not_know(archive: SiteOnDisk) -> None:
    archive.move(FERRY, "content/articles/lake.md")
    before = archive.tree()
    archive.run("build", "--frozen").fails("content/articles/lake.md: the ledger does not know this article's address")
    assert archive.tree() == before
    archive.run("build").works()
    archive.run("build", "--frozen").works()


def test_a_frozen_build_is_the_same_build(archive: SiteOnDisk) -> None:
    archive.article("mine")
    frozen = archive.build(frozen=True)
    assert frozen.tree() == archive.fresh()

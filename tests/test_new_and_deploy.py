"""From nothing to a published archive: `new`, `build`, `deploy`, with a real git remote."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from sitegen.cli.app import run


@pytest.fixture(autouse=True)
def no_git_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tester's own git configuration takes no part."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
    }.items():
        monkeypatch.setenv(name, value)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site in a git repository, with a bare repository as its remote."""
    assert run(["new", "-q", str(tmp_path / "archive")]) == 0
    folder = tmp_path / "archive"
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    git(folder, "push", "--quiet", "origin", "main")
    monkeypatch.chdir(folder)
    return folder


def published(site: Path) -> list[str]:
    return git(site.parent / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()


def commits(site: Path) -> int:
    return int(git(site.parent / "remote.git", "rev-list", "--count", "gh-pages"))


def test_a_new_site_builds_at_once_and_is_whole(site: Path) -> None:
    assert run(["check", "-q"]) == 0
    assert run(["build", "-q", "--frozen"]) == 0
    story = site / "_site/2024/04/a-reading-room-opens-in-the-old-customs-house/index.html"
    assert "The stove was lit at six" in story.read_text(encoding="utf-8")
    assert (site / "_site/regions/malta/index.html").is_file()


def test_a_new_site_never_overwrites_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sitegen.toml").write_text("title = 'Mine'")
    assert run(["new", str(tmp_path)]) == 1
    assert "sitegen.toml: this file is already there" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sitegen.toml"]


@pytest.mark.parametrize("place", ["content", "content/articles/mine", "_site", "static/x"])
def test_a_new_site_is_not_made_among_the_files_of_another(
    site: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(site, "status", "--porcelain")
    assert run(["new", place]) == 1
    assert f"/ belongs to the site in {site}; name a folder outside it" in capsys.readouterr().err
    assert git(site, "status", "--porcelain") == before


def test_what_to_type_next_can_be_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", str(tmp_path / "my archive")]) == 0
    assert f"cd '{tmp_path}/my archive' && sitegen serve" in capsys.readouterr().err


def test_the_workflow_of_a_new_site_builds_frozen_and_never_deploys(site: Path) -> None:
    text = (site / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert "sitegen build --frozen" in text
    assert "sitegen deploy" not in text
    assert "install sitegen\n" not in text


def test_deploy_publishes_the_built_site_and_touches_nothing_else(site: Path) -> None:
    (site / "notes.txt").write_text("not committed")
    before = [git(site, "status", "--porcelain"), git(site, "rev-parse", "HEAD"), git(site, "branch", "--all")]
    assert run(["deploy", "-q"]) == 0
    assert {".nojekyll", "index.html", "feed.xml", "404.html", "regions/malta/index.html"} <= set(published(site))
    assert not [path for path in published(site) if "manifest" in path or "sitegen" in path]
    assert [git(site, "status", "--porcelain"), git(site, "rev-parse", "HEAD"), git(site, "branch", "--all")] == before


def test_deploying_again_without_a_change_makes_no_commit(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deploy"]) == 0
    assert run(["deploy"]) == 0
    assert "nothing to publish" in capsys.readouterr().err
    assert commits(site) == 1


def test_an_edit_is_published_by_one_commit(site: Path) -> None:
    assert run(["deploy", "-q"]) == 0
    story = next((site / "content/articles").rglob("*.md"))
    story.write_text(story.read_text(encoding="utf-8") + "\nThe stove has a name now.\n", encoding="utf-8")
    assert run(["deploy", "-q", "--message", "Name the stove"]) == 0
    assert commits(site) == 2
    assert git(site.parent / "remote.git", "log", "-1", "--format=%s", "gh-pages") == "Name the stove"


def test_a_dry_run_publishes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deploy", "--dry-run"]) == 0
    assert "would publish" in capsys.readouterr().err
    assert git(site.parent / "remote.git", "branch", "--list", "gh-pages") == ""


def test_a_page_that_was_not_imported_stops_a_deploy(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/saved/other.html").write_text("<p>Something else.</p>")
    assert run(["deploy"]) == 1
    assert "content/saved/other.html: this saved page is not in the ledger" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("break_it", "complaint"),
    [
        (["remote", "remove", "origin"], "origin"),
        (["remote", "set-url", "origin", "/no/such/place.git"], "/no/such/place.git"),
    ],
)
def test_a_remote_that_is_not_there_is_one_clear_line(
    site: Path, capsys: pytest.CaptureFixture[str], break_it: list[str], complaint: str
) -> None:
    git(site, *break_it)
    assert run(["deploy", "-q"]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert complaint in line

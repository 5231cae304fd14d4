"""What reaches the remote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen.errors import PublishError

from .conftest import World

SITE = {"index.html": b"<p>home", "2024/04/flood/index.html": b"<p>flood", ".nojekyll": b""}


def test_first_publish_is_a_commit_without_parent(world: World) -> None:
    report = world.publish()
    assert world.published() == SITE
    assert world.commits() == [report.commit]
    assert (report.added, report.changed, report.removed, report.files, report.bytes) == (3, 0, 0, 3, 15)
    assert report.differs and not report.warnings and report.remote_url == str(world.remote)


def test_the_same_site_again_makes_no_commit(world: World) -> None:
    first = world.publish()
    again = world.publish()
    assert again.commit is None and not again.differs
    assert world.commits() == [first.commit]


def test_a_change_is_one_commit_on_top(world: World) -> None:
    first = world.publish()
    (world.folder / "2024/04/flood/index.html").unlink()
    second = world.write({"index.html": "<p>new", "about/index.html": "<p>about"}).publish(message="Week 2")
    assert world.commits() == [second.commit, first.commit]
    assert (second.added, second.changed, second.removed) == (1, 1, 1)
    assert world.published() == {"index.html": b"<p>new", "about/index.html": b"<p>about", ".nojekyll": b""}
    assert world.on_remote("log", "-1", "--format=%B", "gh-pages") == "Week 2\n\nPublished-by: sitegen 1.2.3"


@pytest.mark.parametrize("filters", [False, True], ids=["whole", "lists only"])
def test_from_another_clone(world: World, tmp_path: Path, filters: bool) -> None:
    """Works where nothing published is at hand, whether or not the remote can send lists of files alone."""
    world.on_remote("config", "uploadpack.allowFilter", str(filters).lower())
    world.write({"big.bin": bytes(range(256)) * 500}).publish()
    parent = world.write({"index.html": "<p>2"}).publish().commit
    other = tmp_path / "other"
    world.git("clone", "--quiet", "--depth=1", "--branch=main", f"file://{world.remote}", str(other), at=tmp_path)
    (world.folder / "big.bin").rename(world.folder / "moved.bin")
    report = world.write({"index.html": "<p>3"}).publish(repository=other)
    assert world.on_remote("rev-parse", "gh-pages^") == parent
    assert (report.added, report.changed, report.removed) == (1, 1, 1)
    assert world.published()["moved.bin"] == bytes(range(256)) * 500
    world.on_remote("fsck", "--full", "--strict")


def test_no_content_is_fetched(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    world.on_remote("config", "uploadpack.allowFilter", "true")
    world.publish()
    log = tmp_path / "trace"
    monkeypatch.setenv("GIT_TRACE", str(log))
    world.write({"index.html": "<p>2"}).publish(remote=f"file://{world.remote}")
    assert log.read_text().count("git fetch") == log.read_text().count("git fetch --quiet --depth=1") > 0


def test_bytes_arrive_as_they_are(world: World) -> None:
    """No attribute, filter, line ending or ignore file of anybody's changes what is published."""
    files: dict[str, bytes | str] = {
        "crlf.txt": b"a\r\nb\r\n",
        "mixed.txt": b"a\r\nb\n",
        "picture.png": bytes(range(256)) * 40,
        "empty.txt": b"",
        "debug.log": b"ignored by the user's .gitignore",
        ".gitignore": b"*\n",
        ".gitattributes": b"* text=auto eol=crlf filter=shout ident\n",
        "ident.txt": b"$Id$\n",
        ".well-known/x": b"hidden",
        "utf16.txt": "é".encode("utf-16"),
    }
    (world.user / ".gitattributes").write_text("* text=auto filter=shout working-tree-encoding=UTF-16\n")
    for key, value in {"core.autocrlf": "true", "core.safecrlf": "true", "filter.shout.clean": "tr a-z A-Z"}.items():
        world.git("config", key, value)
    world.write(files).publish()
    assert world.published() == {**SITE, **files}


ODD = (
    "a b.html", " lead", "héé/ünï.html", "नमस्ते/x", "日本.html", 'quo"te', "back\\slash", "tab\t", "cr\r",
    "new\nline", "-dash", "#hash?&%20", "e\u0301", "\u00e9", "'", "$(x)", "*", "[a]", "con", "trail.",
    "\udcff\udcfe", "😀",
)  # fmt: skip


def test_odd_names(world: World) -> None:
    files = {name: f"{number}".encode() for number, name in enumerate(ODD)}
    world.write(files).publish()
    assert world.published() == {**SITE, **files}
    assert not world.publish().differs
    for name in ODD:
        (world.folder / name).unlink()
    assert world.publish().removed == len(ODD)
    assert world.published() == SITE


def test_files_are_never_executable(world: World) -> None:
    (world.folder / "index.html").chmod(0o755)
    world.publish()
    assert "100755" not in world.on_remote("ls-tree", "-r", "gh-pages")


def test_a_domain_is_written_and_stays_away_without(world: World) -> None:
    world.publish(domain="archive.example.org")
    assert world.published()["CNAME"] == b"archive.example.org\n"
    assert not world.publish(domain="archive.example.org").differs
    assert any("CNAME" in warning for warning in world.publish().warnings)
    assert "CNAME" not in world.published()


def test_a_dry_run_pushes_nothing(world: World) -> None:
    dry = world.publish(dry_run=True)
    assert dry.dry_run and dry.commit is None and dry.added == 3
    assert world.on_remote("branch", "--list", "gh-pages") == ""
    first = world.publish()
    assert world.write({"index.html": "2"}).publish(dry_run=True).changed == 1
    assert world.commits() == [first.commit]


def test_an_empty_remote_is_warned_of(world: World, tmp_path: Path) -> None:
    empty = tmp_path / "empty.git"
    world.git("init", "--quiet", "--bare", str(empty))
    assert "default branch" in world.publish(remote=str(empty)).warnings[0]
    world.on_remote("symbolic-ref", "HEAD", "refs/heads/not-there")
    assert not world.publish().warnings


def test_the_author_is_the_users_or_nobody(world: World) -> None:
    world.publish()
    assert world.on_remote("log", "-1", "--format=%an %ae %cn", "gh-pages") == "Ada ada@example.org Ada"
    world.git("config", "--unset", "user.email")
    world.write({"index.html": "2"}).publish()
    assert world.on_remote("log", "-1", "--format=%an %ae %cn", "gh-pages") == "sitegen sitegen@localhost sitegen"


def test_sha256_repositories(tmp_path: Path, world: World) -> None:
    other = World(tmp_path / "u", tmp_path / "r.git", world.folder)
    other.git("init", "--quiet", "--object-format=sha256", "--bare", str(other.remote), at=tmp_path)
    other.git("init", "--quiet", "--object-format=sha256", str(other.user), at=tmp_path)
    other.git("remote", "add", "origin", str(other.remote))
    assert len(other.publish().commit or "") == 64
    assert other.write({"index.html": "2"}).publish().changed == 1


def test_a_push_that_is_killed_leaves_the_old_site(world: World) -> None:
    """The remote takes the branch in one step; a remote that dies before it keeps what it had."""
    first = world.publish()
    hook = world.remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    with pytest.raises(PublishError):
        world.write({"index.html": "2"}).publish()
    assert world.commits() == [first.commit]
    hook.unlink()
    world.publish()
    assert world.published()["index.html"] == b"2"
    subprocess.run(["git", "fsck", "--full"], cwd=world.remote, check=True, capture_output=True)

"""What cannot be published, and what the user is told: one line each."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import PublishError
from sitegen.publish import Target, publish

from .conftest import World


def refusal(world: World, **given: Any) -> str:
    with pytest.raises(PublishError) as error:
        world.publish(**given)
    assert all(problem.message.count("\n") == 0 for problem in error.value.problems)
    return str(error.value)


def test_the_branch_that_is_checked_out(world: World) -> None:
    assert "checked out; choose another one with --branch" in refusal(world, branch="main", force=True)
    world.git("checkout", "--quiet", "-b", "work")
    assert "checked out" in refusal(world, branch="work")
    assert world.on_remote("branch", "--format=%(refname:short)") == "main"


def test_a_branch_of_the_same_name_on_a_remote_for_publishing(world: World, tmp_path: Path) -> None:
    pages = tmp_path / "pages.git"
    world.git("init", "--quiet", "--bare", str(pages))
    world.git("remote", "add", "pages", str(pages))
    assert world.publish(remote="pages", branch="main").commit
    assert world.write({"index.html": "2"}).publish(remote="pages", branch="main").commit


def test_a_branch_that_somebody_else_wrote(world: World) -> None:
    world.git("push", "--quiet", "origin", "main:docs")
    said = refusal(world, branch="docs", dry_run=True)
    assert "docs of origin" in said and "“sources”" in said and "--force" in said
    tip = world.on_remote("rev-parse", "docs")
    report = world.publish(branch="docs", force=True)
    assert world.on_remote("rev-parse", "docs^") == tip
    assert report.removed == 2 and "sitegen.toml" not in world.published("docs")


def test_the_default_branch(world: World) -> None:
    world.git("checkout", "--quiet", "-b", "work")
    assert "main, the default branch of origin" in refusal(world, branch="main")


def test_a_commit_on_top_of_a_publication(world: World) -> None:
    world.publish()
    world.git("fetch", "--quiet")
    world.git("checkout", "--quiet", "-b", "gh", "origin/gh-pages", "--force")
    world.git("commit", "--quiet", "--allow-empty", "-m", "Create CNAME\n\nmentions Published-by: sitegen\n\nby hand")
    world.git("push", "--quiet", "origin", "gh:gh-pages")
    world.git("checkout", "--quiet", "main")
    assert "“Create CNAME”" in refusal(world.write({"index.html": "<p>home"}))


def test_somebody_else_publishes_meanwhile(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remote moves between our look and our push: a `git` that comes first on the path moves it."""
    world.publish()
    rival = world.write({"index.html": "rival"}).publish().commit
    world.on_remote("update-ref", "refs/heads/gh-pages", f"{rival}^")
    move_before_push(world, tmp_path, monkeypatch, f"update-ref refs/heads/gh-pages {rival}")
    assert "somebody else published to gh-pages" in refusal(world.write({"index.html": "ours"}))
    assert world.commits()[0] == rival


def test_somebody_else_publishes_first(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move_before_push(world, tmp_path, monkeypatch, "update-ref refs/heads/gh-pages refs/heads/main")
    assert "somebody else published to gh-pages" in refusal(world)
    assert world.on_remote("rev-parse", "gh-pages") == world.on_remote("rev-parse", "main")


def move_before_push(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: str) -> None:
    real = shutil.which("git")
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    bare = f"env -u GIT_DIR {real} -C {world.remote}"
    wrapper.write_text(f'#!/bin/sh\n[ "$1" = push ] && {bare} {move}\nexec {real} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")


def test_a_remote_that_says_no(world: World) -> None:
    hook = world.remote / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert "refuses the site: hook declined" in refusal(world)


def test_no_such_remote(world: World) -> None:
    assert refusal(world, remote="upstream") == (
        "the repository has no remote “upstream”; choose with --remote: there is origin"
    )
    world.git("remote", "remove", "origin")
    assert "git remote add origin" in refusal(world)


def test_a_remote_that_is_not_there(world: World, tmp_path: Path) -> None:
    world.git("remote", "set-url", "origin", str(tmp_path / "gone.git"))
    assert f"there is no repository at origin ({tmp_path}/gone.git)" in refusal(world)


def test_a_remote_that_does_not_answer(world: World) -> None:
    world.git("remote", "set-url", "origin", "http://user:secret@127.0.0.1:9/x.git")
    said = refusal(world)
    assert "origin (http://127.0.0.1:9/x.git) cannot be reached" in said and "secret" not in said


def test_not_a_repository(world: World, tmp_path: Path) -> None:
    assert "is not in a git repository; `git init`" in refusal(world, repository=tmp_path)
    assert "there is no folder" in refusal(world, repository=tmp_path / "gone")


def test_no_git(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(world).startswith("git is not installed")


def test_a_name_that_cannot_be_a_branch(world: World) -> None:
    assert "cannot be the name of a branch" in refusal(world, branch="a b")


@pytest.mark.parametrize("domain", ["https://example.org", "example.org/path", "example", "-a.org", "a..org", ""])
def test_what_is_no_domain(world: World, domain: str) -> None:
    assert "is not a domain" in refusal(world, domain=domain)


def test_folders_that_are_no_site(world: World, tmp_path: Path) -> None:
    target = Target(world.user)
    empty = tmp_path / "empty"
    with pytest.raises(PublishError, match=r"no folder .*build the site first"):
        publish(empty, target, version="1")
    empty.mkdir()
    with pytest.raises(PublishError, match="empty is empty"):
        publish(empty, target, version="1")
    (empty / "other.html").write_text("x")
    with pytest.raises(PublishError, match=r"has no index\.html"):
        publish(empty, target, version="1")


def test_every_file_that_cannot_be_published_is_named(world: World) -> None:
    (world.folder / "link.html").symlink_to("index.html")
    (world.folder / "dir").symlink_to(world.user)
    (world.folder / "deep" / ".Git").mkdir(parents=True)
    os.mkfifo(world.folder / "pipe")
    with (world.folder / "huge.bin").open("wb") as huge:
        huge.truncate(101 * 2**20)
    said = refusal(world).splitlines()
    assert len(said) == 5
    assert "huge.bin has 101 MB; GitHub takes files of up to 100 MB; leave it out or make it smaller" in said
    assert world.on_remote("branch", "--list", "gh-pages") == ""


def test_a_folder_that_changes_meanwhile(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world.publish()
    world.write({"index.html": "2"})
    real = shutil.which("git")
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\n[ "$4" = -w ] && echo 3 > {world.folder}/index.html\nexec {real} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    assert "changed while it was being published" in refusal(world)

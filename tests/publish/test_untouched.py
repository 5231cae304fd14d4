"""The user's repository is the same afterwards, to the byte."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from sitegen.errors import PublishError

from .conftest import World


def make_busy(world: World) -> None:
    """Staged, unstaged and untracked changes, a stash, a tag, and a tracking branch of the published one."""
    (world.user / "notes.txt").write_text("stashed")
    world.git("add", "notes.txt")
    world.git("stash")
    (world.user / "staged.txt").write_text("staged")
    world.git("add", "staged.txt")
    (world.user / "staged.txt").write_text("edited after")
    (world.user / "sitegen.toml").write_text("title = 'edited'\n")
    (world.user / "untracked.txt").write_text("untracked")
    world.git("tag", "v1")


def test_nothing_of_the_users_changes(world: World) -> None:
    make_busy(world)
    before = world.state()
    world.publish(domain="example.org")
    assert world.state() == before
    world.git("fetch", "--quiet")
    for content in ("2", "3"):
        world.write({"index.html": content})
        before = world.state()
        world.publish()
        world.publish(dry_run=True)
        assert world.state() == before


def test_a_failure_changes_nothing_either(world: World) -> None:
    before = world.state()
    with pytest.raises(PublishError):
        world.publish(branch="main")
    assert world.state() == before


def test_a_site_in_a_subfolder(world: World) -> None:
    """From a folder deep in the repository, and with a remote whose path is relative to the repository's top."""
    world.git("remote", "set-url", "origin", "../remote.git")
    site = world.user / "sites" / "one"
    site.mkdir(parents=True)
    make_busy(world)
    before = world.state()
    world.publish(repository=site)
    assert world.state() == before
    assert "index.html" in world.published()


def test_a_linked_work_tree_and_a_detached_head(world: World, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    world.git("worktree", "add", "--quiet", "--detach", str(tree))
    before = world.state()
    world.publish(repository=tree)
    assert world.state() == before


def test_no_hook_runs(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    names = ("pre-push", "pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change")
    for folder in (hooks, world.user / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text(f"#!/bin/sh\necho {name} >> {ran}\nexit 1\n")
            (folder / name).chmod(0o755)
    world.publish()
    world.on_remote("config", "core.hooksPath", "/dev/null")  # it would have these, too, on this machine
    everybodys = tmp_path / "gitconfig"
    everybodys.write_text(f"[core]\n\thooksPath = {hooks}\n[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(everybodys))
    world.write({"index.html": "2"}).publish()
    assert not ran.exists()
    assert world.published()["index.html"] == b"2"


def test_called_from_a_hook(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variables that git sets for its hooks mean another repository than the one we are told of."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    world.publish()
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert "index.html" in world.published()
    assert not (tmp_path / "index").exists()


def test_settings_of_the_repository_reach_the_remote(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses rewritten in the repository's own configuration, or on the command line, are followed."""
    world.git("remote", "set-url", "origin", "short:remote.git")
    world.git("config", f"url.{world.remote.parent}/.insteadOf", "short:")
    world.publish()
    world.git("config", "--unset", f"url.{world.remote.parent}/.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", f"'url.{world.remote.parent}/.insteadof'='short:'")
    assert world.publish().commit is None


def test_nothing_is_left_behind(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    world.publish()
    assert list(scratch.iterdir()) == []


def test_what_a_killed_publication_left_goes_with_the_next(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not what another one works in, nor what is nobody's of ours."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    names = ("sitegen-publish-left", "sitegen-publish-busy", "sitegen-publish-young", "elsewhere")
    left, busy, young, other = (tmp_path / "scratch" / name for name in names)
    for folder in (left, busy, young, other):
        (folder / "git").mkdir(parents=True)
        if folder != young:
            os.utime(folder, (0, 0))
    with (busy / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.utime(busy, (0, 0))
        world.publish()
    assert sorted((tmp_path / "scratch").iterdir()) == sorted((busy, young, other))

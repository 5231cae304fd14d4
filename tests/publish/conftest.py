"""A user's repository with a site in it, and a bare repository as its remote, both on the disk."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sitegen.publish import PublishReport, Target, publish


@dataclass(frozen=True, slots=True)
class World:
    """The user's repository, its remote, and the folder to publish."""

    user: Path
    remote: Path
    folder: Path

    def git(self, *arguments: str, at: Path | None = None) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=at or self.user, check=True, capture_output=True, text=True).stdout.strip()

    def on_remote(self, *arguments: str) -> str:
        return self.git(*arguments, at=self.remote)

    def write(self, files: Mapping[str, bytes | str]) -> World:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def publish(self, **given: Any) -> PublishReport:
        options = {"version": "1.2.3", **{key: given.pop(key) for key in OPTIONS & given.keys()}}
        return publish(self.folder, Target(**{"repository": self.user, **given}), **options)

    def published(self, branch: str = "gh-pages") -> dict[str, bytes]:
        listing = subprocess.run(
            ["git", "ls-tree", "-r", "-z", "--name-only", branch], cwd=self.remote, check=True, capture_output=True
        ).stdout
        names = [os.fsdecode(name) for name in listing.split(b"\0") if name]
        return {name: self.bytes_of(f"{branch}:{name}") for name in names}

    def bytes_of(self, name: str) -> bytes:
        return subprocess.run(
            ["git", "cat-file", "blob", name], cwd=self.remote, check=True, capture_output=True
        ).stdout

    def commits(self, branch: str = "gh-pages") -> list[str]:
        return self.on_remote("rev-list", branch).split()

    def state(self) -> dict[str, object]:
        """All of the user's repository: every file, in the work tree and in .git, and what git says of it."""
        files = {str(file): file.read_bytes() for file in self.user.rglob("*") if file.is_file()}
        return {
            **files,
            "status": self.git("--no-optional-locks", "status", "--porcelain"),
            "refs": self.git("for-each-ref"),
            "head": self.git("symbolic-ref", "HEAD"),
            "stash": self.git("stash", "list"),
        }


OPTIONS = {"version", "message", "dry_run", "force", "interactive"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests has a say."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "EMAIL"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A site that was never published, in a repository whose sources were pushed."""
    it = World(tmp_path / "user", tmp_path / "remote.git", tmp_path / "user" / "_site")
    it.git("init", "--quiet", "--bare", "--initial-branch=main", str(it.remote), at=tmp_path)
    it.git("init", "--quiet", "--initial-branch=main", str(it.user), at=tmp_path)
    it.git("config", "user.name", "Ada")
    it.git("config", "user.email", "ada@example.org")
    it.git("remote", "add", "origin", str(it.remote))
    (it.user / "sitegen.toml").write_text("title = 'x'\n")
    (it.user / ".gitignore").write_text("_site/\n*.log\n")
    it.git("add", ".")
    it.git("commit", "--quiet", "-m", "sources")
    it.git("push", "--quiet", "-u", "origin", "main")
    return it.write({"index.html": "<p>home", "2024/04/flood/index.html": "<p>flood"})

"""What a workflow should install to run the version of sitegen that is running here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sitegen.errors import PublishError
from sitegen.publish.addresses import fetchable_url
from sitegen.publish.git import Git, surroundings

DISTRIBUTION = "sitegen-archive"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What `pip install` is to be given, and what the user should know about it (empty: nothing)."""

    text: str
    warning: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Checkout:
    """The state of a git checkout: its remote's address, its commit, and whether the remote has all that is in it."""

    remote_url: str
    commit: str
    is_pushed: bool


def install_requirement() -> Requirement:
    """What gives another machine the version that is running: from the index, or from where this one came."""
    try:
        installed = distribution(DISTRIBUTION)
    except PackageNotFoundError:
        return requirement_for(None, None, None)
    origin = json.loads(installed.read_text("direct_url.json") or "null")
    directory = local_directory(origin)
    return requirement_for(installed.version, origin, read_checkout(directory) if directory else None)


def requirement_for(version: str | None, origin: Mapping[str, Any] | None, checkout: Checkout | None) -> Requirement:
    """Decide from the installed version, its origin (PEP 610; None: an index) and the checkout that it came from."""
    if version is not None and origin is None:
        return Requirement(f"{DISTRIBUTION}=={version}")
    if origin and "vcs_info" in origin:
        return from_git(origin["url"], origin["vcs_info"]["commit_id"], origin.get("subdirectory", ""))
    if origin and not origin["url"].startswith("file:"):
        return Requirement(f"{DISTRIBUTION} @ {origin['url']}")
    if checkout is None:
        return uninstallable("this sitegen was installed from a folder of this machine")
    found = from_git(checkout.remote_url, checkout.commit)
    if found.warning or checkout.is_pushed:
        return found
    return Requirement(found.text, "this sitegen has changes that are not pushed: the workflow cannot install them")


def from_git(url: str, commit: str, subdirectory: str = "") -> Requirement:
    """A commit of a repository, where others can reach it."""
    address = fetchable_url(url)
    if address is None:
        return uninstallable(f"this sitegen came from {url}, which only this machine has")
    fragment = f"#subdirectory={subdirectory}" if subdirectory else ""
    return Requirement(f"{DISTRIBUTION} @ git+{address}@{commit}{fragment}")


def uninstallable(reason: str) -> Requirement:
    """The best that can be said where no other machine can have this version."""
    return Requirement(DISTRIBUTION, f"{reason}: check what the workflow installs (`install` under [deploy])")


def local_directory(origin: Mapping[str, Any] | None) -> Path | None:
    """The folder of this machine that sitegen was installed from."""
    if not origin or "dir_info" not in origin:
        return None
    return Path(unquote(urlsplit(origin["url"]).path))


def read_checkout(directory: Path) -> Checkout | None:
    """Look at the checkout in a folder: None where it is none, or has no remote."""
    if not (directory / ".git").exists():
        return None
    git = Git(directory, surroundings())
    try:
        url, commit = git.line("remote", "get-url", "origin"), git.line("rev-parse", "--verify", "HEAD")
        known = git.line("for-each-ref", "--count=1", "--contains", commit, "refs/remotes/origin")
        edited = git.line("status", "--porcelain", "--untracked-files=no")
        return Checkout(url, commit, is_pushed=bool(known) and not edited)
    except PublishError:
        return None

"""The user's repository: only ever read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, PublishError
from sitegen.publish.complaints import failure
from sitegen.publish.git import Git, surroundings
from sitegen.publish.settings import Setting, home_of, parse_settings, value_of
from sitegen.publish.target import Target


@dataclass(frozen=True, slots=True)
class Repository:
    """What publishing needs to know of the user's repository."""

    top: Path  # where paths to remotes start
    object_format: str
    settings: tuple[Setting, ...]
    remote_url: str  # where a push goes
    checked_out: str | None  # the branch, where its home is the remote that is published to


def read_repository(target: Target) -> Repository:
    """Read the repository that the target's directory lies in.

    Raises:
        PublishError: no git, no repository, no such remote, no such name for a branch.
    """
    git = Git(existing(target.repository), surroundings())
    object_format = read_format(git)
    is_option = target.branch.startswith("-")  # git itself makes no branch of this name
    if is_option or git.attempt("check-ref-format", f"refs/heads/{target.branch}").code:
        raise PublishError(Problem(f"“{target.branch}” cannot be the name of a branch", advice="for example gh-pages"))
    settings = parse_settings(git.run("config", "--list", "-z"))
    return Repository(
        top=read_top(git),
        object_format=object_format,
        settings=settings,
        remote_url=read_remote_url(git, target.remote),
        checked_out=read_checked_out(git, settings, target.remote),
    )


def existing(directory: Path) -> Path:
    """The directory, once it is known to be there."""
    if not directory.is_dir():
        raise PublishError(Problem(f"there is no folder {directory}"))
    return directory


def read_format(git: Git) -> str:
    """The hash that the repository names its objects with; also the test whether there is a repository."""
    outcome = git.attempt("rev-parse", "--show-object-format")
    if outcome.code == 0:
        return outcome.stdout.decode().strip()
    if "not a git repository" not in outcome.stderr:
        raise PublishError(failure("opening the repository", outcome.stderr))
    advice = "`git init` makes one; then `git remote add origin ADDRESS` tells it where to publish"
    raise PublishError(Problem(f"{git.directory} is not in a git repository", advice=advice))


def read_top(git: Git) -> Path:
    """The top of the work tree, or the repository itself where it is bare."""
    top = git.attempt("rev-parse", "--show-toplevel").stdout.decode(errors="surrogateescape")
    return Path(top.removesuffix("\n") or git.line("rev-parse", "--absolute-git-dir"))


def read_remote_url(git: Git, remote: str) -> str:
    """Where a push to the remote goes. An address may stand for a remote's name."""
    outcome = git.attempt("remote", "get-url", "--push", "--", remote)
    if outcome.code == 0:
        return outcome.stdout.decode(errors="surrogateescape").splitlines()[0]
    if re.search(r"[/:]", remote) and not remote.startswith("-"):
        return remote
    names = ", ".join(git.line("remote").split())
    advice = f"choose with --remote: there is {names}" if names else f"`git remote add {remote} ADDRESS` makes it"
    raise PublishError(Problem(f"the repository has no remote “{remote}”", advice=advice))


def read_checked_out(git: Git, settings: tuple[Setting, ...], remote: str) -> str | None:
    """The branch that is checked out, where `git push` sends it to `remote`."""
    outcome = git.attempt("symbolic-ref", "--quiet", "--short", "HEAD")
    branch = outcome.stdout.decode(errors="surrogateescape").strip()
    home = home_of(branch, settings)
    return branch if branch and remote in {home, value_of(settings, f"remote.{home}.url")} else None

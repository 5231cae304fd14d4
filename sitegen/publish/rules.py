"""Who may be written over: the rules that keep a branch from being published to by mistake. Pure.

1. The branch that is checked out is never published to where it is pushed to the same remote: it holds the sources.
2. A branch that is there is published to only where its newest commit is one of ours, told by its trailer, or where
   the user insists (`force`). Even then the commit goes on top of what was there: no history is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.errors import Problem

TRAILER = "Published-by: sitegen"


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch as the remote has it: the newest commit's id and message; both empty where there is no such branch."""

    tip: str
    message: str
    is_default: bool = False

    @property
    def exists(self) -> bool:
        """Whether the remote has the branch."""
        return bool(self.tip)


def objections(name: str, remote: str, branch: Branch, checked_out: str | None, *, force: bool) -> Iterator[Problem]:
    """Why the branch must not be published to; `checked_out` is the user's branch where `remote` is its home."""
    if name == checked_out:
        yield Problem(f"{name} is the branch that you have checked out", advice="choose another one with --branch")
    elif branch.exists and not force and not is_ours(branch.message):
        what = f"{name}, the default branch of {remote}," if branch.is_default else f"the branch {name} of {remote}"
        yield Problem(
            f"{what} was not published by sitegen: its newest commit is “{subject(branch.message)}”",
            advice="choose another one with --branch, or replace its files with --force (its history is kept)",
        )


def signed(message: str, version: str) -> str:
    """The message of a commit of ours."""
    return f"{message.strip()}\n\n{TRAILER} {version}\n"


def is_ours(message: str) -> bool:
    """Whether a commit with this message was made by `publish`."""
    last = message.rstrip().rpartition("\n\n")[2]
    return any(line.startswith(TRAILER) for line in last.splitlines())


def subject(message: str) -> str:
    """The first line of a commit's message."""
    return message.strip().partition("\n")[0]

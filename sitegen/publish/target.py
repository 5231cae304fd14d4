"""Where a site is to be published, and what came of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A branch of a remote of the git repository in which `repository` lies.

    `remote` is the name of a remote, or an address as `git push` takes it; `domain` a custom domain of GitHub Pages.
    """

    repository: Path
    remote: str = "origin"
    branch: str = "gh-pages"
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published, or would be (`dry_run`). `commit` is the one that was pushed: None where nothing was."""

    remote_url: str  # without any password
    branch: str
    commit: str | None
    added: int
    changed: int
    removed: int
    files: int
    bytes: int
    dry_run: bool
    warnings: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the site differs from what the branch held."""
        return bool(self.added or self.changed or self.removed)

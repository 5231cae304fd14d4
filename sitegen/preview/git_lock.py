"""Whether git is at work on the files: it holds a lock while it checks out, and what is read then is half of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def git_at_work(root: Path) -> Callable[[], bool]:
    """A function that says whether git holds the lock of the work tree that `root` lies in, if it lies in any."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    return (_folder(top) / "index.lock").exists if top else bool


def _folder(top: Path) -> Path:
    """Where git keeps what belongs to a work tree: in it, or where the file says that stands there instead."""
    git = top / ".git"
    if git.is_dir():
        return git
    try:
        return top / git.read_text(encoding="utf-8", errors="surrogateescape").removeprefix("gitdir:").strip()
    except OSError:
        return git

"""Which name a saved file from elsewhere gets in content/saved/, and copying it there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sitegen.content.folder import SAVED
from sitegen.errors import ContentError, Problem
from sitegen.ingest.staged import Candidate

_MANY = 100_000


class SavedNames:
    """Gives each saved file a name in content/saved/ that no other bytes have."""

    def __init__(self, site: Path, digest_at: Callable[[Path], str | None]) -> None:
        """`digest_at` gives the SHA-256 of the file at a path, or `None` where there is none."""
        self._site, self._digest_at = site, digest_at
        self._given: dict[str, str] = {}
        self._folders: dict[str, Path] = {}

    def give(self, name: str, sha256: str, companion: Path | None) -> str:
        """The path for a saved file called `name`: its own name, or that in the first numbered folder with room.

        There must be room for `companion` beside it, the folder of pictures that was saved with it.
        """
        for folder in (SAVED, *(f"{SAVED}/{number}" for number in range(2, _MANY))):
            path = f"{folder}/{name}"
            beside = f"{folder}/{companion.name}" if companion else ""
            room = (self._given.get(path) or self._digest_at(self._site / path)) in (None, sha256)
            if room and (companion is None or self._has_room(beside, companion)):
                self._given[path] = sha256
                if companion:
                    self._folders[beside] = companion
                return path
        raise ContentError(Problem(f"{_MANY} saved files are called {name}", advice="rename some"))

    def _has_room(self, place: str, companion: Path) -> bool:
        there = self._folders.get(place, self._site / place)
        return not there.exists() or _listing(there) == _listing(companion)


def _listing(folder: Path) -> dict[str, int]:
    """What is copied of a folder: its files and their sizes."""
    paths = (Path(above) / name for above, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths if not path.is_symlink()}


def copy_candidate(site: Path, candidate: Candidate) -> None:
    """Copies a saved file, and its folder of pictures, to the name it was given; the page itself comes last."""
    target = site / candidate.file
    if candidate.companion and not (target.parent / candidate.companion.name).exists():
        _copy_folder(candidate.companion, target.parent / candidate.companion.name)
    if not target.exists():
        _copy_file(candidate.source, target)


def _copy_folder(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sitegen-", dir=target.parent) as folder:
        copied = Path(folder) / target.name
        shutil.copytree(source, copied, symlinks=False, ignore=_links, copy_function=shutil.copyfile)
        copied.rename(target)


def _links(folder: str, names: list[str]) -> list[str]:
    """Links are left behind: they may lead out of the folder."""
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=".sitegen-", dir=target.parent, delete=False) as file:
        copied = Path(file.name)
    try:
        shutil.copyfile(source, copied)
        copied.chmod(0o644)
        copied.replace(target)
    except BaseException:
        copied.unlink(missing_ok=True)
        raise

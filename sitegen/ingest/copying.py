"""Which name a saved file from elsewhere gets in content/saved/, and copying it there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sitegen.content.folder import SAVED
from sitegen.ingest.staged import Candidate


class SavedNames:
    """Gives each saved file a name in content/saved/ that no other bytes have."""

    def __init__(self, digest_at: Callable[[str], str | None]) -> None:
        """`digest_at` gives the SHA-256 of what lies at a path of the site, or `None`."""
        self._digest_at = digest_at
        self._given: dict[str, str] = {}

    def give(self, name: str, sha256: str) -> str:
        """The path for a saved file called `name`: its own name, or that in the first numbered folder with room."""
        number = 1
        while True:
            path = f"{SAVED}/{name}" if number == 1 else f"{SAVED}/{number}/{name}"
            if (self._given.get(path) or self._digest_at(path)) in (None, sha256):
                self._given[path] = sha256
                return path
            number += 1


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

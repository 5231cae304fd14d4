"""The output folder: it goes from one whole state to the next, and only what we wrote is ever removed.

New files are staged in a hidden folder inside it (so that moving them is one step for each), then moved into place all
together. A manifest beside them lists what is ours: it is the union of old and new while files move, so that a kill
between leaves nothing that a later build does not mend.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from sitegen.building.cache import Output
from sitegen.errors import ContentError, Problem
from sitegen.files import Signature, remove_empty_folders, sha256, walk

MANIFEST = ".sitegen-manifest"
STAGING = ".sitegen-new"
RESERVED = frozenset((MANIFEST, STAGING))


@dataclass(frozen=True, slots=True)
class Fresh:
    """What became of an output that was made anew; `written` says that its bytes differ from those on disk."""

    path: str
    output: Output
    written: bool


@dataclass(frozen=True, slots=True)
class Staging:
    """Where new files of an output folder wait: all in one folder, since making and removing folders is slow."""

    folder: Path

    def place(self, path: str) -> str:
        """Where the new file for `path` waits; a text, since there are tens of thousands."""
        return f"{self.folder}/{sha256(path.encode())[:32]}"

    def bring(self, path: str, key: str, data: bytes, before: Output | None) -> Fresh:
        """Stages `data` for `path`, unless `before`, the file that lies there untouched, holds the same bytes."""
        digest = sha256(data)
        if before is not None and before.digest == digest:
            return Fresh(path, replace(before, key=key), written=False)
        target = Path(self.place(path))
        target.write_bytes(data)
        status = target.stat()
        return Fresh(path, Output(key, digest, status.st_size, status.st_mtime_ns), written=True)


class OutputFolder:
    """An output folder, such as _site/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = Staging(folder / STAGING)

    def found(self) -> dict[str, Signature]:
        """Every file in the folder, ours or not; our manifest and staging left out."""
        files = walk(self.folder, hidden=True)
        return {path: found for path, found in files if path != MANIFEST and not path.startswith(f"{STAGING}/")}

    def ours(self) -> set[str]:
        """The paths that the manifest lists.

        Raises ContentError where the folder has no manifest but files in it: they are somebody else's.
        """
        try:
            lines = (self.folder / MANIFEST).read_text(encoding="utf-8", errors="surrogateescape").split("\n")
            return set(map(unquote, filter(None, lines)))
        except (FileNotFoundError, NotADirectoryError):
            pass
        visible = next((path for path, _ in walk(self.folder)), None)
        if visible is not None:
            message = f"the output folder {self.folder} holds files that are not ours, such as {visible}"
            raise ContentError(Problem(message, advice="empty it, or name another with --output"))
        return set()

    def begin(self) -> None:
        """Makes an empty staging folder."""
        self.abandon()
        self.staging.folder.mkdir(parents=True)

    def abandon(self) -> None:
        """Removes the staging folder."""
        shutil.rmtree(self.staging.folder, ignore_errors=True)

    def commit(self, new: Iterable[str], wanted: Iterable[str], ours: set[str]) -> list[str]:
        """Moves the staged files `new` into place and removes what is ours and no longer `wanted`; says what."""
        new, wanted = sorted(new), set(wanted)
        self._list(ours | wanted)
        in_the_way, gone = _parted(sorted(ours - wanted), wanted)
        removed = [path for path in in_the_way if self._remove(path)]
        for path in new:
            self._move(path)
        removed += [path for path in gone if self._remove(path)]
        self._list(wanted)
        self.abandon()
        return removed

    def _list(self, paths: Iterable[str]) -> None:
        text = "".join(f"{_one_line(path)}\n" for path in sorted(paths)).encode()
        manifest, staged = self.folder / MANIFEST, Path(self.staging.place(MANIFEST))
        if not manifest.exists() or manifest.read_bytes() != text:
            staged.write_bytes(text)
            staged.replace(manifest)

    def _move(self, path: str) -> None:
        staged, target = self.staging.place(path), f"{self.folder}/{path}"
        try:
            os.replace(staged, target)  # noqa: PTH105
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            os.replace(staged, target)  # noqa: PTH105

    def _remove(self, path: str) -> bool:
        target = self.folder / path
        if not target.is_file():
            return False
        target.unlink()
        remove_empty_folders(target.parent, self.folder)
        return True


def _parted(gone: list[str], wanted: set[str]) -> tuple[list[str], list[str]]:
    """Paths to remove first, since a file takes the place of a folder or a folder that of a file, and the others."""
    if not gone:
        return [], []
    folders = {above for path in wanted for above in parents(path)}
    first = {path for path in gone if path in folders or not wanted.isdisjoint(parents(path))}
    return [path for path in gone if path in first], [path for path in gone if path not in first]


def parents(path: str) -> list[str]:
    """The folders above an output path, without the output folder itself."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _one_line(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A")


def untouched(outputs: Mapping[str, Output], found: Mapping[str, Signature]) -> dict[str, Output]:
    """The outputs that are on disk as they were written."""
    return {
        path: output
        for path, output in outputs.items()
        if (here := found.get(path)) and here.size == output.size and here.mtime_ns == output.mtime_ns
    }

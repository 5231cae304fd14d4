"""The output folder: it goes from one whole state to the next, and only what we wrote is ever removed.

New files are staged in a hidden folder inside it (so that moving them is one step for each), then moved into place all
together. A manifest beside them lists what is ours: it is the union of old and new while files move, so that a kill
between leaves nothing that a later build does not mend.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from sitegen.building.cache import Output
from sitegen.errors import ContentError, Problem
from sitegen.files import remove_empty_folders, sha256, walk

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

    folder: str

    def place(self, path: str) -> str:
        """Where the new file for `path` waits."""
        return f"{self.folder}/{sha256(path.encode())[:32]}"

    def bring(self, path: str, made: tuple[str, str], data: bytes, before: Output | None) -> Fresh:
        """Stages `data` for `path`, unless the file that lies there holds the same bytes; it keeps its time then.

        `made` is maker and key; `before` is what lies there untouched, `None` where that is not known.
        """
        digest = sha256(data)
        if before is not None and before.digest == digest:
            return Fresh(path, Output(*made, digest, before.size, before.mtime_ns), written=False)
        if before is None and (found := self._same(path, data)):
            return Fresh(path, Output(*made, digest, found.st_size, found.st_mtime_ns), written=False)
        handle = os.open(self.place(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            _write(handle, data)
            status = os.fstat(handle)
        finally:
            os.close(handle)
        return Fresh(path, Output(*made, digest, status.st_size, status.st_mtime_ns), written=True)

    def _same(self, path: str, data: bytes) -> os.stat_result | None:
        """The state of the file in place if it holds just these bytes."""
        try:
            with open(f"{os.path.dirname(self.folder)}/{path}", "rb") as file:  # noqa: PTH120, PTH123
                status = os.fstat(file.fileno())
                return status if status.st_size == len(data) and file.read() == data else None
        except OSError:
            return None


def _write(handle: int, data: bytes) -> None:
    written = os.write(handle, data)
    while written < len(data):
        written += os.write(handle, data[written:])


class OutputFolder:
    """An output folder, such as _site/."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = Staging(f"{folder}/{STAGING}")

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

    def is_listed(self) -> bool:
        """Whether there is a manifest."""
        return (self.folder / MANIFEST).exists()

    def begin(self) -> None:
        """Makes an empty staging folder."""
        self.abandon()
        os.makedirs(self.staging.folder)  # noqa: PTH103

    def abandon(self) -> None:
        """Removes the staging folder."""
        shutil.rmtree(self.staging.folder, ignore_errors=True)

    def commit(self, new: Iterable[str], wanted: Collection[str], ours: Collection[str]) -> list[str]:
        """Moves the staged files `new` into place and removes what is `ours` and not `wanted`; says what it removed."""
        wanted, ours = set(wanted), set(ours)
        relisted = wanted != ours or not self.is_listed()
        if relisted:
            self._list(wanted | ours)
        in_the_way, later = _parted(sorted(ours - wanted), wanted)
        removed = [path for path in in_the_way if self._remove(path)]
        for path in sorted(new):
            self._move(path)
        removed += [path for path in later if self._remove(path)]
        if relisted:
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

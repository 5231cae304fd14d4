"""The file system as this project uses it: files as names with signatures, and writes that are whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

_UNFINISHED = ".sitegen-"


class Signature(NamedTuple):
    """What tells a changed file from an unchanged one without reading it: bytes, nanoseconds, inode number."""

    size: int
    mtime_ns: int
    inode: int


def signature(path: Path) -> Signature | None:
    """The signature of a file, `None` where there is none, or something that never ends, such as a pipe."""
    try:
        status = path.stat()
    except OSError:
        return None
    return _signature(status) if stat.S_ISREG(status.st_mode) else None


def walk(
    root: Path, under: str = "", hidden: bool = False, links: list[str] | None = None
) -> Iterator[tuple[str, Signature]]:
    """Every file below `root`/`under`: path relative to `root` with forward slashes, in the order of their names.

    Hidden files and folders are left out unless asked for; editors' backups always, and so is what is neither file nor
    folder. Links to folders are not followed; those to files are, and are named in `links`.
    """
    found: list[tuple[str, Signature]] = []
    _walk(str(root), under, hidden, found, [] if links is None else links)
    return iter(found)


def _walk(root: str, under: str, hidden: bool, into: list[tuple[str, Signature]], links: list[str]) -> None:
    """As `walk`, with texts alone: path objects would take longer than the file system."""
    try:
        with os.scandir(f"{root}/{under}") as found:
            entries = sorted(found, key=attrgetter("name"))
    except (FileNotFoundError, NotADirectoryError):
        return
    before = f"{under}/" if under else ""
    for entry in entries:
        name = entry.name
        if name.endswith("~") or (name.startswith(".") and not hidden):
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(root, before + name, hidden, into, links)
            continue
        try:
            if entry.is_file():
                if entry.is_symlink():
                    links.append(before + name)
                into.append((before + name, _signature(entry.stat())))
        except OSError:  # gone since, or a link to nothing
            continue


def touched(folder: Path, known: Iterable[tuple[str, int, int]]) -> list[str]:
    """Those of `known`, files below `folder` by path with size and time, that are not what they were."""
    before, found, look = f"{folder}/", [], os.lstat
    for path, size, mtime in known:
        try:
            status = look(before + path)
        except OSError:
            found.append(path)
        else:
            if status.st_size != size or status.st_mtime_ns != mtime:
                found.append(path)
    return found


def remove_leftovers(folder: Path) -> None:
    """Removes what writes that were cut off left in `folder` and below it."""
    import shutil  # noqa: PLC0415 - needed after a crash alone

    for above, folders, files in os.walk(folder):
        for name in (name for name in files if name.startswith(_UNFINISHED)):
            (Path(above) / name).unlink(missing_ok=True)
        for name in [name for name in folders if name.startswith(_UNFINISHED)]:
            shutil.rmtree(Path(above) / name, ignore_errors=True)
            folders.remove(name)


def write_atomically(path: Path, data: bytes) -> Signature:
    """Puts `data` at `path`, with the folders above it: a reader sees the old file or the new one, never a part."""
    import tempfile  # noqa: PLC0415 - a build with nothing to do writes nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            found = _signature(os.fstat(file.fileno()))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return found


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def remove_empty_folders(folder: Path, root: Path) -> None:
    """Removes `folder` and those above it up to, but not with, `root`, as long as they are empty."""
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _signature(status: os.stat_result) -> Signature:
    return Signature(status.st_size, status.st_mtime_ns, status.st_ino)

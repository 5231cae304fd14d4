"""Watch files and folders, those included that do not exist yet. The only module that imports watchdog.

A watched folder is watched with all that is in it, and the folder above it for its coming and going; a watched file
by the folder it lies in, because editors replace files by renaming others onto them; a missing path by the nearest
folder that exists. Linked folders *inside* a watched folder are not followed: name them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from sitegen.errors import PreviewError, Problem
from sitegen.preview.changes import Changes, Rest
from sitegen.preview.noise import is_noise

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

with contextlib.suppress(ImportError):  # Linux alone, and not in every version; without it saves are seen later
    from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

    # A rename is held back until its other half comes. Both come together; the usual half second would be felt at
    # every save of an editor that writes beside the file and renames.
    InotifyMoveEventGrouper.delay = 0.02

_TELLS_CLOSING = sys.platform == "linux"  # elsewhere nobody says when a file is written to its end

# Asked of the kernel, so that opening and reading files wakes nobody. Folders are never "modified": what happened in
# them is reported by itself.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that the operating system is asked to watch: `deep`, or only what lies directly in it."""

    folder: Path
    deep: bool


def places(paths: Iterable[Path]) -> frozenset[Place]:
    """The folders to watch now, so that changes of `paths`, and their coming and going, are seen."""
    deep: set[Path] = set()
    flat: set[Path] = set()
    for path in paths:
        flat |= {_nearest_folder(path.parent), _nearest_folder(path.resolve().parent)}
        if path.is_dir():
            deep.add(path.resolve())
    covered = {folder for folder in deep | flat if not deep.isdisjoint(folder.parents)}
    return frozenset(
        [Place(folder, deep=True) for folder in deep - covered]
        + [Place(folder, deep=False) for folder in flat - deep - covered]
    )


def _nearest_folder(path: Path) -> Path:
    real = path.resolve()
    return next(folder for folder in (real, *real.parents) if folder.is_dir())


def names(paths: Iterable[Path]) -> dict[str, Path]:
    """Under which real paths the operating system speaks of `paths`: of a link, its own and that of its target."""
    return {os.fspath(real): path for path in paths for real in (path.parent.resolve() / path.name, path.resolve())}


def meant(event_path: str, watched: Mapping[str, Path]) -> Path | None:
    """The path that the session knows for `event_path`; None where the change is of no concern to it."""
    for name, path in watched.items():
        if event_path == name or _is_above(event_path, name):
            return path
        if _is_above(name, event_path):
            below = event_path[len(name) + 1 :]
            return None if is_noise(below) else path / below
    return None


def _is_above(upper: str, lower: str) -> bool:
    return lower.startswith(upper.rstrip("/") + "/")


class Watcher:
    """Puts what changed into `changes`, under the names by which the session gave the paths."""

    def __init__(self, changes: Changes) -> None:
        """Start watching, nothing at first.

        Raises:
            PreviewError: the operating system refuses.
        """
        self._changes = changes
        self._names: dict[str, Path] = {}
        self._watches: dict[Place, ObservedWatch] = {}
        self._stirred: set[str] = set()  # watched paths that came, went or moved, by themselves or with a folder above
        self._stirring = threading.Lock()
        with _refusals():
            self._observer = _observer()
            self._observer.start()

    def follow(self, paths: tuple[Path, ...]) -> None:
        """Watch these paths from now on, as they are now. A folder not watched until now counts as changed.

        Raises:
            PreviewError: the operating system refuses.
        """
        with self._stirring:
            stirred, self._stirred = self._stirred, set()
        self._names = names(paths)
        wanted = places(paths)
        for place in [place for place in self._watches if place not in wanted or os.fspath(place.folder) in stirred]:
            self._observer.unschedule(self._watches.pop(place))
        for place in wanted - self._watches.keys():
            self._schedule(place)

    def _schedule(self, place: Place) -> None:
        folder = os.fspath(place.folder)
        try:
            with _refusals():
                self._watches[place] = self._observer.schedule(
                    _Handler(self._note), folder, recursive=place.deep, event_filter=_EVENTS
                )
        except FileNotFoundError:  # gone since we looked: reported below, so that we look again
            pass
        else:
            if not place.deep:
                return  # what lies above the watched paths does not itself matter
        if path := meant(folder, self._names):
            self._changes.add(path)

    def _note(self, event_path: str, rest: Rest) -> None:
        if (path := meant(event_path, self._names)) is None:
            return
        with self._stirring:
            self._stirred.update(name for name in self._names if event_path == name or _is_above(event_path, name))
        self._changes.add(path, rest)

    def close(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()


class _Handler(FileSystemEventHandler):
    """Passes on the paths of events that mean a change, each with the rest that it must have."""

    # Not on_any_event: it would also report files opened and read, so that our own work would wake us for ever.

    def __init__(self, note: Callable[[str, Rest], None]) -> None:
        self._note = note

    def on_closed(self, event: FileSystemEvent) -> None:
        """A file was written to its end. One that is empty may have been emptied by the first of two steps."""
        path = os.fsdecode(event.src_path)
        self._note(path, Rest.WHOLE if _size(path) else Rest.OPEN)

    def on_moved(self, event: FileSystemEvent) -> None:
        """A file or folder took another's place."""
        if event.src_path:  # neither is told where it lies outside the watched folders
            self._note(os.fsdecode(event.src_path), Rest.GONE)
        if event.dest_path:
            self._note(os.fsdecode(event.dest_path), Rest.WHOLE)

    def on_deleted(self, event: FileSystemEvent) -> None:
        """A file or folder went."""
        self._note(os.fsdecode(event.src_path), Rest.GONE)

    def on_modified(self, event: FileSystemEvent) -> None:
        """A file is being written."""
        writing = _TELLS_CLOSING and not event.is_directory
        self._note(os.fsdecode(event.src_path), Rest.OPEN if writing else Rest.WRITTEN)

    on_created = on_modified


def _observer() -> BaseObserver:
    if sys.platform == "linux":
        from watchdog.observers.inotify import InotifyObserver  # noqa: PLC0415 - there alone

        # Full events tell a file that was moved here, which is whole, from one that was made here, which is not yet.
        return InotifyObserver(generate_full_events=True)
    return Observer()


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except OSError:
        return 0


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Turn the operating system's limits into something that the user can act on."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        advice = "raise the limits `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances` with sysctl"
        raise PreviewError(
            Problem(
                f"cannot watch for changes: {error.strerror or error}",
                advice=advice if error.errno in (errno.ENOSPC, errno.EMFILE) else "",
            )
        ) from error

"""One writer at a time for a site."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sitegen.content.folder import CACHE
from sitegen.errors import LockedError, Problem
from sitegen.files import remove_leftovers

PATIENCE = 10.0  # seconds
_POLL = 0.05


@contextlib.contextmanager
def writing(site: Path, command: str, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the site's lock. Raises LockedError, which says who has it, after `patience` seconds.

    Whoever finds the note of a holder that ended without taking it away tidies up after it.
    """
    folder = site / CACHE
    folder.mkdir(exist_ok=True)
    holder = folder / "lock-holder"
    release = _locked(folder / "lock", patience)
    if release is None:
        who = _read(holder) or "another command"
        raise LockedError(Problem(f"{who} is writing to this site", advice="wait until it is done")) from None
    try:
        if holder.exists():
            remove_leftovers(site / "content")
        holder.write_text(f"`sitegen {command}` (process {os.getpid()})", encoding="utf-8")
        yield
        holder.unlink(missing_ok=True)
    finally:
        release()


def _locked(file: Path, patience: float) -> Callable[[], object] | None:
    """Locks `file`; what unlocks it, or `None` where somebody else has it for longer than `patience`."""
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # as on Windows; where it is, the other takes as long to load as all that an idle build needs
        import filelock  # noqa: PLC0415

        lock = filelock.FileLock(file)
        try:
            lock.acquire(timeout=patience, poll_interval=_POLL)
        except filelock.Timeout:
            return None
        return lock.release
    handle, until = os.open(file, os.O_RDWR | os.O_CREAT, 0o644), time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(handle)
                return None
            time.sleep(_POLL)
        else:
            return lambda: os.close(handle)


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

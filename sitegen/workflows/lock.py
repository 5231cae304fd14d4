"""One writer at a time for a site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sitegen.content.folder import CACHE
from sitegen.errors import LockedError, Problem
from sitegen.files import remove_leftovers

PATIENCE = 10.0  # seconds


@contextlib.contextmanager
def writing(site: Path, command: str, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the site's lock. Raises LockedError, which says who has it, after `patience` seconds.

    Whoever finds the note of a holder that ended without taking it away tidies up after it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415

    folder = site / CACHE
    folder.mkdir(exist_ok=True)
    holder = folder / "lock-holder"
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout:
        who = _read(holder) or "another command"
        raise LockedError(Problem(f"{who} is writing to this site", advice="wait until it is done")) from None
    try:
        if holder.exists():
            remove_leftovers(site / "content")
        holder.write_text(f"`sitegen {command}` (process {os.getpid()})", encoding="utf-8")
        yield
        holder.unlink(missing_ok=True)
    finally:
        lock.release()


def _read(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

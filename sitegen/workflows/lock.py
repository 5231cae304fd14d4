"""One writer at a time for a site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sitegen.content.folder import CACHE
from sitegen.errors import LockedError, Problem

PATIENCE = 10.0  # seconds


@contextlib.contextmanager
def writing(site: Path, command: str, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the site's lock. Raises LockedError, which says who has it, after `patience` seconds."""
    from filelock import FileLock, Timeout  # noqa: PLC0415

    folder = site / CACHE
    folder.mkdir(exist_ok=True)
    holder = folder / "lock-holder"
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "another command"
        raise LockedError(Problem(f"{who} is writing to this site", advice="wait until it is done")) from None
    try:
        holder.write_text(f"`sitegen {command}` (process {os.getpid()})", encoding="utf-8")
        yield
    finally:
        lock.release()

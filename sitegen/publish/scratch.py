"""The folder in which a publication is made: it goes when that is over, or else when the next one is made."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PREFIX, _LOCK = "sitegen-publish-", "lock"
_YOUNG = 60.0  # seconds in which a folder may not have its lock yet


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new empty folder but for its lock; those that publications left that were killed are removed."""
    _remove_leftovers(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        lock = os.open(Path(folder, _LOCK), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _is_free(lock)
            yield Path(folder)
        finally:
            os.close(lock)


def _remove_leftovers(above: Path) -> None:
    for folder in above.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if _is_old(folder) and _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_old(folder: Path) -> bool:
    """Whether this is a folder of the user's, and no new one."""
    status = folder.lstat()
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return ours and stat.S_ISDIR(status.st_mode) and status.st_mtime < time.time() - _YOUNG


def _is_left(folder: Path) -> bool:
    """Whether nobody works in a folder any more."""
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        return _is_free(lock)
    finally:
        os.close(lock)


def _is_free(lock: int) -> bool:
    """Whether nobody had this lock; whoever asks has it from then on, until it is closed or the process ends."""
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # as on Windows, where temporary folders are swept by the system
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""From many events to one batch: changes are gathered until every path has come to rest.

How long that takes to tell depends on what happened: a file that was closed, or that took the place of another, is
whole at once; one that is being written may take its time; one that is gone may be about to be replaced.
"""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path

FEW = 4  # paths of one save; beyond, more are likely to follow
BURST = 0.08  # seconds of silence that end a burst, such as a checkout or the copy of a folder
LONGEST = 1.0  # a folder that never falls quiet must not keep the browser waiting
_ASK_AGAIN = 0.05  # seconds
_LONGEST_LOCK = 10.0  # a lock that some program left behind must not keep it waiting for ever


class Rest(float, enum.Enum):
    """How long a path must have been left alone before it may be read, in seconds, after what happened to it."""

    WHOLE = 0.008
    WRITTEN = 0.04
    GONE = 0.041
    OPEN = 0.5


def due(first: float, rested: Collection[float]) -> float:
    """When a batch is to be handed over.

    Args:
        first: when its first change came.
        rested: for each of its paths, when that will have come to rest.
    """
    last = max(rested) + (BURST if len(rested) > FEW else 0.0)
    return min(last, first + LONGEST)


class Changes:
    """Paths that changed since they were last taken. Added to by any thread, waited for by one.

    `busy` says whether a program is at work on the files that will say when it is done (git, by its lock).
    """

    def __init__(self, busy: Callable[[], bool] = bool) -> None:
        self._busy = busy
        self._woken = threading.Condition()
        self._rested: dict[Path, float] = {}
        self._whole: set[Path] = set()
        self._first = 0.0
        self._closed = False

    def add(self, path: Path, rest: Rest = Rest.WRITTEN) -> None:
        """Note that `path` changed, and how long it must rest."""
        with self._woken:
            now = time.monotonic()
            if not self._rested:
                self._first = now
                self._woken.notify()
            if rest is Rest.WHOLE:
                self._whole.add(path)
            elif rest is Rest.OPEN and path in self._whole:
                rest = Rest.WRITTEN  # most likely its permissions or times were set after it was written
            self._rested[path] = now + rest

    def wait(self) -> bool:
        """Block until there is a batch; False once closed."""
        with self._woken:
            self._woken.wait_for(lambda: self._rested or self._closed)
            while not self._closed and (left := self._left()) > 0:
                self._woken.wait(left)
            return not self._closed

    def _left(self) -> float:
        """Seconds until the batch may be handed over."""
        now = time.monotonic()
        if (left := due(self._first, self._rested.values()) - now) > 0:
            return left
        return _ASK_AGAIN if now < self._first + _LONGEST_LOCK and self._busy() else 0.0

    def take(self) -> frozenset[Path]:
        """All that changed, which is then forgotten."""
        with self._woken:
            batch = frozenset(self._rested)
            self._rested.clear()
            self._whole.clear()
            return batch

    def close(self) -> None:
        """Wake the one who waits, for good."""
        with self._woken:
            self._closed = True
            self._woken.notify()

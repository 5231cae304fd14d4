"""From many events to one batch: changes are gathered until nothing has happened for a moment."""

from __future__ import annotations

import threading
import time
from pathlib import Path

QUIET = 0.04  # editors save in several steps (truncate and write, write and rename), a few milliseconds apart
LONGEST = 0.4  # a folder that never falls quiet must not keep the browser waiting


def due(first: float, last: float) -> float:
    """When a batch whose first and last changes came at these times is to be handed over."""
    return min(last + QUIET, first + LONGEST)


class Changes:
    """Paths that changed since they were last taken. Added to by any thread, waited for by one."""

    def __init__(self) -> None:
        self._woken = threading.Condition()
        self._paths: set[Path] = set()
        self._first = self._last = 0.0
        self._closed = False

    def add(self, path: Path) -> None:
        """Note that `path` changed."""
        with self._woken:
            self._last = time.monotonic()
            if not self._paths:
                self._first = self._last
                self._woken.notify()
            self._paths.add(path)

    def wait(self) -> bool:
        """Block until there is a batch; False once closed."""
        with self._woken:
            self._woken.wait_for(lambda: self._paths or self._closed)
            while not self._closed and (rest := due(self._first, self._last) - time.monotonic()) > 0:
                self._woken.wait(rest)
            return not self._closed

    def take(self) -> frozenset[Path]:
        """All that changed, which is then forgotten."""
        with self._woken:
            batch = frozenset(self._paths)
            self._paths.clear()
            return batch

    def close(self) -> None:
        """Wake the one who waits, for good."""
        with self._woken:
            self._closed = True
            self._woken.notify()

"""The one thread that brings the site up to date, and tells the terminal and the browsers."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import SitegenError
from sitegen.preview.channel import Channel
from sitegen.preview.problems import show
from sitegen.preview.session import Refreshed, Session

if TYPE_CHECKING:
    from sitegen.preview.changes import Changes
    from sitegen.preview.watch import Watcher

_MANY = 2_000  # paths; Linux holds some 16,000 events for us, of which each path may take several


class Refresher:
    """Waits for changes and has the session follow them, one batch after the other."""

    def __init__(
        self,
        session: Session,
        channel: Channel,
        *,
        changes: Changes,
        watcher: Watcher,
        root: Path,
        report: Callable[[str], None],
    ) -> None:
        self._session = session
        self._channel = channel
        self._changes = changes
        self._watcher = watcher
        self._root = root
        self._report = report
        # A daemon, so that a refresh that takes long cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="sitegen-refresh", daemon=True)

    def start(self) -> None:
        """Begin with a first refresh. The watcher already follows what the session watches, so no change is missed."""
        self._changes.take()
        self._thread.start()

    def stop(self, timeout: float) -> bool:
        """End after the refresh that runs, if one does; whether it ended within `timeout` seconds."""
        self._changes.close()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        batch = frozenset(self._session.watched())
        while True:
            self._refresh(batch)
            self._follow()
            if not self._changes.wait():
                return
            self._follow()  # before the batch is taken: it then names the folders that were made in it
            batch = surveyed(self._changes.take(), self._session.watched())

    def _follow(self) -> None:
        try:
            self._watcher.follow(self._session.watched())
        except SitegenError as error:
            self._report(str(error))

    def _refresh(self, batch: frozenset[Path]) -> None:
        began = time.monotonic()
        try:
            refreshed = self._session.refresh(batch)
        except Exception as error:  # whatever it is, the preview goes on: the next save may mend it
            self._tell_problems(error)
        else:
            self._tell_success(refreshed, batch, time.monotonic() - began)

    def _tell_problems(self, error: Exception) -> None:
        problems = show(error, self._root)
        self._channel.update(lambda news: news.broken(problems))
        for problem in problems:
            self._report(str(problem))
        if not isinstance(error, SitegenError):
            self._report("".join(traceback.format_exception(error)))

    def _tell_success(self, refreshed: Refreshed, batch: frozenset[Path], seconds: float) -> None:
        was_broken = bool(self._channel.news.problems)
        self._channel.update(lambda news: news.refreshed(refreshed))
        for line in refreshed.messages:
            self._report(line)
        if refreshed.anything or was_broken:  # else it was a change of no consequence, such as one of our own
            self._report(summary([_named(path, self._root) for path in sorted(batch)], seconds, mended=was_broken))


def surveyed(batch: frozenset[Path], watched: Collection[Path]) -> frozenset[Path]:
    """The batch; everything `watched` where it is so large that the operating system may have dropped some of it."""
    return batch if len(batch) < _MANY else frozenset(watched)


def _named(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def summary(changed: Sequence[str], seconds: float, *, mended: bool) -> str:
    """The line for one refresh: `content/pages/about.md and 2 others: up to date in 84 ms`."""
    others = len(changed) - 1
    what = changed[0] if len(changed) == 1 else f"{changed[0]} and {others:,} other{'s' if others > 1 else ''}"
    took = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return f"{'mended; ' if mended else ''}{what}: up to date in {took}"

"""The state of the site as browsers are told it. Pure.

A browser is always told the whole state, relative to the version it has, never a step: one that slept, lost its
connection or was slow needs nothing else than the next message.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sitegen.preview.problems import Shown
from sitegen.preview.session import Refreshed

_REMEMBERED = 16  # versions; a browser further behind reloads whatever it shows
_MOST_NAMED = 500  # files in one message; beyond, the browser is told that anything may have changed


@dataclass(frozen=True, slots=True)
class News:
    """The site at one moment.

    Attributes:
        version: counts refreshes that changed something; 0 before the first that succeeded.
        changes: what changed with each of the latest versions, the newest last.
        problems: what stands in the way of the next version; the pages are then those of the last good one.
    """

    version: int = 0
    changes: tuple[Refreshed, ...] = ()
    problems: tuple[Shown, ...] = ()

    def refreshed(self, refreshed: Refreshed) -> News:
        """After a refresh that succeeded."""
        if self.version and not refreshed.anything:
            return News(self.version, self.changes)
        return News(self.version + 1, (*self.changes, refreshed)[-_REMEMBERED:])

    def broken(self, problems: tuple[Shown, ...]) -> News:
        """After a refresh that failed."""
        return News(self.version, self.changes, problems)

    def since(self, version: int | None, page: str) -> list[str] | None:
        """What changed after `version`, of `page` and all files; None where that is not known and anything may have.

        Of other pages than `page` a browser need not hear.
        """
        if version is None or not self.version - len(self.changes) <= version <= self.version:
            return None
        missed = self.changes[len(self.changes) - (self.version - version) :]
        files = frozenset[str]().union(*(change.files for change in missed))
        if len(files) > _MOST_NAMED:
            return None
        return sorted({*files, *([page] if any(change.concerns(page) for change in missed) else ())})


def message(news: News, run: str, *, seen: int | None, page: str) -> bytes:
    """The server-sent event that brings a browser that shows `page` in version `seen` up to date.

    `run` names this run of the server, so that a version of an earlier one is not taken for one of this.
    """
    version = f"{run}.{news.version}"
    data = {
        "version": version,
        "changed": news.since(seen, page),
        "problems": [asdict(problem) for problem in news.problems],
    }
    return f"event: state\nid: {version}\ndata: {json.dumps(data)}\n\n".encode()


def version_seen(cursor: str, run: str) -> int | None:
    """The version in a browser's `cursor`; None where it is of another run of the server, or nonsense."""
    named, _, version = cursor.rpartition(".")
    return int(version) if named == run and version.isascii() and version.isdigit() else None

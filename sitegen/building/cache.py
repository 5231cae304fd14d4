"""What earlier builds found out, in one SQLite file. Losing it costs time, never correctness.

Nothing in it is ever executed: entries are JSON.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sitegen.building.codec import decode_entry, encode_entry
from sitegen.entry import Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import Signature

_T = TypeVar("_T")

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (file TEXT PRIMARY KEY, size INT, mtime INT, inode INT, context TEXT, entry TEXT) WITHOUT ROWID;
CREATE TABLE bodies (digest TEXT PRIMARY KEY, html TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, key TEXT, digest TEXT, size INT, mtime INT) WITHOUT ROWID;
"""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build wrote: the key it was made by, its SHA-256, and the size and time that it had then."""

    key: str
    digest: str
    size: int
    mtime_ns: int


class Cache:
    """The cache of one output folder; a context manager that closes it."""

    def __init__(self, path: Path) -> None:
        """Opens the cache at `path`, or a new one where there is none. Raises DatabaseError where it is damaged."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = self._open()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version != _VERSION:
            if version or database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                database.close()
                raise sqlite3.DatabaseError("made by another version")
            database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        return database

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside takes effect together, or not at all."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def fact(self, name: str) -> str:
        """A remembered text, or nothing."""
        row = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, name: str, value: str) -> None:
        """Keeps a text under `name`."""
        self._database.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    def entries(self, context: str) -> dict[str, tuple[Signature, Entry]]:
        """All entries that were read in this context, by file, with the file's signature then."""
        rows = self._database.execute(
            "SELECT file, size, mtime, inode, entry FROM entries WHERE context = ?", (context,)
        )
        try:
            return {file: (Signature(size, mtime, at), decode_entry(entry)) for file, size, mtime, at, entry in rows}
        except (ValueError, TypeError, KeyError) as error:
            raise sqlite3.DatabaseError("an entry is damaged") from error

    def keep_entries(self, context: str, found: Iterable[tuple[Signature, Entry]]) -> None:
        """Keeps entries as read in this context."""
        rows = ((entry.card.file, *signature, context, encode_entry(entry)) for signature, entry in found)
        self._database.executemany("REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", rows)

    def forget_entries(self, files: Iterable[str]) -> None:
        """Drops entries of files that are gone."""
        self._database.executemany("DELETE FROM entries WHERE file = ?", ((file,) for file in files))

    def keep_bodies(self, bodies: Iterable[tuple[str, str]]) -> None:
        """Keeps rendered bodies by their digests."""
        self._database.executemany("REPLACE INTO bodies VALUES (?, ?)", bodies)

    def forget_bodies_except(self, digests: Iterable[str]) -> None:
        """Drops the bodies that nothing shows any more."""
        self._database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (digest TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("DELETE FROM kept")
        self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((digest,) for digest in digests))
        self._database.execute("DELETE FROM bodies WHERE digest NOT IN (SELECT digest FROM kept)")

    def bodies(self) -> set[str]:
        """The digests of all rendered bodies that are kept."""
        return {digest for (digest,) in self._database.execute("SELECT digest FROM bodies")}

    def outputs(self) -> dict[str, Output]:
        """What earlier builds wrote, by path."""
        rows = self._database.execute("SELECT path, key, digest, size, mtime FROM outputs")
        return {path: Output(key, digest, size, mtime) for path, key, digest, size, mtime in rows}

    def replace_outputs(self, outputs: Mapping[str, Output], gone: Iterable[str]) -> None:
        """Keeps new and changed outputs, drops those that are `gone`."""
        rows = ((path, out.key, out.digest, out.size, out.mtime_ns) for path, out in outputs.items())
        self._database.executemany("REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", rows)
        self._database.executemany("DELETE FROM outputs WHERE path = ?", ((path,) for path in gone))


def with_cache(path: Path, work: Callable[[Cache], _T]) -> _T:
    """What `work` makes of the cache at `path`; where that turns out to be damaged, of a new one.

    Raises ContentError where there can be none.
    """
    try:
        with Cache(path) as cache:
            return work(cache)
    except sqlite3.DatabaseError:
        _discard(path)
    try:
        with Cache(path) as cache:
            return work(cache)
    except sqlite3.DatabaseError as error:
        raise ContentError(Problem(f"the cache cannot be written ({error})", Location(str(path)))) from None


def _discard(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


class Bodies:
    """Rendered bodies, read from the cache by any process."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Lets go of the cache."""
        self._database.close()

    def __call__(self, digest: str) -> str:
        """The rendered body of this digest."""
        row = self._database.execute("SELECT html FROM bodies WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a body is missing")
        return str(row[0])

"""What earlier builds found out, in one SQLite file. Losing it costs time, never correctness.

Nothing in it is ever executed: entries are JSON.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from sitegen.building.workers import End
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import Signature, touched

_T = TypeVar("_T")

# `inputs` are the files that the last build read, `outputs` those that it wrote; `entries` and `groups` are the site as
# it was then (see building/stored.py), `bodies` rendered Markdown by the digest of what it depends on.
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (path TEXT PRIMARY KEY, size INT, mtime INT, inode INT) WITHOUT ROWID;
CREATE TABLE bodies (digest TEXT PRIMARY KEY, facts TEXT NOT NULL, html TEXT NOT NULL);
CREATE TABLE outputs (path TEXT PRIMARY KEY, maker TEXT, key TEXT, digest TEXT, size INT, mtime INT) WITHOUT ROWID;
CREATE TABLE entries (
    file TEXT PRIMARY KEY, permalink TEXT, place INT, changed TEXT, named TEXT, notes TEXT, body TEXT, entry TEXT
);
CREATE UNIQUE INDEX entries_by_permalink ON entries (permalink);
CREATE INDEX entries_by_place ON entries (place, permalink, changed, named);
CREATE INDEX entries_with_notes ON entries (file) WHERE notes != '';
CREATE TABLE groups (permalink TEXT PRIMARY KEY, kind TEXT, name TEXT, count INT, places BLOB);
CREATE INDEX groups_by_kind ON groups (kind, permalink, name, count);
"""
_VERSION = 3
_AT_ONCE = 256  # files looked at before the next look at how far another process has come


class Output(NamedTuple):
    """A file that a build wrote: what made it, and of what (`key`), its SHA-256, and the size and time it had then."""

    maker: str
    key: str
    digest: str
    size: int
    mtime_ns: int


class Weight(NamedTuple):
    """How many pages and files a site has, their bytes together, the path of the largest file and its bytes."""

    pages: int
    files: int
    size: int
    path: str
    largest: int


class Cache:
    """The cache of one output folder; a context manager that closes it. Several threads may take turns with it."""

    def __init__(self, path: Path) -> None:
        """Opens the cache at `path`, or a new one where there is none. Raises DatabaseError where it is damaged."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = self._open()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
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
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")

    def fact(self, name: str) -> str:
        """A remembered text, or nothing."""
        row = self.database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, name: str, value: str) -> None:
        """Keeps a text under `name`."""
        self.database.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Forgets all that earlier builds found out, but for which files they wrote."""
        with self.transaction():
            for table in ("facts", "inputs", "bodies", "entries", "groups"):
                self.database.execute(f"DELETE FROM {table}")
            self.database.execute("UPDATE outputs SET key = ''")

    # --- files read

    def inputs(self) -> dict[str, Signature]:
        """What the last build read, by name."""
        rows = self.database.execute("SELECT path, size, mtime, inode FROM inputs")
        return {row[0]: Signature._make(row[1:]) for row in rows}

    def inputs_below(self, prefix: str) -> dict[str, Signature]:
        """Those whose names begin with `prefix`."""
        above = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        rows = self.database.execute(
            "SELECT path, size, mtime, inode FROM inputs WHERE path >= ? AND path < ?", (prefix, above)
        )
        return {path: Signature(size, mtime, inode) for path, size, mtime, inode in rows}

    def inputs_among(self, names: Iterable[str]) -> dict[str, Signature]:
        """Those that have one of `names`."""
        one = "SELECT size, mtime, inode FROM inputs WHERE path = ?"
        rows = ((name, self.database.execute(one, (name,)).fetchone()) for name in names)
        return {name: Signature(*row) for name, row in rows if row}

    def forget_inputs(self) -> None:
        """Forgets what was read."""
        self.database.execute("DELETE FROM inputs")

    def keep_inputs(self, found: Mapping[str, Signature | None]) -> None:
        """Notes what was read; `None` for a file that is gone."""
        here = ((path, *signature) for path, signature in found.items() if signature)
        self.database.executemany("REPLACE INTO inputs VALUES (?, ?, ?, ?)", here)
        gone = ((path,) for path, signature in found.items() if not signature)
        self.database.executemany("DELETE FROM inputs WHERE path = ?", gone)

    # --- bodies

    def keep_bodies(self, bodies: Iterable[tuple[str, str, str]]) -> None:
        """Keeps rendered bodies with the facts derived from them, by their digests."""
        self.database.executemany("REPLACE INTO bodies VALUES (?, ?, ?)", bodies)

    def borrow_bodies(self, path: Path) -> None:
        """Takes over the bodies of another cache, if there is one: equal digests are equal bodies."""
        if not path.exists():
            return
        with contextlib.suppress(sqlite3.DatabaseError):  # it costs time, as if there were none
            self.database.execute("ATTACH ? AS other", (str(path),))
            if self.database.execute("PRAGMA other.user_version").fetchone()[0] == _VERSION:
                self.database.execute("INSERT OR IGNORE INTO bodies SELECT * FROM other.bodies")
        with contextlib.suppress(sqlite3.DatabaseError):
            self.database.execute("DETACH other")

    def forget_bodies(self) -> None:
        """Drops the bodies that no entry shows any more."""
        self.database.execute("DELETE FROM bodies WHERE digest NOT IN (SELECT body FROM entries)")

    # --- files written

    def outputs(self) -> dict[str, Output]:
        """What earlier builds wrote, by path."""
        rows = self.database.execute("SELECT path, maker, key, digest, size, mtime FROM outputs")
        return {row[0]: Output._make(row[1:]) for row in rows}

    def outputs_among(self, paths: Iterable[str]) -> dict[str, Output]:
        """Those at `paths`."""
        one = "SELECT maker, key, digest, size, mtime FROM outputs WHERE path = ?"
        rows = ((path, self.database.execute(one, (path,)).fetchone()) for path in paths)
        return {path: Output._make(row) for path, row in rows if row}

    def output_paths(self, but: str = "") -> list[str]:
        """The paths of all outputs, without those that `but` made."""
        return [
            path for (path,) in self.database.execute("SELECT path FROM outputs WHERE maker != ? OR ? = ''", (but, but))
        ]

    def paths_made_by(self, makers: Iterable[str]) -> list[str]:
        """The paths of the outputs that one of `makers` made."""
        one = "SELECT path FROM outputs WHERE maker = ?"
        return [path for maker in sorted(makers) for (path,) in self.database.execute(one, (maker,))]

    def weigh(self, copied: str) -> Weight:
        """What all outputs are together; those that are `copied` are no pages."""
        row = self.database.execute("SELECT sum(maker != ?), count(*), total(size) FROM outputs", (copied,)).fetchone()
        largest = self.database.execute("SELECT path, size FROM outputs ORDER BY size DESC, path LIMIT 1").fetchone()
        return Weight(int(row[0] or 0), int(row[1]), int(row[2]), *(largest or ("", 0)))

    def replace_outputs(self, outputs: Mapping[str, Output], gone: Iterable[str]) -> None:
        """Keeps new and changed outputs, drops those that are `gone`."""
        rows = ((path, *output) for path, output in outputs.items())
        self.database.executemany("DELETE FROM outputs WHERE path = ?", ((path,) for path in gone))
        self.database.executemany("REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?)", rows)


def with_cache(path: Path, work: Callable[[Cache], _T]) -> _T:
    """What `work` makes of the cache at `path`; where that turns out to be damaged, of a new one.

    Raises ContentError where there can be none.
    """
    try:
        with Cache(path) as cache:
            return work(cache)
    except sqlite3.DatabaseError:
        discard(path)
    try:
        with Cache(path) as cache:
            return work(cache)
    except sqlite3.DatabaseError as error:
        raise ContentError(Problem(f"the cache cannot be written ({error})", Location(str(path)))) from None


def discard(path: Path) -> None:
    """Removes a cache."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def open_to_read(path: Path) -> sqlite3.Connection:
    """The cache at `path` for another process, which only reads."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def touched_outputs(path: Path, folder: Path, end: End | None = None) -> list[str]:
    """Those outputs in the cache at `path` that are not in `folder` as they were written. Changes nothing.

    With an `end` they are looked at from there until the other is met.
    """
    found: list[str] = []
    with contextlib.closing(open_to_read(path)) as database:
        whole = database.execute("SELECT count(*) FROM outputs").fetchone()[0]
        order = "DESC" if end and end.is_back else "ASC"
        rows = database.execute(f"SELECT path, size, mtime FROM outputs ORDER BY path {order}")
        looked = 0
        while (end is None or end.goes_on(looked, whole)) and (some := rows.fetchmany(_AT_ONCE)):
            found += touched(folder, some)
            looked = len(some)
    return found


@dataclass(frozen=True, slots=True)
class Bodies:
    """Rendered bodies, and the facts derived from them, by digest."""

    database: sqlite3.Connection

    def __call__(self, digest: str) -> str:
        """The rendered body of this digest."""
        row = self.database.execute("SELECT html FROM bodies WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a body is missing")
        return str(row[0])

    def facts(self, digest: str) -> str:
        """The facts of this body as they were kept, or nothing where it is not known."""
        row = self.database.execute("SELECT facts FROM bodies WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""

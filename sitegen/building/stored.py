"""A site's entries and groups in the cache: a shelf that is read piece by piece, and changed by revisions."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sitegen.building.codec import decode_entry, encode_entry
from sitegen.building.pictures import names_in
from sitegen.entry import Entry
from sitegen.regions.atlas import Atlas
from sitegen.site.plan import changed_on
from sitegen.site.redirects import Aliases
from sitegen.site.revise import Revision
from sitegen.site.shelf import Group, Placed
from sitegen.site.terms import TermKind, kind_of, region_term, regions_of, term_at, unknown_regions
from sitegen.site.views import Term


class StoredShelf:
    """The shelf in a cache's database (see `sitegen.site.shelf.Shelf`). Raises DatabaseError where it is damaged."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._redirects: Mapping[str, str] | None = None

    def entry_at(self, place: int) -> Entry:
        """The article in a place."""
        row = self._database.execute("SELECT entry FROM entries WHERE place = ?", (place,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("an entry is missing")
        return _decoded(row[0])

    def find(self, permalink: str) -> Placed | None:
        """The article or page at an address."""
        return self._find("permalink", permalink)

    def in_file(self, file: str) -> Placed | None:
        """The article or page of a file."""
        return self._find("file", file)

    def _find(self, column: str, value: str) -> Placed | None:
        found = self._database.execute(f"SELECT entry, place FROM entries WHERE {column} = ?", (value,))
        row = found.fetchone()
        return Placed(_decoded(row[0]), row[1]) if row else None

    def group(self, permalink: str) -> Group | None:
        """The group whose list has this address."""
        found = self._database.execute("SELECT name, count, places FROM groups WHERE permalink = ?", (permalink,))
        if (row := found.fetchone()) is None:
            return None
        name, count, blob = row
        places = array("q")
        places.frombytes(blob)
        if len(places) != count:
            raise sqlite3.DatabaseError("a group is damaged")
        return Group(term_at(permalink, name, count), places)

    def terms(self, kind: TermKind) -> Sequence[Term]:
        """The terms of all groups of a kind, in the order of their permalinks."""
        rows = self._database.execute("SELECT permalink, name, count FROM groups WHERE kind = ? ORDER BY 1", (kind,))
        return [term_at(*row) for row in rows]

    def own_pages(self) -> Sequence[Entry]:
        """The owner's own pages, in the order of their files."""
        rows = self._database.execute("SELECT entry FROM entries WHERE place IS NULL ORDER BY file")
        return [_decoded(entry) for (entry,) in rows]

    def addresses(self) -> Iterator[tuple[str, dt.date | None]]:
        """The permalink of every article, in order, with the day it was last changed."""
        rows = self._database.execute(
            "SELECT permalink, changed FROM entries WHERE place IS NOT NULL ORDER BY place, permalink"
        )
        for permalink, changed in rows:
            moment = dt.datetime.fromisoformat(changed) if changed else None
            yield permalink, moment.date() if moment and len(changed) == 10 else moment

    def named_regions(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The places of all articles, with the permalinks of the regions that each names."""
        known: dict[str, tuple[str, ...]] = {}
        for place, named in self._database.execute("SELECT place, named FROM entries WHERE place IS NOT NULL"):
            yield place, known.get(named) or known.setdefault(named, tuple(named.split()))

    def redirects(self) -> Mapping[str, str]:
        """The permalink that took its place, for each output path at which there is only a redirect."""
        if self._redirects is None:
            row = self._database.execute("SELECT value FROM facts WHERE name = 'redirects'").fetchone()
            self._redirects = json.loads(row[0]) if row else {}
        assert self._redirects is not None
        return self._redirects

    def notes(self) -> Iterator[tuple[Aliases, Sequence[str]]]:
        """The entries that have aliases or name unknown regions: the former, and the latter as written."""
        rows = self._database.execute("SELECT file, permalink, notes FROM entries WHERE notes != '' ORDER BY file")
        for file, permalink, notes in rows:
            aliases, unknown = json.loads(notes)
            yield Aliases(file, permalink, tuple(aliases)), unknown

    def files_naming(self, pictures: Collection[str]) -> Iterator[str]:
        """The files of entries that name any of the pictures, by their paths below content/."""
        rows = self._database.execute("SELECT file, entry FROM entries WHERE instr(entry, 'media/')")
        yield from (file for file, entry in rows if not names_in([entry]).isdisjoint(pictures))

    def contested(self) -> Iterator[str]:
        """The permalinks of entries that may be those of lists too."""
        rows = self._database.execute(
            "SELECT permalink FROM entries WHERE permalink IN (SELECT permalink FROM groups)"
            " OR permalink LIKE '%/page/%' OR permalink IN ('/regions/', '/tags/', '/sources/', '/authors/', '/dates/')"
        )
        return (permalink for (permalink,) in rows)

    # --- changes

    def clear(self) -> None:
        """Empties the shelf."""
        self._database.execute("DELETE FROM entries")
        self._database.execute("DELETE FROM groups")

    def save(self, revision: Revision, atlas: Atlas) -> None:
        """Makes the site what `revision` says, inside a transaction of the cache."""
        execute_many = self._database.executemany
        execute_many("DELETE FROM entries WHERE file = ?", ((entry.card.file,) for entry in revision.gone))
        execute_many("REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _entry_rows(revision.placed, atlas))
        gone = ((permalink,) for permalink, (_, group) in revision.groups.items() if not group)
        execute_many("DELETE FROM groups WHERE permalink = ?", gone)
        execute_many("REPLACE INTO groups VALUES (?, ?, ?, ?, ?)", _group_rows(revision))


def _entry_rows(placed: Iterable[Placed], atlas: Atlas) -> Iterator[tuple[object, ...]]:
    for each in placed:
        card = each.entry.card
        unknown = unknown_regions(card, atlas) if card.kind == "article" else ()
        notes = json.dumps([card.aliases, unknown]) if card.aliases or unknown else ""
        changed = changed_on(card)
        when = changed.isoformat() if changed else ""
        named = " ".join(region_term(region).permalink for region in regions_of(card, atlas))
        yield card.file, card.permalink, each.place, when, named, notes, each.entry.body, encode_entry(each.entry)


def _group_rows(revision: Revision) -> Iterator[tuple[object, ...]]:
    for permalink, (before, after) in revision.groups.items():
        if after and after != before:
            places = array("q", after.places).tobytes()
            yield permalink, kind_of(permalink), after.term.name, after.term.count, places


def _decoded(text: str) -> Entry:
    try:
        return decode_entry(text)
    except (ValueError, TypeError, KeyError) as error:
        raise sqlite3.DatabaseError("an entry is damaged") from error

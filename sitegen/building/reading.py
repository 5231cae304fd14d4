"""Article files as entries: front matter becomes a card, Markdown a rendered body and facts."""

from __future__ import annotations

import dataclasses
import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sitegen.article import Metadata
from sitegen.building.cache import Cache
from sitegen.building.workers import workers
from sitegen.content import document
from sitegen.content.folder import entry_files, permalink
from sitegen.content.front_matter import dump
from sitegen.content.links import resolver
from sitegen.entry import Card, Entry, EntryKind, Facts
from sitegen.errors import ContentError, Problem
from sitegen.files import sha256

_BATCH = 64


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with its body as HTML."""

    entry: Entry
    html: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How files are read: below which site, for which base path, and by which version of the Markdown renderer."""

    site: Path
    base_path: str
    version: str

    @property
    def context(self) -> str:
        """What an entry depends on beside its file."""
        return f"{self.version} {self.base_path}"

    def read(self, file: str, kind: EntryKind) -> ReadEntry:
        """The entry in `file`, relative to the site. Raises ContentError."""
        from sitegen.markdown.render import render  # noqa: PLC0415 - a build with nothing to read pays nothing

        found = document.read(self.site, file)
        rendered = render(found.markdown, resolve=resolver(file, self.base_path))
        facts = Facts(rendered.text_words, rendered.excerpt, rendered.links, rendered.pictures, rendered.headings)
        body = sha256("\0".join((self.context, posixpath.dirname(file), found.markdown)).encode())
        return ReadEntry(Entry(card(found.metadata, file, kind), facts, body), rendered.html)


def card(metadata: Metadata, file: str, kind: EntryKind) -> Card:
    """The card of an article file."""
    said = {part.name: getattr(metadata, part.name) for part in dataclasses.fields(Metadata)}
    fingerprint = hashlib.sha256(f"{file}\0{kind}\0{dump(metadata)}".encode()).hexdigest()[:32]
    return Card(file=file, permalink=permalink(file), kind=kind, fingerprint=fingerprint, **said)


def read_site(reader: Reader, cache: Cache, jobs: int) -> tuple[list[Entry], list[Problem]]:
    """Every entry of the site, in the order of their files, and the faults of the files that are none.

    What has not changed comes from the cache.
    """
    files = {file: (kind, found) for file, kind, found in entry_files(reader.site)}
    known, bodies = cache.entries(reader.context), cache.bodies()
    entries = {
        file: entry
        for file, (found, entry) in known.items()
        if file in files and found == files[file][1] and entry.body in bodies
    }
    problems: list[Problem] = []
    with cache.transaction():
        for read, faults in _read_anew(reader, [(file, files[file][0]) for file in files if file not in entries], jobs):
            cache.keep_entries(reader.context, ((files[each.entry.card.file][1], each.entry) for each in read))
            cache.keep_bodies((each.entry.body, each.html) for each in read)
            entries.update((each.entry.card.file, each.entry) for each in read)
            problems += faults
        cache.forget_entries(known.keys() - files.keys())
    return [entries[file] for file in files if file in entries], problems


Batch = tuple[list[ReadEntry], list[Problem]]


def _read_anew(reader: Reader, files: list[tuple[str, EntryKind]], jobs: int) -> Iterator[Batch]:
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    with workers(jobs, len(files)) as executor:
        yield from executor.map(partial(_read_batch, reader), batches)


def _read_batch(reader: Reader, files: list[tuple[str, EntryKind]]) -> Batch:
    entries: list[ReadEntry] = []
    problems: list[Problem] = []
    for file, kind in files:
        try:
            entries.append(reader.read(file, kind))
        except ContentError as error:
            problems += error.problems
    return entries, problems

"""Article files as entries: front matter becomes a card, Markdown a rendered body and facts."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from sitegen.article import Metadata
from sitegen.building.cache import Bodies, Cache, open_to_read
from sitegen.building.codec import decode_facts, encode_facts
from sitegen.building.pictures import Pictures
from sitegen.building.stopwatch import Spent, Stopwatch
from sitegen.building.workers import workers
from sitegen.content import document
from sitegen.content.folder import kind_of, permalink
from sitegen.content.front_matter import dump
from sitegen.content.links import resolver
from sitegen.entry import Card, Entry, EntryKind, Facts
from sitegen.errors import ContentError, Problem
from sitegen.files import sha256
from sitegen.progress import Progress, no_progress

_BATCH = 64
_METADATA = tuple(part.name for part in fields(Metadata))


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with its body as HTML, or nothing where the cache has that already."""

    entry: Entry
    html: str | None


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

    def read(self, file: str, bodies: Bodies, watch: Stopwatch) -> ReadEntry:
        """The entry in `file`, relative to the site; a body that is known is not rendered. Raises ContentError."""
        found = document.read(self.site, file)
        made = card(found.metadata, file, kind_of(file))
        pictures = Pictures.named_in(self.site, found.markdown, made.image)
        lead = made.image if made.image in pictures.found else ""
        depends = (self.context, posixpath.dirname(file), lead, pictures.state, found.markdown)
        body = sha256("\0".join(depends).encode())
        known = bodies.facts(body)
        watch.lap("read article files")
        if known:
            return ReadEntry(Entry(made, decode_facts(known), body), None)
        from sitegen.markdown.render import render  # noqa: PLC0415 - where all bodies are known it is not needed

        resolve = resolver(file, self.base_path)
        rendered = render(found.markdown, resolve=resolve, sizes=pictures.sizes(resolve, self.base_path))
        facts = Facts(
            words=rendered.text_words,
            excerpt=rendered.excerpt,
            links=rendered.links,
            pictures=rendered.pictures,
            headings=rendered.headings,
            lead_size=pictures.size(lead),
        )
        watch.lap("render Markdown")
        return ReadEntry(Entry(made, facts, body), rendered.html)


def card(metadata: Metadata, file: str, kind: EntryKind) -> Card:
    """The card of an article file."""
    said = {name: getattr(metadata, name) for name in _METADATA}
    fingerprint = hashlib.sha256(f"{file}\0{kind}\0{dump(metadata)}".encode()).hexdigest()[:32]
    return Card(file=file, permalink=permalink(file), kind=kind, fingerprint=fingerprint, **said)


def read_files(
    reader: Reader,
    files: Sequence[str],
    cache: Cache,
    jobs: int,
    progress: Progress = no_progress,
    watch: Stopwatch | None = None,
) -> tuple[list[Entry], list[Problem]]:
    """The entries in `files`, in their order, and the faults of those that are none. The cache keeps their bodies."""
    watch = watch or Stopwatch()
    entries: list[Entry] = []
    problems: list[Problem] = []
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    with workers(jobs, len(files)) as executor, cache.transaction():
        results = executor.map(partial(_read_batch, reader, cache.path), batches)
        for done, (read, faults, spent) in enumerate(results, 1):
            watch.start()
            watch.add(spent)
            progress("Reading articles", min(done * _BATCH, len(files)), len(files))
            cache.keep_bodies(_kept(read))
            entries += (each.entry for each in read)
            problems += faults
            watch.lap("keep what was read", len(read))
    return entries, problems


def _kept(read: Iterable[ReadEntry]) -> Iterator[tuple[str, str, str]]:
    return ((each.entry.body, encode_facts(each.entry.facts), each.html) for each in read if each.html is not None)


def _read_batch(
    reader: Reader, cache: Path, files: Sequence[str]
) -> tuple[list[ReadEntry], list[Problem], Mapping[str, Spent]]:
    entries: list[ReadEntry] = []
    problems: list[Problem] = []
    watch = Stopwatch()
    database = open_to_read(cache)
    try:
        for file in files:
            try:
                entries.append(reader.read(file, Bodies(database), watch))
            except ContentError as error:
                problems += error.problems
    finally:
        database.close()
    return entries, problems, watch.take()

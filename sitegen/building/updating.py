"""The shelf brought up to date with content/: what changed is read, and the pages told that this may have changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.building.cache import Cache
from sitegen.building.problems import decode_problems, encode_problems
from sitegen.building.reading import Reader, read_files
from sitegen.building.stopwatch import Stopwatch
from sitegen.building.stored import StoredShelf
from sitegen.content.folder import MEDIA, is_entry
from sitegen.entry import Entry
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import Signature
from sitegen.progress import Progress, no_progress
from sitegen.regions.atlas import Atlas
from sitegen.site.affected import affected
from sitegen.site.plan import refuse_collisions
from sitegen.site.redirects import Aliases, find_redirects
from sitegen.site.revise import Change, revise
from sitegen.site.shelf import Placed, Scope, Site
from sitegen.site.showing import Audience, due, shown

Changed = Mapping[str, Signature | None]  # names of inputs; `None` for what is gone


@dataclass(frozen=True, slots=True)
class Update:
    """The site as it is now, and the paths of all pages that may be others; `None` stands for every page."""

    site: Site
    affected: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the site that a cache holds true to what is in content/.

    `basis` tells on what the whole site depends beside its files; `whole` is forgotten until a build is through.
    """

    cache: Cache
    reader: Reader
    atlas: Atlas
    scope: Scope
    audience: Audience
    basis: str
    jobs: int
    progress: Progress = no_progress
    watch: Stopwatch = field(default_factory=Stopwatch)

    def site(self) -> Site:
        """The site as the cache has it."""
        return Site(StoredShelf(self.cache.database), self.atlas, self.scope)

    def renew(self, inputs: Mapping[str, Signature], moved: Mapping[str, str]) -> Update:
        """A new site made of all `inputs`, whatever the cache has. Raises ContentError, and then has what it had."""
        files = [name for name in inputs if is_entry(name)]
        entries = self._read(files)
        with self.cache.transaction():
            self._remember_waiting({}, entries)
            assemble(self.cache, filter(self._shown, entries), self.site(), moved)
            self.cache.forget_inputs()
            self.cache.keep_inputs(inputs)
            self.cache.remember("basis", self.basis)
            self.cache.remember("whole", "")
            self.cache.forget_bodies()
        self.watch.lap("arrange the site")
        return Update(self.site(), None)

    def update(self, changed: Changed, moved: Mapping[str, str] | None) -> Update:
        """The site after `changed` inputs; `moved` are earlier addresses, `None` where they are as they were.

        Raises ContentError, and then the cache has what it had; CrowdedError where only `renew` helps.
        """
        waiting: dict[str, str] = json.loads(self.cache.fact("waiting") or "{}")
        overdue = [file for file, when in waiting.items() if dt.datetime.fromisoformat(when) <= self.audience.now]
        shelf, site = StoredShelf(self.cache.database), self.site()
        pictures = {name.removeprefix("content/") for name in changed if name.startswith(f"{MEDIA}/")}
        with_them = shelf.files_naming(pictures) if pictures else ()
        files = sorted({
            *filter(is_entry, changed), *(file for file in (*overdue, *with_them) if changed.get(file, True))
        })  # fmt: skip
        entries = {entry.card.file: entry for entry in self._read([file for file in files if changed.get(file, True)])}
        visible = {file: entry for file, entry in entries.items() if self._shown(entry)}
        pairs = ((shelf.in_file(file), visible.get(file)) for file in files)
        revision = revise(site, [Change(*pair) for pair in pairs if _differ(*pair)])
        paths = affected(site, revision)
        with self.cache.transaction():
            self._remember_waiting(
                {file: when for file, when in waiting.items() if file not in files}, entries.values()
            )
            shelf.save(revision, self.atlas)
            if len(revision.placed) > len(revision.rewritten) or revision.gone or moved is not None:
                renamed = {placed.entry.card.permalink for placed in revision.placed}
                paths |= redirect(self.cache, self.site(), moved, renamed)
                refuse_collisions(self.site(), shelf.contested())
            self.cache.keep_inputs(changed)
            self.cache.remember("whole", "")
        self.watch.lap("arrange the site")
        return Update(self.site(), frozenset(paths))

    def warnings(self) -> tuple[Problem, ...]:
        """What is amiss with the site's regions and aliases."""
        return decode_problems(self.cache.fact("warnings"))

    def until(self) -> str:
        """The moment from which there will be more to show without any edit, or nothing."""
        waiting = json.loads(self.cache.fact("waiting") or "{}")
        return min(waiting.values(), key=dt.datetime.fromisoformat, default="")

    def _read(self, files: Sequence[str]) -> list[Entry]:
        entries, faults = read_files(self.reader, files, self.cache, self.jobs, self.progress, self.watch)
        self.watch.start()
        if faults:
            raise ContentError(faults)
        return entries

    def _shown(self, entry: Entry) -> bool:
        return shown(entry, self.audience)

    def _remember_waiting(self, waiting: Mapping[str, str], entries: Iterable[Entry]) -> None:
        found = {entry.card.file: due(entry, self.audience.now).isoformat() for entry in entries if self._waits(entry)}
        self.cache.remember("waiting", json.dumps({**waiting, **found}))

    def _waits(self, entry: Entry) -> bool:
        """Whether nothing but its date keeps an entry from being shown."""
        return (self.audience.drafts or not entry.card.draft) and not self._shown(entry)


def assemble(cache: Cache, entries: Iterable[Entry], empty: Site, moved: Mapping[str, str]) -> None:
    """Puts `entries` on the shelf, and nothing else, inside a transaction. `empty` lends its atlas and scope.

    Raises ContentError where addresses collide.
    """
    shelf = StoredShelf(cache.database)
    shelf.clear()
    shelf.save(revise(Site(shelf, empty.atlas, empty.scope), [Change(None, entry) for entry in entries]), empty.atlas)
    full = Site(shelf, empty.atlas, empty.scope)
    redirect(cache, full, moved)
    refuse_collisions(full, shelf.contested())


def redirect(cache: Cache, site: Site, moved: Mapping[str, str] | None, renamed: Collection[str] = ()) -> set[str]:
    """Works out all redirects anew; the paths of those that may be others, `renamed` being what has a new title."""
    known = json.loads(cache.fact("moved") or "{}") if moved is None else dict(moved)
    notes = tuple(StoredShelf(cache.database).notes())
    before = json.loads(cache.fact("redirects") or "{}")
    found = find_redirects(site, known, (aliases for aliases, _ in notes))
    now = found.targets
    cache.remember("moved", json.dumps(known))
    cache.remember("redirects", json.dumps(dict(now)))
    cache.remember("warnings", encode_problems((*_unknown_regions(notes), *found.warnings)))
    return {path for path in {*before, *now} if before.get(path) != now.get(path) or now.get(path) in renamed}


def _unknown_regions(notes: Iterable[tuple[Aliases, Sequence[str]]]) -> Iterator[Problem]:
    advice = 'write a code such as "AM", or the slug of a region page'
    for aliases, regions in notes:
        yield from (Problem(f"unknown region `{written}`", Location(aliases.file), advice) for written in regions)


def _differ(before: Placed | None, after: Entry | None) -> bool:
    return (before.entry if before else None) != after

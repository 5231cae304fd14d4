"""A site held open for its preview: brought up to date when something changes, each page made when it is asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.building.cache import Bodies, Cache, discard
from sitegen.building.copies import copied_from, copied_to
from sitegen.building.inputs import FOLDERS, LINK, TEMPLATES, changes, leads_out, links_out
from sitegen.building.updating import Changed
from sitegen.config import Config
from sitegen.entry import Entry
from sitegen.errors import ConfigError, Location, Problem
from sitegen.progress import Progress, no_progress
from sitegen.render.renderer import Renderer, template_of
from sitegen.site.paths import permalink_of
from sitegen.site.plan import page
from sitegen.site.shelf import Site
from sitegen.site.showing import Audience
from sitegen.workflows.build import BUILD, PREVIEW
from sitegen.workflows.import_report import ImportReport
from sitegen.workflows.lock import writing
from sitegen.workflows.look import find_look, info_of, remember_look
from sitegen.workflows.site_folder import SiteFolder, input_places, open_site
from sitegen.workflows.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Stale:
    """What a change may have made others: pages at `paths` (`None`: every page), and all pages of `templates`.

    `files` are the output paths of files that are copied and changed: pictures, static files, assets of the theme.
    """

    paths: frozenset[str] | None = frozenset()
    templates: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything may be another."""
        return self.paths is None or bool(self.paths or self.templates or self.files)


@dataclass(frozen=True, slots=True)
class Applied:
    """What following a change did: what is stale, what was imported, and what the user should hear of."""

    stale: Stale
    imports: ImportReport
    warnings: tuple[Problem, ...]


class Session:
    """A site held open, of which each page is made when it is asked for.

    `apply` brings it up to date, at a cost that depends on the change and not on the site; `render` makes what lies at
    an output path now, and `is_stale` tells whether a change may have made that another. Nothing is written but the
    cache and, where saved pages come in, content/. All may be called from any thread; they wait for each other, which
    only saved pages to import or a new configuration make long. Drafts and articles of days to come are shown.

    `clock` gives the present moment in the site's time zone. `jobs` processes read what is new when the session begins,
    and one from then on, since processes with threads must not fork; the beginning alone tells its `progress`.
    """

    def __init__(
        self,
        site: SiteFolder,
        clock: Callable[[Config], dt.datetime],
        jobs: int = 0,
        progress: Progress = no_progress,
    ) -> None:
        self.site = site
        self._progress = progress
        self._clock, self._jobs = clock, jobs or os.cpu_count() or 1
        self._turn = threading.RLock()
        self._file = site.cache / PREVIEW
        self._cache: Cache | None = None
        self._shown: _Shown | None = None
        self._missed: frozenset[Path] = frozenset()

    def watched(self) -> tuple[Path, ...]:
        """Files and folders whose changes matter."""
        return (self.site.config_file.absolute(), *(self.site.root / folder for folder in FOLDERS))

    def apply(self, changed: Collection[Path] = ()) -> Applied:
        """Follows changes of files, or of whole folders, that are below `watched()`; the first call reads everything.

        Raises SitegenError: articles or the theme are shown as they were, and the next call tries these changes again.
        """
        with self._turn:
            caught_up = not self._missed
            self._missed = self._missed.union(changed)
            site = self._reopened(self._missed)
            with writing(site.root, "serve"):
                try:
                    applied = self._apply(site, self._missed)
                except sqlite3.DatabaseError:  # a damaged cache costs nothing but time
                    self.close()
                    discard(self._file)
                    applied = self._apply(site, self._missed)
            self._missed, self._jobs, self._progress = frozenset(), 1, no_progress
            return applied if caught_up else replace(applied, stale=Stale(None))

    def render(self, path: str) -> bytes | None:
        """What lies at an output path, such as `index.html`; `None` where there is nothing. Raises TemplateError."""
        with self._turn:
            return self._shown.render(path) if self._shown else None

    def is_stale(self, path: str, stale: Stale) -> bool:
        """Whether what lies at an output path is among what is `stale`; it may still be equal."""
        if stale.paths is None or path in stale.paths or path in stale.files:
            return True
        with self._turn:
            return bool(stale.templates and self._shown and self._shown.template(path) in stale.templates)

    def entry(self, path: str) -> Entry | None:
        """The article, or page of the owner's, at an output path."""
        with self._turn:
            placed = self._shown.contents.shelf.find(permalink_of(path)) if self._shown else None
            return placed.entry if placed else None

    def readers(self) -> Audience:
        """Those for whom the site is built."""
        return Audience(drafts=False, future=self.site.config.publish.future, now=self._clock(self.site.config))

    def close(self) -> None:
        """Lets go of the cache."""
        with self._turn:
            self._shown = None
            if self._cache:
                self._cache.close()
                self._cache = None

    def _reopened(self, changed: Collection[Path]) -> SiteFolder:
        """The site with its configuration as it is now."""
        if self.site.config_file.absolute() not in changed:
            return self.site
        site = open_site(self.site.config_file)
        if site.config.base_path != self.site.config.base_path:
            message = "the site's base path changed"
            raise ConfigError(Problem(message, Location(site.config_file.name), "stop the preview and start it again"))
        return site

    def _apply(self, site: SiteFolder, paths: Collection[Path]) -> Applied:
        cache = self._cache = self._cache or Cache(self._file)
        if not cache.fact("basis"):
            cache.borrow_bodies(site.cache / BUILD)
        upkeep = Upkeep(
            site, cache, drafts=True, now=self._clock(site.config), jobs=self._jobs, progress=self._progress
        )
        followed = upkeep.follow(self._changed(site, cache, paths))
        contents, before = followed.update.site, self._shown
        if before:
            self._shown = before = replace(before, contents=contents)
        stale, files = self._dress(site, contents, cache, themed=any(TEMPLATES in path.parts for path in paths))
        files |= {copied_to(name) for name in followed.changed} - {""}
        self.site = site
        affected = followed.update.affected if before else None
        assert self._shown
        warnings = (*self._shown.warnings, *links_out(cache.inputs_below(LINK)), *upkeep.keeper.warnings())
        return Applied(Stale(affected, stale, files), followed.imports, warnings)

    def _dress(
        self, site: SiteFolder, contents: Site, cache: Cache, *, themed: bool
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Finds out how the site looks, if that may have changed; the templates and assets that are others."""
        info = info_of(site, contents)
        if not themed and self._shown and self._shown.renderer.site == info:
            return frozenset(), frozenset()
        look = find_look(site, info, cache)
        with cache.transaction():
            remember_look(look, cache)
        self._shown = _Shown(site.root, contents, look.renderer, Bodies(cache.database), look.warnings)
        assets = look.renderer.theme.assets().values() if look.stale else ()
        return look.stale, frozenset(asset.path for asset in assets)

    def _changed(self, site: SiteFolder, cache: Cache, paths: Collection[Path]) -> Changed:
        places = input_places(site)
        if self._shown is None:
            return changes(cache.inputs(), places.look())
        names = [f"{link}{places.name(path)}" for path in paths for link in ("", LINK)]
        before = cache.inputs_among(names)
        for name in names:
            before |= cache.inputs_below(f"{name}/")
        return changes(before, places.look_at(paths))


@dataclass(frozen=True, slots=True)
class _Shown:
    """The site as it is shown now."""

    root: Path
    contents: Site
    renderer: Renderer
    bodies: Bodies
    warnings: tuple[Problem, ...]

    def render(self, path: str) -> bytes | None:
        """What lies at an output path."""
        if found := page(self.contents, path):
            return self.renderer.render(found, self.bodies)
        for asset in self.renderer.theme.assets().values():
            if asset.path == path:
                return asset.content
        for file in filter(Path.is_file, copied_from(self.root, path)):
            if leads_out(self.root, file.relative_to(self.root).as_posix()):
                continue
            with contextlib.suppress(OSError):
                return file.read_bytes()
        return None

    def template(self, path: str) -> str | None:
        """The template of the page at an output path."""
        found = page(self.contents, path)
        return template_of(found) if found else None

"""A build that has something to do: the site is brought up to date, what may be stale is made, and put into place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.building.cache import Cache, Output
from sitegen.building.copies import COPY, Copy, copies
from sitegen.building.inputs import STATIC, Inputs, changes
from sitegen.building.output import OutputFolder
from sitegen.building.pages import Job, Made, Work, make_pages
from sitegen.building.problems import encode_problems
from sitegen.content.folder import MEDIA
from sitegen.files import touched
from sitegen.progress import Progress
from sitegen.site.plan import paths
from sitegen.workflows.build import BuildOptions, BuildReport, output_folder, settings_of
from sitegen.workflows.look import Look, find_look, info_of, remember_look
from sitegen.workflows.site_folder import SiteFolder, customisation
from sitegen.workflows.upkeep import Followed, Upkeep, scope


def rebuild(site: SiteFolder, options: BuildOptions, cache: Cache, inputs: Inputs, now: dt.datetime) -> BuildReport:
    """Brings the output folder up to date with `inputs`. Raises as `sitegen.workflows.build.build`."""
    was_whole = bool(cache.fact("whole")) and not options.force
    if options.force:
        cache.forget()
    upkeep = Upkeep(site, cache, options.drafts, now, options.processes, options.frozen, options.progress)
    followed = upkeep.follow(changes(cache.inputs(), inputs), anew=options.force)
    look = find_look(site, info_of(site, followed.update.site), cache)
    rebuild_ = _Rebuild(site, cache, OutputFolder(output_folder(site, options)), followed, look, was_whole)
    made = rebuild_.make(options.processes, options.progress)
    warnings = (*look.warnings, *upkeep.keeper.warnings())
    with cache.transaction():
        cache.replace_outputs(made.outputs, made.gone)
        remember_look(look, cache)
        pages, files = cache.count_outputs(COPY)
        cache.remember("pages", str(pages))
        cache.remember("report", encode_problems(warnings))
        cache.remember("until", upkeep.keeper.until())
        cache.remember("settings", settings_of(site, options))
        cache.remember("whole", "yes")
    size, path, largest = cache.weigh()
    news = (*followed.imports.complaints, *followed.imports.duplicates)
    return BuildReport(
        pages=pages,
        written=len(made.written),
        unchanged=files - len(made.written),
        removed=len(made.removed),
        imported=followed.imports.count("imported", "updated"),
        refused=followed.imports.new_refusals,
        warnings=(*news, *warnings),
        size=size,
        largest=(path, largest),
        changed=frozenset((*made.written, *made.removed)),
    )


@dataclass(frozen=True)
class _Rebuild:
    site: SiteFolder
    cache: Cache
    output: OutputFolder
    followed: Followed
    look: Look
    was_whole: bool

    def make(self, jobs: int, progress: Progress) -> Made:
        """Makes everything that may be stale."""
        listed = set() if self.was_whole else self.output.ours()
        stale = tuple(dict.fromkeys(self._stale(listed)))
        before = {path: self._known[path] for path in stale if path in self._known and path not in self._touched}
        job = Job(
            cache=self.cache.path,
            regions=customisation(self.site),
            scope=scope(self.site),
            renderer=self.look.renderer,
            staging=self.output.staging,
            paths=stale,
            before=before,
        )
        return make_pages(Work(self._copies(), self._known, self._touched, listed), job, self.output, jobs, progress)

    @cached_property
    def _known(self) -> Mapping[str, Output]:
        return self.cache.outputs()

    @cached_property
    def _touched(self) -> set[str]:
        return touched(self.output.folder, {path: (out.size, out.mtime_ns) for path, out in self._known.items()})

    def _stale(self, listed: set[str]) -> Iterator[str]:
        """The paths of pages that may be stale or gone."""
        pages = {path: known for path, known in self._known.items() if known.maker != COPY}
        affected = self.followed.update.affected
        if affected is None or not self.was_whole:
            yield from paths(self.followed.update.site)
            yield from pages
            yield from listed
            return
        yield from sorted(affected)
        yield from sorted(self._touched & pages.keys())
        yield from (path for path, known in pages.items() if known.maker in self.look.stale)

    def _copies(self) -> tuple[Copy, ...] | None:
        """All files to copy, or `None` where they are what they were."""
        changed = any(name.startswith((f"{MEDIA}/", f"{STATIC}/")) for name in self.followed.changed)
        lost = any(self._known[path].maker == COPY for path in self._touched)
        if self.was_whole and not (changed or lost or self.look.stale):
            return None
        return tuple(copies(self.site.root, self.cache.inputs(), self.look.renderer.theme.assets()))

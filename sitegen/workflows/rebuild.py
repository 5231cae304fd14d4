"""A build that has something to do: the site is brought up to date, what may be stale is made, and put into place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.building.cache import Cache, Output, touched_outputs
from sitegen.building.copies import COPY, Copy, copies
from sitegen.building.inputs import LINK, STATIC, changes, links_out
from sitegen.building.output import OutputFolder
from sitegen.building.pages import Job, Made, Work, make_pages
from sitegen.building.problems import encode_problems
from sitegen.building.stopwatch import Stopwatch
from sitegen.content.folder import MEDIA
from sitegen.progress import Progress
from sitegen.site.plan import paths
from sitegen.workflows.build import BuildOptions, BuildReport, Since, output_folder, settings_of
from sitegen.workflows.look import Look, find_look, info_of, remember_look
from sitegen.workflows.site_folder import SiteFolder, customisation, input_places
from sitegen.workflows.upkeep import Followed, Upkeep, scope


def rebuild(
    site: SiteFolder, options: BuildOptions, cache: Cache, since: Since | None, now: dt.datetime
) -> BuildReport:
    """Brings the output folder up to date with all that changed `since` it was whole; `None` where it is not.

    Raises as `sitegen.workflows.build.build`.
    """
    if options.force:
        cache.forget()
    watch = Stopwatch()
    upkeep = Upkeep(site, cache, options.drafts, now, options.processes, options.frozen, options.progress, watch)
    changed = since.changed if since else changes(cache.inputs(), input_places(site).look())
    watch.lap("look for changes", len(changed))
    followed = upkeep.follow(changed, anew=options.force)
    look = find_look(site, info_of(site, followed.update.site), cache)
    output = OutputFolder(output_folder(site, options))
    rebuild_ = _Rebuild(site, cache, output, followed, look, since)
    watch.lap("look for changes")
    made = rebuild_.make(options.processes, options.progress, watch)
    warnings = (*look.warnings, *links_out(cache.inputs_below(LINK)), *upkeep.keeper.warnings())
    with cache.transaction():
        cache.replace_outputs(made.outputs, made.gone)
        remember_look(look, cache)
        weight = cache.weigh(COPY)
        cache.remember("weight", json.dumps(weight))
        cache.remember("report", encode_problems(warnings))
        cache.remember("until", upkeep.keeper.until())
        cache.remember("settings", settings_of(site, options))
        cache.remember("whole", "yes")
    watch.lap("remember", len(made.outputs))
    news = (*followed.imports.complaints, *followed.imports.duplicates)
    return BuildReport(
        pages=weight.pages,
        written=len(made.written),
        unchanged=weight.files - len(made.written),
        removed=len(made.removed),
        imported=followed.imports.count("imported", "updated"),
        refused=followed.imports.new_refusals,
        warnings=(*news, *warnings),
        size=weight.size,
        largest=(weight.path, weight.largest),
        stages=watch.take(),
        changed=frozenset((*made.written, *made.removed)),
    )


@dataclass(frozen=True)
class _Rebuild:
    site: SiteFolder
    cache: Cache
    output: OutputFolder
    followed: Followed
    look: Look
    since: Since | None

    def make(self, jobs: int, progress: Progress, watch: Stopwatch) -> Made:
        """Makes everything that may be stale."""
        listed = set() if self.since else self.output.ours()
        stale = tuple(dict.fromkeys(self._every(listed) if self._is_all_stale else self._stale()))
        copied = self._copies()
        known = self.cache.outputs() if copied is not None else self.cache.outputs_among(stale)
        before = {path: known[path] for path in stale if path in known and path not in self._touched}
        job = Job(
            cache=self.cache.path,
            regions=customisation(self.site),
            scope=scope(self.site),
            renderer=self.look.renderer,
            staging=self.output.staging,
            paths=stale,
            before=before,
        )
        work = Work(copied, known, self.cache.output_paths, self._touched, listed)
        watch.lap("look for changes")
        return make_pages(work, job, self.output, jobs, progress, watch)

    @property
    def _is_all_stale(self) -> bool:
        return self.since is None or self.followed.update.affected is None

    @cached_property
    def _touched(self) -> frozenset[str]:
        """The outputs that are not on disk as they were written."""
        if self.since:
            return frozenset(self.since.touched())
        return frozenset(touched_outputs(self.cache.path, self.output.folder))

    @cached_property
    def _lost(self) -> Mapping[str, Output]:
        """What they were."""
        return self.cache.outputs_among(sorted(self._touched))

    def _every(self, listed: set[str]) -> Iterator[str]:
        """The paths of all pages that there are, and that there were."""
        yield from paths(self.followed.update.site)
        yield from self.cache.output_paths(but=COPY)
        yield from listed

    def _stale(self) -> Iterator[str]:
        """The paths of pages that may be stale or gone."""
        yield from sorted(self.followed.update.affected or ())
        yield from (path for path, lost in self._lost.items() if lost.maker != COPY)
        yield from self.cache.paths_made_by(self.look.stale)

    def _copies(self) -> tuple[Copy, ...] | None:
        """All files to copy, or `None` where they are what they were."""
        changed = any(name.startswith((f"{MEDIA}/", f"{STATIC}/")) for name in self.followed.changed)
        lost = any(lost.maker == COPY for lost in self._lost.values())
        if self.since and not (changed or lost or self.look.stale):
            return None
        return tuple(copies(self.site.root, self.cache.inputs(), self.look.renderer.theme.assets()))

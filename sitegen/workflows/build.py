"""Building a site: is there anything to do, and what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sitegen import __version__
from sitegen.building.cache import Cache, Weight, touched_outputs, with_cache
from sitegen.building.inputs import FOLDERS, changes
from sitegen.building.problems import decode_problems
from sitegen.building.stopwatch import Spent
from sitegen.building.workers import meanwhile
from sitegen.content.folder import OUTPUT
from sitegen.errors import ContentError, Problem
from sitegen.files import Signature
from sitegen.progress import Progress, no_progress
from sitegen.workflows.lock import writing
from sitegen.workflows.site_folder import SiteFolder, input_places

BUILD, PREVIEW = "build.sqlite", "preview.sqlite"  # caches of what lies in _site/, and of what a preview shows


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. `output` is the folder to fill; `jobs` 0 stands for one process a processor."""

    output: Path | None = None
    drafts: bool = False
    frozen: bool = False
    force: bool = False
    jobs: int = 0
    progress: Progress = no_progress

    @property
    def processes(self) -> int:
        """How many processes may work."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `changed` are the output paths that were written or removed; `refused` counts new refusals.

    `size` is what all files of the site have together, in bytes, `largest` the path of the largest one and its size.
    `stages` tells where the processor time of all processes went, after the commands' own start.
    """

    pages: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    imported: int = 0
    refused: int = 0
    seconds: float = 0.0
    warnings: tuple[Problem, ...] = ()
    size: int = 0
    largest: tuple[str, int] = ("", 0)
    changed: frozenset[str] = field(default_factory=frozenset)
    stages: Mapping[str, Spent] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a site since it was whole: inputs that changed, outputs that are not as they were written."""

    changed: Mapping[str, Signature | None]
    touched: Callable[[], Collection[str]]


def build(site: SiteFolder, options: BuildOptions, now: dt.datetime) -> BuildReport:
    """Brings the output folder up to date; after an error it is as it was.

    Raises ConfigError, ContentError, TemplateError with all that is wrong, LockedError where another command writes.
    """
    started = time.monotonic()
    _refuse_inputs(site, output_folder(site, options))
    with writing(site.root, "build"):
        report = with_cache(cache_path(site, options), lambda cache: _build(site, options, cache, now))
    return replace(report, seconds=round(time.monotonic() - started, 3))


def output_folder(site: SiteFolder, options: BuildOptions) -> Path:
    """The folder that a build fills."""
    return Path(os.path.abspath(options.output or site.root / OUTPUT))  # noqa: PTH100 - also without any `..`


def _refuse_inputs(site: SiteFolder, output: Path) -> None:
    """Raises ContentError where the output would lie among what a build reads, and so feed itself."""
    place = output.resolve()
    if inside := next((name for name in FOLDERS if place.is_relative_to((site.root / name).resolve())), None):
        raise ContentError(Problem(f"the output folder lies in {inside}/", advice="name another with --output"))


def cache_path(site: SiteFolder, options: BuildOptions) -> Path:
    """Where what earlier builds of that folder found out is kept."""
    output = output_folder(site, options)
    if output == site.root / OUTPUT:
        return site.cache / BUILD
    return site.cache / f"build-{hashlib.sha256(str(output).encode()).hexdigest()[:12]}.sqlite"


def settings_of(site: SiteFolder, options: BuildOptions) -> str:
    """A digest of everything that a build depends on beside files."""
    said = f"{__version__}\n{options.drafts}\n{site.config!r}"
    return hashlib.sha256(said.encode()).hexdigest()


def _build(site: SiteFolder, options: BuildOptions, cache: Cache, now: dt.datetime) -> BuildReport:
    if not cache.fact("basis") and not options.force:
        cache.borrow_bodies(site.cache / PREVIEW)
    if options.force or not cache.fact("whole"):
        return _rebuild(site, options, cache, None, now)
    with meanwhile(partial(touched_outputs, cache.path, output_folder(site, options))) as touched:
        changed = changes(cache.inputs(), input_places(site).look())
        if not changed and _is_current(site, options, cache, now) and not touched():
            return _unchanged(cache)
        return _rebuild(site, options, cache, Since(changed, touched), now)


def _rebuild(
    site: SiteFolder, options: BuildOptions, cache: Cache, since: Since | None, now: dt.datetime
) -> BuildReport:
    from sitegen.workflows.rebuild import rebuild  # noqa: PLC0415 - a build with nothing to do loads none of it

    return rebuild(site, options, cache, since, now)


def _is_current(site: SiteFolder, options: BuildOptions, cache: Cache, now: dt.datetime) -> bool:
    """Whether the last build was for the same settings, and nothing that waits for its day has come since."""
    until = cache.fact("until")
    return cache.fact("settings") == settings_of(site, options) and not (
        until and now >= dt.datetime.fromisoformat(until)
    )


def _unchanged(cache: Cache) -> BuildReport:
    """The report of a build that has nothing to do."""
    weight = Weight(*json.loads(cache.fact("weight")))
    return BuildReport(
        pages=weight.pages,
        unchanged=weight.files,
        warnings=decode_problems(cache.fact("report")),
        size=weight.size,
        largest=(weight.path, weight.largest),
    )

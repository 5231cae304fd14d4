"""Building a site: import what is new, find what is stale, render it, put it into place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sitegen import __version__
from sitegen.building.cache import Cache, with_cache
from sitegen.content.folder import OUTPUT
from sitegen.content.ledger import read_ledger
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import signature, walk
from sitegen.ingest.reconcile import moved_addresses
from sitegen.render.theme_files import shipped_theme
from sitegen.workflows.import_pages import ImportReport, import_new, refuse_unrecorded
from sitegen.workflows.lock import writing
from sitegen.workflows.site_folder import SiteFolder, site_atlas, site_info

TEMPLATES = "templates"
INPUTS = ("content", TEMPLATES, "static")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. `output` is the folder to fill; `jobs` 0 stands for one process a processor."""

    output: Path | None = None
    drafts: bool = False
    frozen: bool = False
    force: bool = False
    jobs: int = 0
    preview: bool = False

    @property
    def processes(self) -> int:
        """How many processes may work."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `changed` are the output paths that were written or removed; `refused` counts new refusals."""

    pages: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    imported: int = 0
    refused: int = 0
    seconds: float = 0.0
    warnings: tuple[Problem, ...] = ()
    changed: frozenset[str] = field(default_factory=frozenset)


def build(site: SiteFolder, options: BuildOptions, now: dt.datetime) -> BuildReport:
    """Brings the output folder up to date; after an error it is as it was.

    Raises ConfigError, ContentError, TemplateError with all that is wrong, LockedError where another command writes.
    """
    started = time.monotonic()
    _refuse_inputs(site, output_folder(site, options))
    with writing(site.root, "serve" if options.preview else "build"):
        report = with_cache(
            cache_path(site, options),
            lambda cache: _unchanged(site, options, cache, now) or _rebuild(site, options, cache, now),
        )
    return replace(report, seconds=round(time.monotonic() - started, 3))


def output_folder(site: SiteFolder, options: BuildOptions) -> Path:
    """The folder that a build fills."""
    return Path(os.path.abspath(options.output or site.root / OUTPUT))  # noqa: PTH100 - also without any `..`


def _refuse_inputs(site: SiteFolder, output: Path) -> None:
    """Raises ContentError where the output would lie among what a build reads, and so feed itself."""
    place = output.resolve()
    if inside := next((name for name in INPUTS if place.is_relative_to((site.root / name).resolve())), None):
        raise ContentError(Problem(f"the output folder lies in {inside}/", advice="name another with --output"))


def cache_path(site: SiteFolder, options: BuildOptions) -> Path:
    """Where what earlier builds of that folder found out is kept."""
    output = output_folder(site, options)
    if output == site.root / OUTPUT:
        return site.cache / "build.sqlite"
    return site.cache / f"build-{hashlib.sha256(str(output).encode()).hexdigest()[:12]}.sqlite"


# --- nothing to do ----------------------------------------------------------------------------------------------------


def _unchanged(site: SiteFolder, options: BuildOptions, cache: Cache, now: dt.datetime) -> BuildReport | None:
    """The report of a build that has nothing to do, or `None` where there may be something."""
    if options.force or not cache.fact("state"):
        return None
    if cache.fact("until") and now >= dt.datetime.fromisoformat(cache.fact("until")):
        return None
    if cache.fact("state") != _state(site, options, output_folder(site, options)):
        return None
    pages, files, warnings = json.loads(cache.fact("report"))
    return BuildReport(pages=pages, unchanged=files, warnings=tuple(map(_problem, warnings)))


def _state(site: SiteFolder, options: BuildOptions, output: Path) -> str:
    return _digest((*_inputs(site, options), *((path, found) for path, found in walk(output, hidden=True))))


def _inputs(site: SiteFolder, options: BuildOptions) -> Iterator[tuple[str, object]]:
    """Everything that a build reads, by name and signature."""
    yield "sitegen", __version__
    yield "options", (str(options.output), options.drafts, site_info(site.config))
    yield str(site.config_file), signature(site.config_file)
    for folder in INPUTS:
        yield from walk(site.root, folder, hidden=folder == "static")
    yield from walk(shipped_theme())


def _digest(parts: Iterable[tuple[str, object]]) -> str:
    text = "\n".join(f"{name}\t{value}" for name, value in parts)
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


# --- something to do --------------------------------------------------------------------------------------------------


def _rebuild(site: SiteFolder, options: BuildOptions, cache: Cache, now: dt.datetime) -> BuildReport:
    from sitegen.building.output import OutputFolder  # noqa: PLC0415 - a build with nothing to do loads none of these
    from sitegen.building.pages import make_pages  # noqa: PLC0415
    from sitegen.building.reading import Reader, read_site  # noqa: PLC0415
    from sitegen.render.renderer import Renderer  # noqa: PLC0415
    from sitegen.render.theme import Theme  # noqa: PLC0415
    from sitegen.site.assemble import assemble  # noqa: PLC0415
    from sitegen.site.plan import Scope, plan  # noqa: PLC0415
    from sitegen.site.showing import showing  # noqa: PLC0415
    from sitegen.site.views import Term  # noqa: PLC0415

    imports = _import(site, options)
    inputs = tuple(_inputs(site, options))
    atlas = site_atlas(site)
    entries, faults = read_site(Reader(site.root, site.config.base_path, __version__), cache, options.processes)
    news = (*imports.complaints, *imports.duplicates)
    if faults:
        raise ContentError((*faults, *news))  # what is new is told once, even if it can't be shown yet
    shown = showing(entries, now, drafts=options.drafts, future=site.config.publish.future)
    assembled = assemble(shown.entries, atlas, moved_addresses(read_ledger(site.root)))
    pages = plan(assembled, atlas, Scope(site.config.build.per_page, site.config.publish.feeds == "full"))
    own_pages = tuple(Term(entry.card.title, entry.card.permalink) for entry in assembled.pages)
    info = replace(site_info(site.config), pages=own_pages)
    theme = Theme((site.root / TEMPLATES, shipped_theme()), info.theme)
    output = OutputFolder(output_folder(site, options))
    made = make_pages(
        site.root, pages, renderer=Renderer(theme, info), output=output, cache=cache, jobs=options.processes
    )
    warnings = (*theme.problems(), *assembled.warnings)
    with cache.transaction():
        cache.forget_bodies_except(entry.body for entry in entries)
        cache.remember("state", _digest((*inputs, *walk(output.folder, hidden=True))))
        cache.remember("until", shown.until.isoformat() if shown.until else "")
        cache.remember("report", json.dumps([len(pages), made.files, list(map(_parts, warnings))]))
    return BuildReport(
        pages=len(pages),
        written=len(made.written),
        unchanged=made.files - len(made.written),
        removed=len(made.removed),
        imported=imports.count("imported", "updated"),
        refused=imports.new_refusals,
        warnings=(*news, *warnings),
        changed=frozenset((*made.written, *made.removed)),
    )


def _import(site: SiteFolder, options: BuildOptions) -> ImportReport:
    """What is new in content/saved/ comes in; a frozen build only makes sure that nothing is."""
    if options.frozen:
        refuse_unrecorded(site)
        return ImportReport()
    return import_new(site, options.processes)


# --- remembered reports -----------------------------------------------------------------------------------------------


def _problem(parts: list[str | int | None]) -> Problem:
    message, advice, file, line = parts
    return Problem(str(message), Location(str(file), line) if file else None, str(advice))  # type: ignore[arg-type]


def _parts(problem: Problem) -> list[str | int | None]:
    where = problem.location
    return [problem.message, problem.advice, where.file if where else "", where.line if where else None]

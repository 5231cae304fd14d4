"""Pages, brought into the output folder: only what is stale is rendered, only what differs is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.cache import Bodies, Output, open_to_read
from sitegen.building.copies import COPY, Copy, refuse_collisions, stage_copies
from sitegen.building.output import Fresh, OutputFolder, Staging
from sitegen.building.stopwatch import Spent, Stopwatch
from sitegen.building.stored import StoredShelf
from sitegen.building.workers import Here, Mapper, workers
from sitegen.errors import ContentError, Problem
from sitegen.files import sha256
from sitegen.progress import Progress
from sitegen.regions.atlas import load_atlas
from sitegen.regions.customise import Customisation
from sitegen.render.renderer import Renderer, template_of
from sitegen.site.fingerprint import Fingerprints
from sitegen.site.plan import page
from sitegen.site.shelf import Scope, Site

_BATCH = 50

Batch = tuple[list[Fresh | None], Mapping[str, Spent]]
"""What became of some pages, and what that took."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to make any of the pages at `paths`; `before` are the outputs that lie there untouched."""

    cache: Path
    regions: Customisation
    scope: Scope
    renderer: Renderer
    staging: Staging
    paths: Sequence[str]
    before: Mapping[str, Output]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the work: every output that was looked at, those that are gone, what was written and removed."""

    outputs: Mapping[str, Output]
    gone: frozenset[str]
    written: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done beside making pages: all files to copy (`None`: they are as they were).

    `known` are the outputs that this may concern, all of them where files are copied; `paths` gives the paths of all
    outputs. `touched` are not on disk as they were written; `listed` are files of ours of which no more is known.
    """

    copied: Sequence[Copy] | None
    known: Mapping[str, Output]
    paths: Callable[[], Collection[str]]
    touched: Collection[str]
    listed: Collection[str]


def make_pages(work: Work, job: Job, output: OutputFolder, jobs: int, progress: Progress, watch: Stopwatch) -> Made:
    """Does the work. After an error the output folder is as it was.

    Raises TemplateError, or ContentError where files collide, cannot be read, or the disk is full.
    """
    try:
        output.begin()
        fresh, gone = _stage(work, job, jobs, progress, watch)
        watch.lap("copy files", len(work.copied or ()))
        written = [each.path for each in fresh if each.written]
        ours, made = {*work.known, *work.listed}, {each.path for each in fresh}
        if not made <= ours or not gone.isdisjoint(ours) or not output.is_listed():
            ours.update(work.paths())  # the manifest will be another
        removed = output.commit(written, (ours - gone) | made, ours)
        watch.lap("move into place", len(written))
    except OSError as error:
        message = f"{output.folder} cannot be written ({error.strerror})"
        raise ContentError(
            Problem(message, advice="the site there is as it was, or is mended by the next build")
        ) from None
    finally:
        output.abandon()
    return Made({each.path: each.output for each in fresh}, frozenset(gone), tuple(written), tuple(removed))


def _stage(work: Work, job: Job, jobs: int, progress: Progress, watch: Stopwatch) -> tuple[list[Fresh], set[str]]:
    """Stages all that is to be written; what was made, and the paths of what is gone."""
    made = dict(zip(job.paths, _made(job, jobs, progress, watch), strict=True))
    watch.lap("share out the work")
    fresh = [each for each in made.values() if each]
    gone = {path for path, each in made.items() if each is None}
    if work.copied is None:
        return fresh, gone
    before = {path: known for path, known in work.known.items() if path not in work.touched}
    pages = {path for path, known in work.known.items() if known.maker != COPY} - gone | {each.path for each in fresh}
    refuse_collisions(work.copied, pages)
    wanted = {copy.path for copy in work.copied}
    gone |= {path for path, known in work.known.items() if known.maker == COPY} - pages
    return [*fresh, *stage_copies(work.copied, before, job.staging)], gone - wanted


# --- in each process --------------------------------------------------------------------------------------------------


def _made(job: Job, jobs: int, progress: Progress, watch: Stopwatch) -> Iterator[Fresh | None]:
    """What became of the page at each of the job's paths; `None` where there is none."""
    try:
        with workers(jobs, len(job.paths), _start, (job,)) as executor:
            for batch, spent in _results(executor, len(job.paths), progress):
                watch.add(spent)
                if isinstance(executor, Here):
                    watch.start()  # what this process did is in `spent`
                yield from batch
    finally:
        _stop()


def _results(executor: Mapper, count: int, progress: Progress) -> Iterator[Batch]:
    batches = [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    for places, batch in zip(batches, executor.map(_make_batch, batches), strict=True):
        progress("Making pages", places.stop, count)
        yield batch


class Maker:
    """Makes pages, looking up in the cache what they show."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._database = open_to_read(job.cache)
        self._site = Site(StoredShelf(self._database), load_atlas(job.regions), job.scope)
        self._bodies, self._fingerprints = Bodies(self._database), Fingerprints()
        self.watch = Stopwatch()

    def close(self) -> None:
        """Lets go of the cache."""
        self._database.close()

    def make(self, path: str) -> Fresh | None:
        """Stages the page at `path`, if there is one and it is not the one that lies there."""
        found, renderer, lap = page(self._site, path), self._job.renderer, self.watch.lap
        lap("plan pages")
        if found is None:
            return None
        template = template_of(found)
        key = sha256(f"{renderer.digest(template)} {self._fingerprints.of(found)}".encode())
        before = self._job.before.get(path)
        lap("compare pages")
        if before and before.key == key and before.maker == template:
            return Fresh(path, before, written=False)
        data = renderer.render(found, self._bodies)
        lap(f"render {template or 'feeds and the like'}")
        fresh = self._job.staging.bring(path, (template, key), data, before)
        lap("write pages")
        return fresh


class _Worker:
    """What `_start` leaves in each process for its batches."""

    job: Job
    maker: Maker | None = None


def _start(job: Job) -> None:
    _Worker.job, _Worker.maker = job, Maker(job)


def _stop() -> None:
    """Where this process did the work itself, it lets go of the cache."""
    if _Worker.maker:
        _Worker.maker.close()
        _Worker.maker = None


def _make_batch(indices: Iterable[int]) -> Batch:
    maker = _Worker.maker
    assert maker
    maker.watch.start()
    return [maker.make(_Worker.job.paths[index]) for index in indices], maker.watch.take()

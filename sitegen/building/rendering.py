"""Stale pages, rendered into staging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.cache import Bodies, Output
from sitegen.building.output import Fresh, Staging
from sitegen.building.workers import workers
from sitegen.render.renderer import Renderer
from sitegen.site.views import Page

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Stale:
    """A page to render, the key that it will have, and what lies untouched in its place."""

    page: Page
    key: str
    before: Output | None


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to render any of the stale pages."""

    stale: Sequence[Stale]
    renderer: Renderer
    cache: Path
    staging: Staging


def render_stale(job: Job, jobs: int) -> Iterator[Fresh]:
    """Renders all stale pages into staging. Raises TemplateError."""
    try:
        with workers(jobs, len(job.stale), _start, (job,)) as executor:
            yield from _results(executor, len(job.stale))
    finally:
        _stop()


def _results(executor: Executor, count: int) -> Iterator[Fresh]:
    batches = [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    for batch in executor.map(_render_batch, batches):
        yield from batch


class _Worker:
    """What `_start` leaves in each process for its batches."""

    job: Job
    bodies: Bodies | None = None


def _start(job: Job) -> None:
    _Worker.job, _Worker.bodies = job, Bodies(job.cache)


def _stop() -> None:
    """Where this process did the work itself, it lets go of the cache."""
    if _Worker.bodies:
        _Worker.bodies.close()
        _Worker.bodies = None


def _render_batch(indices: Iterable[int]) -> list[Fresh]:
    job, bodies = _Worker.job, _Worker.bodies
    assert bodies
    return [
        job.staging.bring(stale.page.path, stale.key, job.renderer.render(stale.page, bodies), stale.before)
        for stale in map(job.stale.__getitem__, indices)
    ]

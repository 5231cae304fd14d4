"""The pages of a plan, brought into the output folder: only what is stale is rendered, only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.cache import Cache, Output
from sitegen.building.copies import copies, refuse_collisions, stage_copies
from sitegen.building.output import OutputFolder, untouched
from sitegen.building.rendering import Job, Stale, render_stale
from sitegen.errors import ContentError, Problem
from sitegen.files import sha256
from sitegen.render.renderer import Renderer
from sitegen.site.fingerprint import Fingerprints
from sitegen.site.views import Page


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a plan: how many files the site has, which were written, which removed."""

    files: int
    written: tuple[str, ...]
    removed: tuple[str, ...]


def make_pages(
    site: Path, pages: Sequence[Page], *, renderer: Renderer, output: OutputFolder, cache: Cache, jobs: int
) -> Made:
    """Brings `output` to what `pages` and the files to copy make of it. After an error it is as it was.

    Raises TemplateError, or ContentError where files collide, cannot be read, or the disk is full.
    """
    copied = tuple(copies(site, renderer.theme.assets()))
    refuse_collisions(copied, (page.path for page in pages))
    wanted = {*(copy.path for copy in copied), *(page.path for page in pages)}
    known, ours = cache.outputs(), output.ours()
    before = untouched(known, output.found())
    stale = tuple(find_stale(pages, renderer, before))
    try:
        output.begin()
        fresh = [
            *stage_copies(copied, before, output.staging),
            *render_stale(Job(stale, renderer, cache.path, output.staging), jobs),
        ]
        written = [each.path for each in fresh if each.written]
        removed = output.commit(written, wanted, ours | known.keys())
    except OSError as error:
        message = f"{output.folder} cannot be written ({error.strerror})"
        raise ContentError(
            Problem(message, advice="the site there is as it was, or is mended by the next build")
        ) from None
    finally:
        output.abandon()
    with cache.transaction():
        cache.replace_outputs({each.path: each.output for each in fresh}, known.keys() - wanted)
    return Made(len(wanted), tuple(written), tuple(removed))


def find_stale(pages: Sequence[Page], renderer: Renderer, before: Mapping[str, Output]) -> Iterator[Stale]:
    """The pages whose key is not that of the file on disk."""
    fingerprints = Fingerprints()
    for page in pages:
        key = sha256(f"{renderer.digest(page)} {fingerprints.of(page)}".encode())
        here = before.get(page.path)
        if here is None or here.key != key:
            yield Stale(page, key, here)

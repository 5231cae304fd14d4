"""Files of the site that are copied, not rendered: pictures, the owner's static files, the theme's assets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.building.cache import Output
from sitegen.building.inputs import STATIC
from sitegen.building.output import RESERVED, Fresh, Staging, parents
from sitegen.content.folder import MEDIA
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import Signature
from sitegen.render.assets import Asset

COPY = "copy"  # the maker of these outputs


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy: its output path, its bytes or where they are, and a key that changes when they do."""

    path: str
    source: Path | bytes
    key: str

    def read(self) -> bytes:
        """The bytes. Raises ContentError where the file cannot be read."""
        if isinstance(self.source, bytes):
            return self.source
        try:
            return self.source.read_bytes()
        except OSError as error:
            raise ContentError(Problem(f"cannot be read ({error.strerror})", Location(str(self.source)))) from None


def copies(site: Path, inputs: Mapping[str, Signature], assets: Mapping[str, Asset]) -> Iterator[Copy]:
    """Everything that is copied as it is: the theme's `assets`, and pictures and static files among `inputs`."""
    yield Copy(".nojekyll", b"", "nojekyll")
    for asset in assets.values():
        yield Copy(asset.path, asset.content, asset.path)
    for path, found in inputs.items():
        if (target := copied_to(path)) and target != ".nojekyll":
            yield Copy(target, site / path, f"{path.split('/')[0]} {found}")


def copied_to(path: str) -> str:
    """The output path of an input that is copied as it is; nothing for any other."""
    if path.startswith(f"{MEDIA}/"):
        return path.removeprefix("content/")
    return path.removeprefix(f"{STATIC}/") if path.startswith(f"{STATIC}/") else ""


def copied_from(site: Path, path: str) -> Iterator[Path]:
    """Where the file would lie that is copied to an output path."""
    yield site / STATIC / path
    if path.startswith("media/"):
        yield site / "content" / path


def refuse_collisions(copied: Iterable[Copy], pages: Iterable[str]) -> None:
    """Raises ContentError where a copied file would take the place of a page, or of another file."""
    owners = dict.fromkeys(pages, "a page of the site")
    folders = {above for page in owners for above in parents(page)}
    problems: list[Problem] = []
    for copy in copied:
        if owner := _owner(copy.path, owners, folders):
            where = Location(str(copy.source)) if isinstance(copy.source, Path) else None
            problems.append(Problem(f"/{copy.path} is also {owner}", where, "rename the file"))
        owners[copy.path] = f"copied from {copy.source}" if isinstance(copy.source, Path) else "a file of the theme"
        folders.update(parents(copy.path))
    if problems:
        raise ContentError(problems)


def _owner(path: str, owners: Mapping[str, str], folders: Collection[str]) -> str:
    """What has this path already, or is where a folder above it must be."""
    if path.split("/", maxsplit=1)[0] in RESERVED:
        return "where sitegen keeps notes of its own"
    taken = (owners[each] for each in (path, *parents(path)) if each in owners)
    return next(taken, "a folder of the site" if path in folders else "")


def stage_copies(copied: Iterable[Copy], untouched: Mapping[str, Output], staging: Staging) -> Iterator[Fresh]:
    """Stages what changed; `untouched` are the outputs that are on disk as they were written."""
    for copy in copied:
        before = untouched.get(copy.path)
        if before is None or before.key != copy.key:
            yield staging.bring(copy.path, (COPY, copy.key), copy.read(), before)

"""A new site: its configuration, a sample page that is already imported, and what its repository needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sitegen.building.inputs import FOLDERS
from sitegen.config import CONFIG_FILE
from sitegen.content.folder import CACHE, OUTPUT
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import write_atomically
from sitegen.workflows.import_pages import import_new
from sitegen.workflows.lock import writing
from sitegen.workflows.site_folder import open_site

RENAMED = {"gitignore": ".gitignore"}  # packaging tools leave out names that begin with a dot


def make_site(folder: Path, more: Mapping[str, str]) -> tuple[str, ...]:
    """Makes a site in `folder`, with `more` files (text by path); the paths of what was written.

    Raises ContentError, before anything is written, where a file of the site is already there, or where another site
    would take the new one's files for its own.
    """
    _refuse_inside(folder.resolve())
    contents = {**dict(_starter()), **{path: text.encode() for path, text in more.items()}}
    if there := [path for path in contents if (folder / path).exists()]:
        problem = Problem("this file is already there", Location(str(folder / there[0])), "name a folder that is empty")
        raise ContentError(problem)
    for path, content in contents.items():
        write_atomically(folder / path, content)
    site = open_site(folder / CONFIG_FILE)
    with writing(site.root, "new"):
        import_new(site, 1)
    return tuple(sorted(contents))


def _refuse_inside(folder: Path) -> None:
    for site in folder.parents:
        own = folder.relative_to(site).parts[0]
        if own in {*FOLDERS, OUTPUT, CACHE} and (site / CONFIG_FILE).is_file():
            message = f"{own}/ belongs to the site in {site}"
            raise ContentError(Problem(message, Location(str(folder)), "name a folder outside it"))


def _starter() -> Iterator[tuple[str, bytes]]:
    yield from _walk(files("sitegen.workflows") / "starter", "")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = prefix + RENAMED.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        else:
            yield path, entry.read_bytes()

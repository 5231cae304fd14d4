"""The files that a build reads, told from those that it read last time by their size, time and inode alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sitegen.content.folder import ARTICLES, LEDGER, MEDIA, PAGES, SAVED, named
from sitegen.errors import Location, Problem
from sitegen.files import Signature, signature, walk

CONTENT, TEMPLATES, STATIC = "content", "templates", "static"
FOLDERS = (CONTENT, TEMPLATES, STATIC)
THEME = "theme:"  # before the names of the shipped theme's files
LINK = "link:"  # before those of links that lead out of the site, and are no inputs
CONFIG = "config:"  # before that of the configuration

# Of what lies there, files are published as they are, or nearly. A saved page and a template may lie elsewhere.
PUBLISHED = (f"{ARTICLES}/", f"{PAGES}/", f"{MEDIA}/", f"{STATIC}/")

Inputs = Mapping[str, Signature]


@dataclass(frozen=True, slots=True)
class Places:
    """Where inputs lie: the site's folder, its configuration, and the shipped theme."""

    site: Path
    config: Path
    theme: Path

    def look(self) -> dict[str, Signature]:
        """Every input there is now, by its name."""
        links: list[str] = []
        folders = (walk(self.site, folder, folder == STATIC, links) for folder in FOLDERS)
        theme = ((f"{THEME}{name}", found) for name, found in walk(self.theme))
        return self._inside(_sayable(chain(self._at(self.config, links), *folders, theme)), links)

    def look_at(self, paths: Iterable[Path]) -> dict[str, Signature]:
        """The inputs at `paths`, files or whole folders, below the site; hidden ones and backups are none."""
        links: list[str] = []
        found = _sayable(found for path in paths if self._is_input(path) for found in self._at(path, links))
        return self._inside(found, links)

    def _is_input(self, path: Path) -> bool:
        folder, *inner = self.name(path).split("/")
        return not any(part.endswith("~") or (part.startswith(".") and folder != STATIC) for part in inner)

    def name(self, path: Path) -> str:
        """The name of an input, or of a folder of inputs."""
        return f"{CONFIG}{path.name}" if path == self.config else path.relative_to(self.site).as_posix()

    def _at(self, path: Path, links: list[str]) -> Iterator[tuple[str, Signature]]:
        name = self.name(path)
        if path.is_dir():
            yield from walk(self.site, name, name.split("/")[0] == STATIC, links)
        elif found := signature(path):
            if path.is_symlink():
                links.append(name)
            yield name, found

    def _inside(self, found: dict[str, Signature], links: Iterable[str]) -> dict[str, Signature]:
        """Without what would be published though it lies outside the site; that is noted under names of its own."""
        for name in links:
            if name in found and leads_out(self.site, name):
                found[f"{LINK}{name}"] = found.pop(name)
        return found


def _sayable(found: Iterable[tuple[str, Signature]]) -> dict[str, Signature]:
    """With names that a database takes. Raises ContentError for one that is not UTF-8 and would become an address."""
    kept = dict(found)
    if all(map(str.isascii, kept)):
        return kept
    return {_said(name): here for name, here in kept.items()}


def _said(name: str) -> str:
    if name.startswith((SAVED, LEDGER, TEMPLATES)):
        return name.encode("utf-8", "backslashreplace").decode()
    return named(name)


def leads_out(site: Path, name: str) -> bool:
    """Whether an input is a link to a file that lies outside the site, and would be published with it."""
    if not name.startswith(PUBLISHED):
        return False
    target = (site / name).resolve()
    folders = ("", CONTENT, STATIC, *PUBLISHED)  # which may be links themselves, and lie elsewhere as a whole
    return not any(target.is_relative_to((site / folder).resolve()) for folder in folders)


def links_out(inputs: Iterable[str]) -> Iterator[Problem]:
    """Tells of the links that lead out of the site."""
    for name in sorted(inputs):
        advice = "nothing outside is published; copy the file here"
        yield Problem("a link that leads out of the site is left out", Location(name.removeprefix(LINK)), advice)


def changes(before: Inputs, now: Inputs) -> dict[str, Signature | None]:
    """What came or changed, with its signature, and what is gone, with `None`."""
    if before == now:
        return {}
    found: dict[str, Signature | None] = {name: here for name, here in now.items() if before.get(name) != here}
    return found | dict.fromkeys(before.keys() - now.keys())

"""The files that a build reads, told from those that it read last time by their size, time and inode alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sitegen.content.folder import LEDGER, SAVED, named
from sitegen.files import Signature, signature, walk

CONTENT, TEMPLATES, STATIC = "content", "templates", "static"
FOLDERS = (CONTENT, TEMPLATES, STATIC)
THEME = "theme:"  # before the names of the shipped theme's files
CONFIG = "config:"  # before that of the configuration

Inputs = Mapping[str, Signature]


@dataclass(frozen=True, slots=True)
class Places:
    """Where inputs lie: the site's folder, its configuration, and the shipped theme."""

    site: Path
    config: Path
    theme: Path

    def look(self) -> dict[str, Signature]:
        """Every input there is now, by its name."""
        folders = (walk(self.site, folder, hidden=folder == STATIC) for folder in FOLDERS)
        theme = ((f"{THEME}{name}", found) for name, found in walk(self.theme))
        return _sayable(chain(self._at(self.config), *folders, theme))

    def look_at(self, paths: Iterable[Path]) -> dict[str, Signature]:
        """The inputs at `paths`, files or whole folders, below the site; hidden ones and backups are none."""
        return _sayable(found for path in paths if self._is_input(path) for found in self._at(path))

    def _is_input(self, path: Path) -> bool:
        folder, *inner = self.name(path).split("/")
        return not any(part.endswith("~") or (part.startswith(".") and folder != STATIC) for part in inner)

    def name(self, path: Path) -> str:
        """The name of an input, or of a folder of inputs."""
        return f"{CONFIG}{path.name}" if path == self.config else path.relative_to(self.site).as_posix()

    def _at(self, path: Path) -> Iterator[tuple[str, Signature]]:
        name = self.name(path)
        if path.is_dir():
            yield from walk(self.site, name, hidden=name.split("/")[0] == STATIC)
        elif found := signature(path):
            yield name, found


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


def changes(before: Inputs, now: Inputs) -> dict[str, Signature | None]:
    """What came or changed, with its signature, and what is gone, with `None`."""
    if before == now:
        return {}
    found: dict[str, Signature | None] = {name: here for name, here in now.items() if before.get(name) != here}
    return found | dict.fromkeys(before.keys() - now.keys())

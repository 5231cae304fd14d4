"""The files of a theme: the site's own before the shipped ones, name by name, all read at once.

Everything else works on this one snapshot, so that a template edited during a build cannot be in it by halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Location, Problem, closest

ASSETS = "assets/"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of the theme: `name` as templates say it, where it lies, and its bytes. `place` is how users are told."""

    name: str
    path: Path
    place: str
    content: bytes


def shipped_theme() -> Path:
    """The folder of the theme that comes with the package, or with the checkout that it is run from."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def read_theme(folders: Sequence[Path]) -> Mapping[str, ThemeFile]:
    """Every file of the theme by name, the first folder that has it first. Folders may be absent."""
    found: dict[str, ThemeFile] = {}
    for folder in reversed(folders):
        own = folder is not folders[-1] or len(folders) == 1
        for name, path in _walk(folder):
            place = f"{folder.name}/{name}" if own else f"theme:{name}"
            found[name] = ThemeFile(name, path, place, path.read_bytes())
    return dict(sorted(found.items()))


def unknown_files(folders: Sequence[Path], used: frozenset[str]) -> Iterator[Problem]:
    """Warnings for files of the site's that neither replace one of the theme's nor are `used` by a template."""
    known = [name for name, _ in _walk(folders[-1])]
    for folder in folders[:-1]:
        for name, _ in _walk(folder):
            if name not in known and name not in used:
                meant = closest(name, known)
                advice = f"did you mean {meant}?" if meant else "remove it, or include it in a template"
                yield Problem("the theme has no file of this name", Location(f"{folder.name}/{name}"), advice)


def unknown_tokens(files: Mapping[str, ThemeFile], tokens: Iterable[str]) -> Iterator[Problem]:
    """Warnings for design tokens of ``[theme]`` that no stylesheet of the theme asks for."""
    wanted = tuple(tokens)
    if not wanted:
        return
    styles = "\n".join(file.content.decode(errors="replace") for name, file in files.items() if name.endswith(".css"))
    known = sorted(set(re.findall(r"--([a-z][a-z0-9-]*)", styles)))
    for token in wanted:
        if token not in known:
            meant = closest(token, known)
            advice = f"did you mean `{meant}`?" if meant else "remove it, or use it in a stylesheet"
            yield Problem(f"no stylesheet of the theme uses the token `theme.{token}`", advice=advice)


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith((".", "__")) or part.endswith("~") for part in name.parts)
        if path.is_file() and not hidden:
            yield name.as_posix(), path

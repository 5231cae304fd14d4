"""The saved files that a user means by paths, folders and patterns."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.errors import Location, Problem
from sitegen.sources.folders import PAGES, files_folder_of

# In a folder these are parts of pages, or beside them, not pages; a file named by the user is read whatever its ending.
PARTS = frozenset(
    (
        *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".png", ".jpg", ".jpeg"),
        *(".gif", ".webp", ".avif", ".svg", ".bmp", ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".swf", ".ds_store"),
        ".md",  # notes beside pages, such as a README
    )
)


def find_saved_files(paths: Sequence[str | Path], ignore: Sequence[str] = ()) -> Iterator[Path | Problem]:
    """Files below `paths` (files, folders, patterns such as ``saved/**/*.html``), each once, in the order of names.

    Left out: hidden files, folders saved beside a page, styles, scripts and pictures, and what matches a pattern in
    `ignore` by its name or its path. A path that matches nothing is a `Problem`, and so is a folder that cannot be
    read.
    """
    seen: set[Path | Problem] = set()
    for path in paths:
        found = False
        for file in _expanded(Path(path).expanduser(), ignore):
            found = True
            place = file if isinstance(file, Problem) else file.absolute()
            if place not in seen:
                seen.add(place)
                yield file
        if not found:
            yield _nothing(Path(path).expanduser())


def _nothing(path: Path) -> Problem:
    if path.is_dir():
        advice = "hidden files, styles, scripts, pictures and Markdown are not looked at"
        return Problem("no saved page is in this folder", Location(str(path)), advice)
    return Problem("nothing is here", Location(str(path)), "check the path")


def _expanded(path: Path, ignore: Sequence[str]) -> Iterator[Path | Problem]:
    if path.is_dir():
        yield from _walk(path, path, ignore)
    elif path.exists() or path.is_symlink():
        yield path
    elif any(character in str(path) for character in "*?["):
        for match in _matches(path):
            if match.is_dir() and _is_beside_a_page(match):
                continue
            if match.is_dir():
                yield from _walk(match, match, ignore)
            elif not _is_ignored(match, match.parent, ignore):
                yield match


def _matches(pattern: Path) -> list[Path]:
    """Files and folders that a pattern matches; ``**`` stands for any depth, hidden ones are not meant."""
    parts = pattern.parts
    fixed = next(position for position, part in enumerate(parts) if any(character in part for character in "*?["))
    root = Path(*parts[:fixed]) if fixed else Path()
    return sorted(
        match
        for match in root.glob(str(Path(*parts[fixed:])))
        if not any(part.startswith(".") for part in match.relative_to(root).parts)
        and not any(map(_is_beside_a_page, match.parents))
    )


def _is_beside_a_page(folder: Path) -> bool:
    """Whether `folder` was saved with a page that lies beside it."""
    stem = files_folder_of(folder.name)
    return bool(stem) and any((folder.parent / f"{stem}{end}{gz}").exists() for end in PAGES for gz in ("", ".gz"))


def _walk(folder: Path, root: Path, ignore: Sequence[str]) -> Iterator[Path | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(f"the folder cannot be read ({error.strerror})", Location(str(folder)), "change its permissions")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or _is_ignored(path, root, ignore):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not _is_beside_a_page(path):
                yield from _walk(path, root, ignore)
        elif path.suffix.lower() not in PARTS and _is_file(entry):
            yield path


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _is_ignored(path: Path, root: Path, ignore: Iterable[str]) -> bool:
    relative = path.relative_to(root).as_posix()
    return any(fnmatch.fnmatch(path.name, pattern) or fnmatch.fnmatch(relative, pattern) for pattern in ignore)

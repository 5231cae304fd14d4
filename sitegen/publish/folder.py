"""The folder that is published: which files it has, and whether they can be published as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, PublishError

FILE_LIMIT = 100 * 2**20  # GitHub takes no larger file
SITE_LIMIT = 2**30  # GitHub Pages asks sites to be no larger
BUILDERS_OWN = ".sitegen-"  # what the program that fills the folder keeps there for itself begins so
HOST = re.compile(r"(?=.{1,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W_]([\w-]{0,61}[^\W_])?")


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file to be published: where its bytes are, and how many."""

    source: str
    size: int


def read_folder(folder: Path, scratch: Path, domain: str | None) -> dict[str, FolderFile]:
    """List what is published, by path: the folder's files, `.nojekyll`, and `CNAME` where there is a domain.

    Files that sitegen keeps in its output folder for itself are not published.

    What the folder does not have is written into `scratch`.

    Raises:
        PublishError: the folder cannot be published; every reason found.
    """
    if not folder.is_dir():
        raise PublishError(Problem(f"there is no folder {folder}", advice="build the site first"))
    found = list(walk(folder))
    files = {path: FolderFile(os.path.join(folder, path), size) for path, size in found if isinstance(size, int)}  # noqa: PTH118
    problems = [what for _, what in found if isinstance(what, Problem)] + list(faults(folder.name, files))
    if domain is not None and not HOST.fullmatch(domain):
        problems.append(Problem(f"“{domain}” is not a domain", advice="write it like archive.example.org"))
    if problems:
        raise PublishError(problems)
    return files | additions(scratch, domain, has_nojekyll=".nojekyll" in files)


def walk(folder: Path) -> Iterator[tuple[str, int | Problem]]:
    """Each file below the folder with its size, or with what is wrong with it."""
    waiting = [""]
    while waiting:
        parent = waiting.pop()
        with os.scandir(folder / parent) as entries:
            for entry in entries:
                path = f"{parent}{entry.name}"
                if path.startswith(BUILDERS_OWN):
                    continue
                if entry.name.lower() == ".git":
                    yield path, Problem(f"{path} cannot be published: it belongs to git")
                elif entry.is_symlink():
                    yield path, Problem(f"{path} is a symbolic link", advice="put the file itself there")
                elif entry.is_dir():
                    waiting.append(f"{path}/")
                elif entry.is_file():
                    yield path, entry.stat().st_size
                else:
                    yield path, Problem(f"{path} is not a file")


def faults(name: str, files: Mapping[str, FolderFile]) -> Iterator[Problem]:
    """What keeps these files from being a site on GitHub Pages."""
    if not files:
        yield Problem(f"{name} is empty", advice="build the site first")
    elif "index.html" not in files:
        yield Problem(f"{name} has no index.html", advice="build the site first, or name the folder that holds it")
    for path in sorted(path for path, file in files.items() if file.size > FILE_LIMIT):
        yield Problem(
            f"{path} has {megabytes(files[path].size)}; GitHub takes files of up to {megabytes(FILE_LIMIT)}",
            advice="leave it out or make it smaller",
        )


def additions(scratch: Path, domain: str | None, *, has_nojekyll: bool) -> dict[str, FolderFile]:
    """The files that GitHub Pages needs besides the site's own, written into `scratch`."""
    wanted = {} if has_nojekyll else {".nojekyll": b""}
    if domain is not None:
        wanted["CNAME"] = domain.encode() + b"\n"
    for name, content in wanted.items():
        (scratch / name).write_bytes(content)
    return {name: FolderFile(str(scratch / name), len(content)) for name, content in wanted.items()}


def size_warnings(files: Mapping[str, FolderFile]) -> Iterator[str]:
    """What the user should know of the size of the site."""
    if (total := sum(file.size for file in files.values())) > SITE_LIMIT:
        yield f"the site has {megabytes(total)}; GitHub Pages asks for no more than {megabytes(SITE_LIMIT)}"


def megabytes(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 2**20:,.0f} MB"

"""Where things lie in a site's folder, and which address an article's file has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from sitegen.entry import EntryKind
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import Signature, walk
from sitegen.slugs import slugify

ARTICLES = "content/articles"
PAGES = "content/pages"
MEDIA = "content/media"
SAVED = "content/saved"
CACHE = ".sitegen"
OUTPUT = "_site"


def entry_files(site: Path) -> Iterator[tuple[str, EntryKind, Signature]]:
    """Every Markdown file that is an article or a page: path relative to the site, kind, signature."""
    kinds: tuple[tuple[str, EntryKind], ...] = ((ARTICLES, "article"), (PAGES, "page"))
    for folder, kind in kinds:
        for path, found in walk(site, folder):
            if path.endswith(".md"):
                yield named(path), kind, found


def named(path: str) -> str:
    """`path`, which must be a name that the web can say. Raises ContentError."""
    try:
        path.encode()
    except UnicodeEncodeError:
        raise ContentError(Problem("the file's name is not UTF-8", Location(path), "rename the file")) from None
    return path


def permalink(file: str) -> str:
    """The address of the article or page in `file`: its path below its folder, as slugs.

    >>> permalink("content/articles/2024/04/tensions-rise.md")
    '/2024/04/tensions-rise/'
    """
    folder = ARTICLES if file.startswith(f"{ARTICLES}/") else PAGES
    parts = posixpath.splitext(file.removeprefix(f"{folder}/"))[0].split("/")
    return f"/{'/'.join(slugify(part, 200) or '-' for part in parts)}/"


def article_file(address: str) -> str:
    """The file of the article at `address`, a permalink; the inverse of `permalink`."""
    return f"{ARTICLES}/{address.strip('/')}.md"

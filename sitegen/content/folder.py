"""Where things lie in a site's folder, and which address an article's file has."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sitegen.errors import ContentError, Location, Problem
from sitegen.slugs import slugify

if TYPE_CHECKING:
    from sitegen.entry import EntryKind

ARTICLES = "content/articles"
PAGES = "content/pages"
MEDIA = "content/media"
SAVED = "content/saved"
LEDGER = "content/ledger"
CACHE = ".sitegen"
OUTPUT = "_site"


def kind_of(file: str) -> EntryKind:
    """Whether `file`, a Markdown file of content/, is an article or one of the owner's own pages."""
    return "article" if file.startswith(f"{ARTICLES}/") else "page"


def is_entry(file: str) -> bool:
    """Whether `file`, relative to the site, is an article or a page."""
    return file.endswith(".md") and file.startswith((f"{ARTICLES}/", f"{PAGES}/"))


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

"""Which output path each page has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sitegen.site.terms import TermKind, kind_of

HOME = "index.html"
SITEMAP = "sitemap.xml"

# The pages that name all the terms of a kind, and nothing else.
INDEXES: Mapping[TermKind, str] = MappingProxyType(
    {kind: f"{kind}/index.html" for kind in ("regions", "tags", "sources", "authors", "dates")}
)

_NUMBERED = re.compile(r"(/|.*/)page/([1-9]\d*)/")
_LIST = re.compile(r"/|/(?:regions|tags|sources|authors)/[^/]+/|/\d{4}/(?:\d\d/){0,2}")


def output_path(permalink: str) -> str:
    """The file that a web server shows at `permalink`."""
    path = permalink.lstrip("/")
    if path.endswith("/") or not path:
        return f"{path}index.html"
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


def permalink_of(path: str) -> str:
    """The address at which a web server shows the ``index.html`` at an output path; nothing for any other file."""
    return f"/{path.removesuffix('index.html')}" if f"/{path}".endswith("/index.html") else ""


def list_path(permalink: str, number: int) -> str:
    """The output path of page `number` of the list at `permalink`."""
    return output_path(permalink if number == 1 else f"{permalink}page/{number}/")


def list_page(permalink: str) -> tuple[str, int]:
    """The list and the number of the page of it at an address, if it is one.

    >>> list_page("/tags/water/page/3/"), list_page("/tags/water/")
    (('/tags/water/', 3), ('/tags/water/', 1))
    """
    found = _NUMBERED.fullmatch(permalink)
    return (found[1], int(found[2])) if found and found[2] != "1" else (permalink, 1)


def has_list_address(permalink: str) -> bool:
    """Whether `permalink` can be that of a list at all: most are those of articles, and need not be looked for."""
    return _LIST.fullmatch(permalink) is not None


def pages_of(count: int, per_page: int) -> int:
    """How many pages a list of `count` articles has."""
    return max(1, -(-count // per_page))


def feeds_of(permalink: str) -> tuple[str, ...]:
    """The output paths of the feeds that the list at `permalink` has: that of the archive has, and those of regions."""
    if kind_of(permalink) not in ("archive", "regions"):
        return ()
    return f"{permalink}feed.xml".lstrip("/"), f"{permalink}feed.json".lstrip("/")

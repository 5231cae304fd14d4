"""Where links in an article file lead once the site is built."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

from sitegen.content.folder import ARTICLES, MEDIA, PAGES, permalink

_SAFE = "/-._~!$&'()*+,;=:@"


def resolver(file: str, base_path: str) -> Callable[[str], str]:
    """A function from a link as written in `file` to an address of the site.

    Addresses of the web and fragments stay as they are. A path from the root (``/media/…``) gets the base path. A
    relative one is read as an editor would: pictures in content/media/, other articles and pages by their files. One
    that leads to pictures by too few or too many steps up is one in an article that was moved, and still finds them.
    """
    folder = posixpath.dirname(file)

    def resolve(target: str) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            return target
        rest = target[len(parts.path) :]
        if parts.path.startswith("/"):
            return base_path + parts.path.lstrip("/") + rest
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        address = site_address(path) or _picture(parts.path)
        return base_path + quote(address.lstrip("/"), _SAFE) + rest if address else target

    return resolve


def site_address(path: str) -> str:
    """The address of a file of content/, or nothing where it has none."""
    if path.startswith(f"{MEDIA}/"):
        return f"/{path.removeprefix('content/')}"
    if path.startswith((f"{ARTICLES}/", f"{PAGES}/")) and path.endswith(".md"):
        return permalink(path)
    return ""


def _picture(written: str) -> str:
    """The address of one of our pictures, however many steps up its relative path takes."""
    found = re.fullmatch(r"(?:\.\./)+(media/[0-9a-f]{2}/[0-9a-f]{64}\.\w+)", written)
    return f"/{found[1]}" if found else ""

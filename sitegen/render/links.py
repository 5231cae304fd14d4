"""Addresses as pages write them: percent-encoded, below the base path, and never anything that executes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote, urlsplit

from sitegen.site.views import SiteInfo

_MEDIA = "media/"


class Links:
    """The addresses of one site."""

    def __init__(self, site: SiteInfo) -> None:
        parts = urlsplit(site.base_url)
        self.base_path = quote(site.base_path.rstrip("/") + "/", safe="/%")
        self.origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        self.url: Callable[[str], str] = lru_cache(maxsize=65536)(self._url)

    def _url(self, permalink: str) -> str:
        """`permalink`, or a file's path below the site, as a page links to it."""
        return self.base_path + quote(permalink.lstrip("/"), safe="/~!$&'()*+,;=:@-._")

    def absolute(self, permalink: str) -> str:
        """As `url`, with scheme and host where the site's own are known."""
        return self.origin + self.url(permalink)


def address_of(path: str) -> str:
    """The permalink of the page that is written to `path`."""
    folder, _, file = path.rpartition("/")
    return f"/{path}" if file != "index.html" else f"/{folder}/" if folder else "/"


def web(address: str) -> str:
    """`address` when it leads into the web, else an empty text: what a page says of itself may be ``javascript:``."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""


def picture(image: str) -> str:
    """The path of a picture of our own below the site, else an empty text: no page loads anything from elsewhere."""
    return image if image.startswith(_MEDIA) and ".." not in image else ""

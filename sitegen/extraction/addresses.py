"""Addresses as the page writes them, made whole: absolute, or the key of a file that was saved with the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

MAX_LENGTH = 4_000
"""A longer link is dropped: no server takes it."""

_CAPTURED = re.compile(r"\A/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE)
"""What web.archive.org writes before an address, in pages that lead to others of its captures."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Resolves references against a page's base; `resources` are the keys of what was saved with it.

    `notes` are places on the page itself: the label of the note that stands there, or nothing where one leads back to.
    """

    base: str = ""
    resources: dict[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, page_url: str, base_href: str, resources: Iterable[str]) -> Addresses:
        """A resolver for a page at `page_url` that may declare another base."""
        return cls(_join(page_url, base_href) if base_href else page_url, {_plain(key): key for key in resources})

    def link(self, href: str) -> str:
        """An absolute address for a link, or nothing: of what was saved with the page only pictures stay."""
        href = href.strip()
        if href.startswith("#") or self._saved(href):
            return ""
        return self._absolute(href, ("http", "https", "mailto", "tel", "ftp"))

    def picture(self, src: str) -> str:
        """An absolute address for a picture, a saved file's key, or a `data:` URI."""
        src = src.strip()
        if src[:11].lower() == "data:image/":
            return src
        return self._saved(src) or self._absolute(src, ("http", "https"))

    def _saved(self, reference: str) -> str:
        return self.resources.get(_plain(reference), "") if self.resources else ""

    def _absolute(self, reference: str, schemes: tuple[str, ...]) -> str:
        if not reference or len(reference) > MAX_LENGTH:
            return ""
        reference = "".join(reference.split("\n")).replace("\t", "").replace("\r", "")
        if "//" not in self.base:
            reference = _CAPTURED.sub("", reference)
        whole = _join(self.base, reference).replace(" ", "%20")
        scheme, colon, _ = whole.partition(":")
        return whole if colon and scheme.lower() in schemes else ""


def _plain(reference: str) -> str:
    return unquote(reference.strip()).removeprefix("./")


def _join(base: str, reference: str) -> str:
    if reference.startswith(("http://", "https://")):
        return reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def host(url: str) -> str:
    """The host of an address, without ``www.``; empty when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""

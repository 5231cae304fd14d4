"""Which addresses may stand in an article: nothing that a browser or another program would execute."""

from __future__ import annotations

import re

# Schemes that lead a reader somewhere. An allowlist, because the list of protocol handlers that have been used to start
# programs (search-ms:, ms-msdt: ...) only grows.
SCHEMES = frozenset(
    (
        *("http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "magnet", "irc", "ircs", "xmpp", "news"),
        *("nntp", "gopher", "gemini", "sip", "sips", "webcal", "feed", "whatsapp", "tg", "viber", "doi", "urn"),
    )
)

_IGNORED = re.compile(r"[\x00-\x20\x7f]+")  # browsers skip these before and inside a scheme
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_PICTURE_DATA = re.compile(r"data:image/(?:png|gif|jpe?g|webp|avif)[;,]", re.IGNORECASE)
_UNSAFE_IN_HTML = re.compile(r"[\x00-\x20\x7f\"'<>\\^`{|}]")


def is_safe_link(address: str) -> bool:
    """Whether following `address` opens a page or a message, as far as its scheme tells; relative ones do."""
    scheme = _SCHEME.match(address if address.isalnum() else _IGNORED.sub("", address))
    return scheme is None or scheme[1].lower() in SCHEMES


def is_safe_picture(address: str) -> bool:
    """Whether `address` may be shown as a picture: a safe link, or the data of a raster picture (never SVG)."""
    return is_safe_link(address) or _PICTURE_DATA.match(address) is not None


def quoted(address: str) -> str:
    """`address` with the characters percent-encoded that no valid URL has; all others stay as they are."""
    if _UNSAFE_IN_HTML.search(address) is None:
        return address
    return _UNSAFE_IN_HTML.sub(lambda found: f"%{ord(found[0]):02X}", address)

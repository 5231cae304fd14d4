"""What a picture is, told by its first bytes."""

from __future__ import annotations

import re

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "image/x-icon": "ico",
    "image/bmp": "bmp",
}

_BEGINNINGS = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftyp(?:avif|avis|(?:mif1|miaf|msf1).{4}.{0,40}?avi[fs])", re.DOTALL), "image/avif"),
    (re.compile(rb"\x00\x00\x01\x00[\x01-\xff]\x00"), "image/x-icon"),
    (re.compile(rb"BM.{4}\x00\x00", re.DOTALL), "image/bmp"),
)

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_SVG = re.compile(rb"<(?:[a-z]+:)?svg[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body|div|p)\b", re.IGNORECASE)

HEAD = 4096  # bytes that are looked at


def media_type(data: bytes) -> str:
    """The media type of a picture, or an empty string for anything else."""
    head = data[:HEAD]
    for beginning, name in _BEGINNINGS:
        if beginning.match(head):
            return name
    return "image/svg+xml" if _XML.match(head) and _SVG.search(head) and not _HTML.search(head) else ""

"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import re

# Beginnings of files that are no pages, and what a user would call them.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"bplist00", "a Safari web archive"),
    (b"WARC/", "a WARC file"),
    (b"filedesc:", "an ARC file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)

_INSIDE: tuple[tuple[int, bytes, str], ...] = (
    (8, b"WEBP", "a WebP picture"),
    (8, b"AVI ", "a video"),
    (8, b"WAVE", "a sound"),
    (4, b"ftypavi", "an AVIF picture"),
    (4, b"ftyp", "a video"),
    (257, b"ustar", "a tar archive"),
)

_MHTML = re.compile(
    rb"\A(?:[A-Za-z][A-Za-z0-9\-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.IGNORECASE
)  # header lines of a message, folded ones too
_MULTIPART = re.compile(rb"^(?:MIME-Version:|Content-Type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
_PLIST = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?<(?:!DOCTYPE\s+)?plist\b", re.IGNORECASE)
_FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*+)(?:<!DOCTYPE\b[^<>]*>\s*)?<(rss|feed|rdf:RDF|urlset|svg)\b",
    re.DOTALL,
)
_JSON = re.compile(rb"\A\s*(?:\{\s*\"|\[\s*\{\s*\")")
_MARKUP_FIRST = re.compile(rb"\A\s*<(?:!doctype|!--|\?xml|[a-z][a-z0-9:-]*[\s>/])", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(?:html|head|body|title|meta|p|div|span|article|section|table|tr|td|ul|ol|li|br|h[1-6]|a|img|font|center)\b[^<>]*>",
    re.IGNORECASE,
)
_XML_NAMES = {
    b"rss": "a feed",
    b"feed": "a feed",
    b"rdf:RDF": "a feed",
    b"urlset": "a sitemap",
    b"svg": "an SVG picture",
}

ENOUGH_TAGS = 3  # a text that speaks of one tag is still a text


def recognise(head: bytes) -> str:
    """What the file is: ``html``, ``text``, or words for what we cannot read (``a PDF``), by its first 64 KiB."""
    narrow = head.replace(b"\0", b"") if _is_wide(head) else head
    return _binary(head) or _packaged(narrow) or ("html" if _is_markup(narrow) else "text")


def _binary(head: bytes) -> str:
    for beginning, words in _MAGIC:
        if head.startswith(beginning) and (len(beginning) > 2 or b"\0" in head[:64]):
            return words
    for offset, mark, words in _INSIDE:
        if head[offset : offset + len(mark)] == mark:
            return words
    return "a binary file" if b"\0" in head[:1024] and not _is_wide(head) else ""


def _packaged(head: bytes) -> str:
    """Text formats that hold pages, or look like pages, and are none."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if (lines := _MHTML.match(head.replace(b"\r\n", b"\n"))) and _MULTIPART.search(lines[0]):
        return "an MHTML file"
    if _PLIST.match(head):
        return "a Safari web archive"
    if _JSON.match(head):
        return "a JSON file"
    found = _FEED.match(head)
    return _XML_NAMES[found[1]] if found else ""


def _is_wide(head: bytes) -> bool:
    """UTF-16: a mark, or zeros in every other byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = head[:256]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    return max(even, odd) * 4 >= len(sample) > 0 and min(even, odd) * 8 <= max(even, odd)


def _is_markup(head: bytes) -> bool:
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _MARKUP_FIRST.match(head) is not None or len(_TAG.findall(head)) >= ENOUGH_TAGS

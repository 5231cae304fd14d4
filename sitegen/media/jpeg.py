"""JPEG without metadata, its pixels untouched (ITU-T T.81, annex B)."""

from __future__ import annotations

import re

from sitegen.media.stripped import MAX_PROFILE, Stripped, broken, orientation_of

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset((*range(0xC0, 0xD0),)) - {0xC4, 0xC8, 0xCC}  # C4, C8, CC are tables
_COMMENT, _FIRST_APPLICATION, _LAST_APPLICATION = 0xFE, 0xE0, 0xEF
_MARKER_IN_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")  # neither a stuffed byte nor a restart nor filling

JFIF = b"JFIF\0"
ADOBE = b"Adobe"  # says how colours are stored: without it they would be wrong
ICC = b"ICC_PROFILE\0"
EXIF = b"Exif\0\0"


def strip(data: bytes) -> Stripped:
    """`data` without comments and application segments. Raises `SourceError` when it is broken."""
    kept = bytearray(b"\xff\xd8")
    width = height = 0
    orientation = 1
    profile = _profile_size(data)
    for marker, start, end in segments(data):
        body = data[start:end]
        if marker in _FRAMES and not width:
            height, width = int.from_bytes(body[3:5], "big"), int.from_bytes(body[5:7], "big")
        if marker == 0xE1 and body[2:].startswith(EXIF):
            orientation = orientation_of(body[2:])
        kept += _kept(marker, body, profile)
    return Stripped(bytes(kept + b"\xff\xd9"), width, height, orientation)


def segments(data: bytes) -> list[tuple[int, int, int]]:
    """(marker, start, end) of each segment between the first marker and the last; a scan with the data behind it.

    The range begins at the segment's length. Raises `SourceError` when the end is missing.
    """
    found: list[tuple[int, int, int]] = []
    position = 2
    while True:
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        if position + 1 >= len(data) or data[position] != 0xFF:
            raise broken("its data end too early" if position + 1 >= len(data) else "it is no JPEG inside")
        marker = data[position + 1]
        if marker == _END:
            return found
        if marker == 0x01 or 0xD0 <= marker <= _START:  # markers without a body
            position += 2
            continue
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _SCAN:
            behind = _MARKER_IN_SCAN.search(data, end)
            if behind is None:
                raise broken("its data end too early")
            end = behind.start()
        found.append((marker, position + 2, end))
        position = end


def _profile_size(data: bytes) -> int:
    return sum(
        end - start for marker, start, end in segments(data) if marker == 0xE2 and data[start + 2 :].startswith(ICC)
    )


def _kept(marker: int, body: bytes, profile: int) -> bytes:
    """The segment as it stays; a JFIF header loses its thumbnail."""
    content = body[2:]
    whole = bytes((0xFF, marker)) + body
    if marker == 0xE0 and content.startswith(JFIF) and len(content) >= 14:
        return b"\xff\xe0\x00\x10" + content[:12] + b"\0\0"
    if marker == 0xE2 and content.startswith(ICC):
        return whole if profile <= MAX_PROFILE else b""
    if marker == 0xEE and content.startswith(ADOBE):
        return whole
    dropped = marker == _COMMENT or _FIRST_APPLICATION <= marker <= _LAST_APPLICATION
    return b"" if dropped else whole

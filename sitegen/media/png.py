"""PNG without metadata, its pixels untouched (PNG, third edition, W3C)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sitegen.media.stripped import MAX_PROFILE, Stripped, broken, orientation_of

SIGNATURE = b"\x89PNG\r\n\x1a\n"

# What the picture looks like depends on these alone; text, times, Exif data and unknown chunks go.
KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split())


def strip(data: bytes) -> Stripped:
    """`data` without chunks of metadata. Raises `SourceError` when it is broken."""
    kept = bytearray(SIGNATURE)
    width = height = 0
    orientation = 1
    for name, chunk in _chunks(data):
        if name == b"IHDR":
            width, height = int.from_bytes(chunk[8:12], "big"), int.from_bytes(chunk[12:16], "big")
        if name == b"eXIf":
            orientation = orientation_of(chunk[8:-4])
        if name in KEPT and (name != b"iCCP" or len(chunk) <= MAX_PROFILE):
            kept += chunk
    return Stripped(bytes(kept), width, height, orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, whole chunk) up to the end of the picture; what lies behind it is none of it."""
    position = len(SIGNATURE)
    name = b""
    while name != b"IEND":
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        chunk = data[position:end]
        if len(chunk) < 12 or end > len(data):
            raise broken("its data end too early")
        if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise broken("a checksum in it is wrong")
        name = chunk[4:8]
        yield name, chunk
        position = end

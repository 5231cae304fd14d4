"""WebP without metadata, its pixels untouched (WebP container specification, Google)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.media.stripped import MAX_PROFILE, Stripped, broken, orientation_of

KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_HAS_XMP, _HAS_EXIF, _HAS_PROFILE = 0x04, 0x08, 0x20


def strip(data: bytes) -> Stripped:
    """`data` without Exif and XMP. Raises `SourceError` when it is broken."""
    chunks = [(name, body) for name, body in _chunks(data) if name != b"ICCP" or len(body) <= MAX_PROFILE]
    orientation = next((orientation_of(body) for name, body in chunks if name == b"EXIF"), 1)
    flags = 0xFF & ~(_HAS_XMP | _HAS_EXIF | (0 if any(name == b"ICCP" for name, _ in chunks) else _HAS_PROFILE))
    kept = bytearray(b"WEBP")
    for name, body in chunks:
        if name in KEPT:
            written = bytes((body[0] & flags,)) + body[1:] if name == b"VP8X" else body
            kept += name + len(body).to_bytes(4, "little") + written + b"\0" * (len(body) % 2)
    width, height = _size(chunks)
    return Stripped(b"RIFF" + len(kept).to_bytes(4, "little") + bytes(kept), width, height, orientation)


def is_lossless(data: bytes) -> bool:
    """Whether the pixels are stored without loss."""
    return any(name == b"VP8L" for name, _ in _chunks(data))


def is_animated(data: bytes) -> bool:
    """Whether there is more than one frame."""
    return any(name == b"ANMF" for name, _ in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # some programs leave out the last byte of filling
        raise broken("its data end too early")
    position = 12
    while position + 8 <= min(end, len(data)):
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        body = data[position + 8 : position + 8 + length]
        if len(body) < length:
            raise broken("its data end too early")
        yield data[position : position + 4], body
        position += 8 + length + length % 2


def _size(chunks: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """Width and height in pixels, from the first chunk that tells."""
    for name, body in chunks:
        if name == b"VP8X" and len(body) >= 10:
            return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
        if name == b"VP8 " and len(body) >= 10:
            return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
        if name == b"VP8L" and len(body) >= 5:
            bits = int.from_bytes(body[1:5], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    raise broken("it has no size")

"""GIF without comments, its frames and their timing untouched (GIF89a specification, CompuServe 1990)."""

from __future__ import annotations

from sitegen.media.stripped import Stripped, broken

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # the applications that say how often to repeat


def strip(data: bytes) -> Stripped:
    """`data` without comments, plain text and application data. Raises `SourceError` when it is broken."""
    position = 13 + _table(data[10:11])
    kept = bytearray(data[:position])
    while (kind := _byte(data, position)) != _TRAILER:
        start = position
        if kind == _IMAGE:
            position = _skip_blocks(data, position + 11 + _table(data[position + 9 : position + 10]))
            kept += data[start:position]
        elif kind == _EXTENSION:
            position = _skip_blocks(data, position + 2)
            if _stays(data[start:position]):
                kept += data[start:position]
        elif kind == 0:  # filling, which some programs write between blocks
            position += 1
        else:
            raise broken("it is no GIF inside")
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return Stripped(bytes(kept) + bytes((_TRAILER,)), width, height)


def _stays(extension: bytes) -> bool:
    label = extension[1]
    return label == _CONTROL or (label == _APPLICATION and extension[3:14] in LOOPS)


def _table(flags: bytes) -> int:
    """Bytes of the colour table that `flags` announce."""
    return 3 * 2 ** ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _byte(data: bytes, position: int) -> int:
    if position >= len(data):
        raise broken("its data end too early")
    return data[position]


def _skip_blocks(data: bytes, position: int) -> int:
    """The position behind a row of blocks, each with its length before it, that ends with an empty one."""
    while length := _byte(data, position):
        position += length + 1
    return position + 1

"""What the strippers of all formats return, and the little that they share."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.errors import Problem, SourceError

MAX_PROFILE = 64 * 1024  # bytes of a colour profile that are kept: RGB profiles have 0.5 to 4 KB, those of presses 500


@dataclass(frozen=True, slots=True)
class Stripped:
    """A picture without metadata: its bytes, its size in pixels as stored, and how it wants to be turned.

    `orientation` is Exif's, 1 (as stored) to 8.
    """

    data: bytes
    width: int
    height: int
    orientation: int = 1


def broken(reason: str) -> SourceError:
    """The error for a picture that cannot be used."""
    return SourceError(Problem(f"the picture is broken: {reason}"))


def orientation_of(exif: bytes) -> int:
    """The orientation in a block of Exif data ("II" or "MM" and so on); 1 where there is none, or it is nonsense.

    TIFF 6.0: the first directory is a count and entries of tag, type, count and value, 12 bytes each.
    """
    exif = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(exif[:4])
    if order is None:
        return 1

    def number(start: int, size: int) -> int:
        return int.from_bytes(exif[start : start + size], order)  # type: ignore[arg-type]

    directory = number(4, 4)
    for entry in range(directory + 2, directory + 2 + 12 * min(number(directory, 2), 200), 12):
        if number(entry, 2) == 0x0112:
            value = number(entry + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1

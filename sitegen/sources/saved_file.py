"""A saved file as it lies on disk: read within limits, unpacked where it is gzip.

The limits are there because anybody may have made the file: a gzip of 200 KB can hold 200 MB of zeros.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Location, Problem, SourceError

MAX_BYTES = 200_000_000  # of a file, packed or unpacked
HEAD = 64 * 1024  # bytes by which a format is recognised
GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file read from disk: its content (unpacked) and the SHA-256 of its bytes as they lie there.

    `name` is the path by which the user knows it.
    """

    path: Path
    name: str
    content: bytes
    sha256: str

    @property
    def head(self) -> bytes:
        """The beginning of the content."""
        return self.content[:HEAD]

    def problem(self, message: str, advice: str = "") -> Problem:
        """A problem with this file."""
        return Problem(message, Location(self.name), advice)


def load(path: Path, name: str) -> SavedFile:
    """Read the file at `path`. Raises `SourceError` when it cannot be read, is too big or its gzip is damaged."""
    try:
        if not path.is_file():
            message = "this is not a file" if path.exists() else "there is no such file"
            raise SourceError(Problem(message, Location(name)))
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(Problem(f"the file is over {MAX_BYTES // 1_000_000} MB", Location(name)))
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(Problem(f"the file cannot be read ({reason})", Location(name))) from error
    content = _unpacked(data, name) if data.startswith(GZIP) else data
    return SavedFile(path, name, content, hashlib.sha256(data).hexdigest())


def _unpacked(data: bytes, name: str) -> bytes:
    """All members of a gzip file, one after the other; what follows the last is no matter of ours."""
    parts: list[bytes] = []
    room = MAX_BYTES
    while data.startswith(GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            parts.append(member.decompress(data, room + 1))
        except zlib.error as error:
            raise SourceError(Problem("its gzip is damaged", Location(name))) from error
        room -= len(parts[-1])
        if room < 0:
            message = f"unpacked it would be over {MAX_BYTES // 1_000_000} MB"
            raise SourceError(Problem(message, Location(name)))
        if not member.eof:
            advice = "save the page again, or restore the file from a copy"
            raise SourceError(Problem("its gzip is cut short", Location(name), advice))
        data = member.unused_data
    return b"".join(parts)

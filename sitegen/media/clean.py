"""A picture as it may be published: the same pixels, and nothing that tells where, when and by whom it was taken.

Exif with its position and thumbnail, XMP, IPTC, comments, text chunks and anything behind the end of the picture go; a
colour profile stays while it is small. Pixels are not encoded again unless the picture has to be turned, or is of a
kind that browsers do not show. Equal bytes in, equal bytes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from sitegen.errors import Problem, SourceError
from sitegen.media import gif, jpeg, png, webp
from sitegen.media.sniff import EXTENSIONS, media_type
from sitegen.media.stripped import Stripped, broken

MAX_PIXELS = 50_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: its bytes, its size in pixels as it is shown, and the name that its bytes give it."""

    data: bytes
    media_type: str
    width: int
    height: int
    sha256: str
    extension: str


def media_path(picture: Picture) -> str:
    """Where a picture lies, relative to content/: ``media/ab/abcdef….jpg``."""
    return f"media/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"


def clean_picture(data: bytes) -> Picture:
    """`data` without metadata. Raises `SourceError` when it is no picture, too big, broken, or an SVG."""
    kind = media_type(data)
    cleaner = CLEANERS.get(kind)
    if kind == "image/svg+xml":
        raise SourceError(Problem("an SVG picture can hold scripts and is left out"))
    if cleaner is None:
        raise SourceError(Problem("this is not a picture that browsers show"))
    kind, stripped = cleaner(data)
    _check_size(stripped)
    digest = hashlib.sha256(stripped.data).hexdigest()
    return Picture(stripped.data, kind, stripped.width, stripped.height, digest, EXTENSIONS[kind])


def _check_size(picture: Stripped) -> None:
    if not (picture.width and picture.height):
        raise broken("it has no size")
    if picture.width * picture.height > MAX_PIXELS:
        size = f"{picture.width} × {picture.height}"
        raise SourceError(Problem(f"the picture is too big: {size} pixels, over {MAX_PIXELS // 1_000_000} million"))


# --- one function a format: bytes → media type and clean bytes --------------------------------------------------------


def _jpeg(data: bytes) -> tuple[str, Stripped]:
    return "image/jpeg", _upright(data, jpeg.strip(data), "JPEG", jpeg.strip)


def _png(data: bytes) -> tuple[str, Stripped]:
    return "image/png", _upright(data, png.strip(data), "PNG", png.strip)


def _webp(data: bytes) -> tuple[str, Stripped]:
    stripped = webp.strip(data)
    if webp.is_animated(data):
        return "image/webp", stripped
    return "image/webp", _upright(data, stripped, "WEBP", webp.strip, lossless=webp.is_lossless(data))


def _gif(data: bytes) -> tuple[str, Stripped]:
    return "image/gif", gif.strip(data)


def _avif(data: bytes) -> tuple[str, Stripped]:
    from sitegen.media import decoded  # noqa: PLC0415 - Pillow is slow to import, and few pictures need it

    _check_size(Stripped(b"", *decoded.size_of(data)))
    bare = decoded.without_metadata(data, "AVIF")
    return "image/avif", Stripped(bare, *decoded.size_of(bare))


def _converted(data: bytes) -> tuple[str, Stripped]:
    from sitegen.media import decoded  # noqa: PLC0415

    _check_size(Stripped(b"", *decoded.size_of(data)))
    return "image/png", png.strip(decoded.as_png(data))


def _upright(
    data: bytes, stripped: Stripped, format_: str, strip: Callable[[bytes], Stripped], *, lossless: bool = False
) -> Stripped:
    """`stripped`, turned where the picture is stored on its side."""
    if stripped.orientation == 1:
        return stripped
    from sitegen.media import decoded  # noqa: PLC0415

    _check_size(stripped)
    return strip(decoded.turned(data, stripped.orientation, format_, lossless=lossless))


Cleaner: TypeAlias = Callable[[bytes], tuple[str, Stripped]]

CLEANERS: Mapping[str, Cleaner] = MappingProxyType(
    {
        "image/jpeg": _jpeg,
        "image/png": _png,
        "image/gif": _gif,
        "image/webp": _webp,
        "image/avif": _avif,
        "image/x-icon": _converted,
        "image/bmp": _converted,
    }
)

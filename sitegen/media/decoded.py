"""The few pictures that must be decoded: turned ones, and formats that need a decoder. The only Pillow import."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from sitegen.media.stripped import MAX_PROFILE, broken

QUALITY = 90  # of JPEG, WebP and AVIF pictures that are encoded again

# What undoes each of Exif's orientations.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def turned(data: bytes, orientation: int, format_: str, *, lossless: bool = False) -> bytes:
    """The picture upright, encoded in `format_` ("JPEG", "PNG", "WEBP"); `orientation` is Exif's, 2 to 8."""
    with _decoding():
        return _encoded(_opened(data).transpose(_TURNS[orientation]), format_, lossless=lossless)


def as_png(data: bytes) -> bytes:
    """The picture (of an icon the largest) as a PNG."""
    with _decoding():
        picture = _opened(data)
        return _encoded(picture if picture.mode in {"1", "L", "P", "RGB", "RGBA"} else picture.convert("RGBA"), "PNG")


def without_metadata(data: bytes, format_: str) -> bytes:
    """`data` when it has no metadata, else the picture encoded again without them."""
    with _decoding():
        picture = _opened(data)
        return _encoded(picture, format_) if {"exif", "xmp"} & picture.info.keys() else data


def size_of(source: bytes | Path) -> tuple[int, int]:
    """Width and height in pixels, as the picture is written; only its beginning is read. Raises SourceError."""
    with _decoding(), Image.open(io.BytesIO(source) if isinstance(source, bytes) else source) as picture:
        return picture.size


@contextmanager
def _decoding() -> Iterator[None]:
    """Any fault in here is the picture's: decoders raise whatever occurs to them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked before anything is decoded
            yield
    except Exception as error:
        raise broken("it cannot be decoded") from error


def _opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def _encoded(picture: Image.Image, format_: str, *, lossless: bool = False) -> bytes:
    profile = picture.info.get("icc_profile") or b""
    picture.info = {key: picture.info[key] for key in {"transparency"} & picture.info.keys()}  # Pillow writes the rest
    options = {"lossless": True} if lossless else {"quality": QUALITY} if format_ != "PNG" else {}
    out = io.BytesIO()
    picture.save(out, format_, icc_profile=profile if 0 < len(profile) <= MAX_PROFILE else None, **options)
    return out.getvalue()

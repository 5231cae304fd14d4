"""The few pictures that must be decoded: turned ones, and formats that need a decoder. The only Pillow import."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from sitegen.media.stripped import MAX_PROFILE, broken

QUALITY = 90  # of JPEG and WebP pictures that are encoded again


def turned(data: bytes, format_: str, *, lossless: bool = False) -> bytes:
    """The picture upright, as its orientation demands, encoded in `format_` ("JPEG", "PNG", "WEBP")."""
    upright = ImageOps.exif_transpose(_opened(data))
    return _saved(upright, format_, lossless=lossless)


def as_png(data: bytes) -> bytes:
    """The picture (of an icon the largest) as a PNG."""
    picture = _opened(data)
    return _saved(picture if picture.mode in {"1", "L", "P", "RGB", "RGBA", "LA"} else picture.convert("RGBA"), "PNG")


def without_metadata(data: bytes, format_: str) -> bytes:
    """`data` when it has no metadata, else the picture encoded again without them."""
    picture = _opened(data)
    return _saved(picture, format_) if {"exif", "xmp"} & picture.info.keys() else data


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the picture is shown."""
    return _opened(data, decode=False).size


def _opened(data: bytes, *, decode: bool = True) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked before anything is decoded
            picture = Image.open(io.BytesIO(data))
            if decode:
                picture.load()
            return picture
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise broken("it cannot be decoded") from error


def _saved(picture: Image.Image, format_: str, *, lossless: bool = False) -> bytes:
    profile = picture.info.get("icc_profile") or b""
    options = {"lossless": True} if lossless else {"quality": QUALITY} if format_ != "PNG" else {}
    out = io.BytesIO()
    bare = picture.copy()
    for key in {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Raw profile type exif"} & bare.info.keys():
        del bare.info[key]
    bare.save(out, format_, icc_profile=profile if 0 < len(profile) <= MAX_PROFILE else None, exif=b"", **options)
    return out.getvalue()

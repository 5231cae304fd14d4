"""Pictures made for the tests, full of what must not be published."""

import io
import zlib
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

SECRET = b"Jane Doe 40.1772 44.5035"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>Jane Doe 40.1772 44.5035</rdf:RDF></x:xmpmeta>'


def scene(size: tuple[int, int] = (40, 24), mode: str = "RGB") -> Image.Image:
    """A picture without symmetry: no turn of it looks like another."""
    picture = Image.new("RGB", size, "navy")
    picture.paste("orange", (0, 0, size[0] // 2, size[1] // 3))
    picture.paste("white", (0, 0, size[0] // 5, size[1] // 5))
    return picture.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x013B] = SECRET.decode()  # artist
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = "N", (40.0, 10.0, 37.9)
    gps[3], gps[4] = "E", (44.0, 30.0, 12.6)
    return data


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def encoded(format_: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (picture or scene()).save(out, format_, **options)
    return out.getvalue()


def jpeg(orientation: int = 1, **options: Any) -> bytes:
    return encoded(
        "JPEG", exif=exif(orientation), xmp=XMP, comment=SECRET, icc_profile=profile(), quality=95, **options
    )


def png(orientation: int = 1, **options: Any) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded("PNG", exif=exif(orientation), pnginfo=texts, icc_profile=profile(), **options)


def webp(orientation: int = 1, **options: Any) -> bytes:
    return encoded("WEBP", exif=exif(orientation), xmp=XMP, icc_profile=profile(), **options)


def gif() -> bytes:
    frames = [scene(mode="P"), scene(mode="P").rotate(90), scene(mode="P").rotate(180)]
    return encoded(
        "GIF", frames[0], save_all=True, append_images=frames[1:], duration=[50, 60, 70], loop=3, comment=SECRET
    )


def avif() -> bytes:
    return encoded("AVIF", exif=exif(), xmp=XMP)


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture

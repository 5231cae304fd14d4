"""Metadata are gone (Pillow, which found them before, finds none), and the pixels are those that were there."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, ImageSequence

from sitegen.errors import SourceError
from sitegen.media import clean
from sitegen.media.clean import Picture, clean_picture, media_path

from . import pictures
from .pictures import opened

MAKERS: dict[str, Callable[[], bytes]] = {
    "image/jpeg": pictures.jpeg,
    "image/png": pictures.png,
    "image/webp": pictures.webp,
    "image/gif": pictures.gif,
    "image/avif": pictures.avif,
}


def assert_bare(data: bytes) -> None:
    assert b"Jane" not in data and b"44.5035" not in data and b"Exif" not in data
    picture = opened(data)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "xmp", "comment", "Author", "Comment", "XML:com.adobe.xmp", "photoshop"} & picture.info.keys()


@pytest.mark.parametrize("kind", MAKERS)
def test_metadata_are_gone(kind: str) -> None:
    data = MAKERS[kind]()
    assert kind == "image/gif" or dict(opened(data).getexif())  # there was something to remove
    picture = clean_picture(data)
    assert_bare(picture.data)
    assert (picture.media_type, picture.width, picture.height) == (kind, 40, 24)
    assert picture.sha256 == hashlib.sha256(picture.data).hexdigest()


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp"])
def test_pixels_and_small_colour_profiles_stay(kind: str) -> None:
    data = MAKERS[kind]()
    before, after = opened(data), opened(clean_picture(data).data)
    assert before.tobytes() == after.tobytes()
    assert after.info["icc_profile"] == before.info["icc_profile"]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_clean_picture_is_left_alone(kind: str) -> None:
    once = clean_picture(MAKERS[kind]())
    assert clean_picture(once.data) == once == clean_picture(MAKERS[kind]())


def test_frames_and_their_timing_stay() -> None:
    before, after = opened(pictures.gif()), opened(clean_picture(pictures.gif()).data)
    assert after.info["loop"] == before.info["loop"] == 3
    frames = [(frame.convert("RGB").tobytes(), frame.info["duration"]) for frame in ImageSequence.Iterator(before)]
    assert frames == [
        (frame.convert("RGB").tobytes(), frame.info["duration"]) for frame in ImageSequence.Iterator(after)
    ]
    assert len(frames) == 3


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_turned_pictures_stand_upright(make: Callable[[int], bytes], orientation: int) -> None:
    data = make(orientation)
    expected = ImageOps.exif_transpose(opened(data)).convert("RGB")
    picture = clean_picture(data)
    assert_bare(picture.data)
    shown = opened(picture.data).convert("RGB")
    assert shown.size == expected.size == (picture.width, picture.height)
    difference = ImageChops.difference(shown, expected).convert("L").resize((8, 8), Image.Resampling.BOX)
    assert max(difference.tobytes()) < 40


def test_orientation_is_read_in_either_byte_order() -> None:
    data = pictures.jpeg(6)
    assert (clean_picture(data).width, clean_picture(data).height) == (24, 40)


def test_big_colour_profiles_go() -> None:
    data = pictures.encoded("JPEG", icc_profile=b"\0" * 200_000)
    assert b"ICC_PROFILE" in data and b"ICC_PROFILE" not in clean_picture(data).data


def test_thumbnails_and_what_lies_behind_the_end_go() -> None:
    data = pictures.jpeg()
    header = data.index(b"JFIF")
    with_thumbnail = (
        data[: header - 2] + b"\0\x1c" + data[header : header + 12] + b"\2\2" + b"T" * 12 + data[header + 14 :]
    )
    picture = clean_picture(with_thumbnail + b"MotionPhoto" + pictures.SECRET)
    assert b"TTTT" not in picture.data and b"MotionPhoto" not in picture.data
    assert picture == clean_picture(data)
    assert clean_picture(pictures.png() + b"tail" + pictures.SECRET) == clean_picture(pictures.png())


def test_progressive_and_grey_and_cmyk_jpegs() -> None:
    for picture, options in (
        (pictures.scene(), {"progressive": True}),
        (pictures.scene(mode="L"), {}),
        (pictures.scene(mode="CMYK"), {}),
        (pictures.scene(), {"restart_marker_blocks": 1}),
    ):
        data = pictures.encoded("JPEG", picture, exif=pictures.exif(), **options)
        assert opened(clean_picture(data).data).tobytes() == opened(data).tobytes()


def test_animated_and_lossless_webp() -> None:
    frames = [pictures.scene(), pictures.scene().rotate(180)]
    animated = pictures.webp(6, picture=frames[0], save_all=True, append_images=frames[1:])
    assert opened(clean_picture(animated).data).n_frames == 2  # type: ignore[attr-defined]
    lossless = pictures.webp(6, lossless=True)
    turned = opened(clean_picture(lossless).data)
    assert turned.tobytes() == ImageOps.exif_transpose(opened(lossless)).tobytes()


@pytest.mark.parametrize(("format_", "kind"), [("BMP", "image/png"), ("ICO", "image/png")])
def test_other_formats_become_png(format_: str, kind: str) -> None:
    picture = clean_picture(pictures.encoded(format_, pictures.scene((32, 32))))
    assert (picture.media_type, picture.extension, picture.width, picture.height) == (kind, "png", 32, 32)


def test_transparency_survives_a_turn() -> None:
    picture = pictures.scene(mode="P")
    turned = opened(clean_picture(pictures.png(6, picture=picture, transparency=0)).data)
    assert turned.info["transparency"] == 0


def test_pictures_are_filed_under_their_digest() -> None:
    picture = Picture(b"", "image/jpeg", 1, 1, "ab" + "0" * 62, "jpg")
    assert media_path(picture) == f"media/ab/ab{'0' * 62}.jpg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a picture"),
        (b"<html><p>404 Not Found", "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "can hold scripts and is left out",
        ),
        (b'<?xml version="1.0"?><!-- x --><!DOCTYPE svg><svg onload="alert(1)"/>', "can hold scripts"),
        (b"\xff\xd8\xff", "broken"),
        (b"\xff\xd8\xff\xd9", "broken"),
        (b"GIF89a", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"RIFF\x04\0\0\0WEBP", "broken"),
        (b"RIFF\xff\xff\0\0WEBPVP8 ", "broken"),
        (b"\0\0\0\x20ftypavif" + b"\0" * 40, "broken"),
        (b"BM\x46\0\0\0\0\0\0\0" + b"\0" * 40, "broken"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        clean_picture(data)


@pytest.mark.parametrize("kind", MAKERS)
def test_pictures_that_are_cut_short_are_broken(kind: str) -> None:
    data = clean_picture(MAKERS[kind]()).data
    with pytest.raises(SourceError, match="broken"):
        clean_picture(data[: len(data) * 2 // 3])


def test_bombs_are_refused_before_they_are_decoded() -> None:
    header = (100_000).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + pictures.chunk(b"IHDR", header)
        + pictures.chunk(b"IDAT", b"x")
        + pictures.chunk(b"IEND", b"")
    )
    with pytest.raises(SourceError, match="too big: 100000 × 100000"):
        clean_picture(bomb)
    turned = bomb.replace(pictures.chunk(b"IEND", b""), pictures.chunk(b"eXIf", pictures.exif(6).tobytes()[6:]))
    with pytest.raises(SourceError, match="too big"):
        clean_picture(turned + pictures.chunk(b"IEND", b""))


def test_the_limit_counts_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean, "MAX_PIXELS", 959)
    for make in MAKERS.values():
        with pytest.raises(SourceError, match="too big"):
            clean_picture(make())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), st.randoms(use_true_random=False))
def test_damaged_pictures_are_cleaned_or_refused_but_never_crash(kind: str, random: Random) -> None:
    data = bytearray(SAMPLES[kind])
    for _ in range(random.randint(1, 6)):
        data[random.randrange(12, len(data))] = random.randrange(256)
    try:
        clean_picture(bytes(data))
    except SourceError as error:
        assert re.fullmatch(r"[^\n]+", str(error))


SAMPLES = {kind: make() for kind, make in MAKERS.items()}


def test_pillow_is_imported_only_when_a_picture_must_be_decoded() -> None:
    code = "import sys, sitegen.media.clean as c; c.clean_picture(sys.stdin.buffer.read()); print('PIL' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], input=pictures.jpeg(), capture_output=True, check=True)
    assert run.stdout.strip() == b"False"

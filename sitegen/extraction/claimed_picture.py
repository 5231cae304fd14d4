"""The picture that the page claims for its story, its words, and where the page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.body import Body, Figure, Image, inline_text, pictures
from sitegen.extraction.addresses import Addresses, host
from sitegen.extraction.claims import Claims
from sitegen.extraction.result import Choice, Claim

SOURCES = ("meta og:", "json-ld", "meta", "rel=image_src")
WORDS = re.compile(r"[^\W\d_]+")
SIZE = re.compile(r"[-_@]?\d{2,4}x\d{2,4}|[-_]scaled|@\dx")
STAND_IN = frozenset({
    "logo", "default", "placeholder", "fallback", "favicon", "blank", "share", "sharing", "social", "noimage",
    "nophoto", "avatar", "og", "opengraph", "dummy", "noimg", "missing",
})  # fmt: skip
"""Words that a file stands in for a story's picture by, if all its others are of these or of `PLAIN`."""
PLAIN = frozenset({
    "image", "img", "photo", "pic", "picture", "thumb", "thumbnail", "icon", "card", "header", "banner", "cover",
    "meta", "preview", "facebook", "fb", "twitter", "x", "site", "web", "website", "news", "no", "new", "large",
    "small", "square", "white", "black", "dark", "light", "color", "generic", "the", "rgb", "w", "h", "px", "v",
    "and", "graph", "open", "media", "teaser", "big", "hd", "full", "main",
})  # fmt: skip


def choose_image(claims: Claims, url: str) -> Iterator[Choice]:
    """The first picture claimed that isn't the site's own: its logo, or what stands in for a missing picture."""
    site = host(url) + "".join(claim.value for claim in claims.of("site"))
    passed = ""
    for claim in claims.of("image", *SOURCES):
        if _stands_in(claim.value, site.casefold()):
            passed = passed or f"; {claim.source} has one for any page"
            continue
        yield Choice(claim, f"the first source with a picture of the story{passed}")
        yield from _alternative(claims, claim.source)
        return


def _stands_in(address: str, site: str) -> bool:
    name = address.partition("?")[0].rstrip("/").rpartition("/")[2].rpartition(".")[0].casefold()
    words = WORDS.findall(name.replace("_", " "))
    return any(word in STAND_IN for word in words) and all(
        word in STAND_IN or word in PLAIN or word in site for word in words
    )


def _alternative(claims: Claims, source: str) -> Iterator[Choice]:
    """What the source of the picture says instead of it; what another source says may be about another picture."""
    family = next((start for start in ("meta og:", "meta twitter:") if source.startswith(start)), "")
    for claim in claims.of("image_alt", family)[:1] if family else ():
        yield Choice(claim, "of the same source as the picture")


def shown_picture(body: Body, addresses: Addresses, chosen: tuple[Choice, ...]) -> Iterator[Choice]:
    """The words of the picture as the page shows it, if nobody claims any; the story's first one if none is claimed."""
    image = next((choice.claim.value for choice in chosen if choice.claim.field == "image"), "")
    if not image:
        first = body.blocks[0] if body.blocks else None
        if isinstance(first, Figure):
            yield Choice(Claim("image", first.image.src, "picture above the story"), "no source claims one")
            yield from _words(first.image, body)
    elif not any(choice.claim.field == "image_alt" for choice in chosen):
        name = _file(addresses.picture(image))
        same = (each for each in pictures(body) if name and _file(each.src) == name)
        yield from _words(next(same, None), body)


def _words(image: Image | None, body: Body) -> Iterator[Choice]:
    """The text that stands for a picture, else its caption."""
    if image is None:
        return
    captions = (inline_text(each.caption) for each in body.blocks if isinstance(each, Figure) and each.image == image)
    if words := image.alt.strip() or next(captions, "").strip():
        yield Choice(Claim("image_alt", words, "picture in the story"), "the page shows the same picture with it")


def _file(address: str) -> str:
    """A picture's file name without its size."""
    return SIZE.sub("", address.partition("?")[0].rpartition("/")[2].rpartition(".")[0])

"""Which address a picture really has, behind placeholders and lazy loaders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.body import Image
from sitegen.dom import Element, collapse, find
from sitegen.extraction.addresses import Addresses

LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-srcset",
    "data-lazy-srcset",
    "data-sf-original-src",
    "data-url",
)
SRCSET_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
SMALL = 40
"""Pixels: what declares itself no wider or higher is an icon or a counter."""

ICON_WORDS = re.compile(
    r"avatar|gravatar|logo|icon|emoji|spacer|pixel|1x1|blank\.|sprite|spinner|loading\.", re.IGNORECASE
)


def picture_of(element: Element, addresses: Addresses) -> Image | None:
    """The picture that an `img`, `picture` or `amp-img` shows, or nothing when it is an icon or never came."""
    img = element if element.tag != "picture" else next(find(element, "img", "amp-img"), None)
    if img is None or _is_small(img):
        return None
    sources = list(_sources(img, element))
    for reference in sources:
        if src := addresses.picture(reference):
            if src.startswith("data:") and len(src) < 400:
                continue
            if ICON_WORDS.search(src[-200:] if src.startswith("data:") is False else ""):
                return None
            return Image(src, collapse(img.get("alt")), collapse(img.get("title")))
    return None


def _is_small(img: Element) -> bool:
    return any(
        text.removesuffix("px").isdigit() and int(text.removesuffix("px")[:6]) <= SMALL
        for text in (img.get("width"), img.get("height"))
    )


def _sources(img: Element, around: Element) -> Iterator[str]:
    """References from the likeliest to the least: what was saved or is lazy before what stands in for it."""
    for name in LAZY:
        if value := img.get(name):
            yield best_of_srcset(value) if "srcset" in name else value
    src = img.get("src")
    if src and not src.startswith("data:"):
        yield src
    if srcset := img.get("srcset"):
        yield best_of_srcset(srcset)
    for source in find(around, "source"):
        if srcset := source.get("srcset") or source.get("data-srcset"):
            yield best_of_srcset(srcset)
    if src:
        yield src


def best_of_srcset(srcset: str) -> str:
    """The candidate of the greatest width or density; commas inside addresses are kept."""
    best, most = "", -1.0
    for match in SRCSET_CANDIDATE.finditer(srcset[:20_000]):
        try:
            weight = float(match[2] or 1)
        except ValueError:
            weight = 1.0
        if weight > most:
            best, most = match[1], weight
    return best

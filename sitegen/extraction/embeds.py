"""What other sites lend to a page: videos, sounds, maps and posts, each as a link with what it is called.

No provider is known by name but those of AMP's own elements: a frame's title says what it is, and its address or its
title that it is meant for readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from sitegen.body import Embed, Paragraph
from sitegen.dom import NOT_SHOWN, Element, collapse, find
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.inlines import inlines, without_pictures

BY_NUMBER: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
        "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
        "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
        "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
        "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
        "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
        "iframe": ("data-tweet-id", "https://twitter.com/i/status/{}"),
    }
)
"""Elements that name what they show by a number: the attribute, and the address that it stands for."""

LENT = re.compile(
    r"embed|player|video|watch|audio|podcast|episode|track|\bmaps?\b|chart|graphic|interactive|clip|media",
    re.IGNORECASE,
)
"""What the address of a frame without a title speaks of, if it is meant for readers."""
NOT_FOR_READERS = re.compile(
    r"\bads?\b|advert|google_ads|3rd party|recaptcha|captcha|consent|cookie|tracking|pixel|tag ?manager|like button|"
    r"comments?\b|newsletter|sign-?up",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
FRAMES = frozenset({"iframe", "amp-iframe"})
ADDRESSES = ("src", "data-src", "data", "data-href")


def embed_of(element: Element, addresses: Addresses) -> Embed | None:
    """The link that an embedding element amounts to; nothing where it is not meant for readers, or leads nowhere."""
    href = addresses.link(_reference(element))
    title = collapse(element.get("title") or element.get("aria-label") or element.get("playlabel"))
    if "://" not in href or _is_unseen(element) or NOT_FOR_READERS.search(f"{title} {element.names}"):
        return None
    if element.tag in FRAMES and not title and not LENT.search(href):
        return None
    return Embed(href, title or href)


def _reference(element: Element) -> str:
    name, address = BY_NUMBER.get(element.tag, ("", ""))
    if name and (number := element.get(name)):
        return address.format(number)
    return next(filter(_is_address, _references(element)), "")


def _references(element: Element) -> Iterator[str]:
    yield from map(element.get, ADDRESSES)
    # What consent managers and lazy loaders keep it under: "data-lazy-src", "data-cookieblock-src".
    yield from (value or "" for name, value in element.attributes.items() if name.endswith("-src"))
    yield from (part.get("src") for part in find(element, "source"))


def _is_address(reference: str) -> bool:
    return bool(reference) and not reference.startswith(("about:", "javascript:", "data:", "blob:"))


def _is_unseen(element: Element) -> bool:
    sides = (element.get("width").removesuffix("px"), element.get("height").removesuffix("px"))
    return any(side in ("0", "1") for side in sides) or UNSEEN.search(element.get("style")) is not None


# --- posts ------------------------------------------------------------------------------------------------------------


def post_of(element: Element, addresses: Addresses) -> Embed | None:
    """A post quoted from elsewhere: its words, and a link to it with its author and its date."""
    href = _permalink(element, addresses)
    if "://" not in href:
        return None
    paragraphs = [part for part in find(element, "p") if collapse(_words(part))]
    said = (without_pictures(inlines(part.children, addresses)) for part in paragraphs)
    signature = collapse(_words(element, frozenset(paragraphs))).strip(" —–-·|")
    return Embed(href, signature or href, tuple(Paragraph(words) for words in said if words))


def _permalink(element: Element, addresses: Addresses) -> str:
    """What the element says that its post's address is, or the last of those of its links that lead deepest."""
    said = (value or "" for name, value in element.attributes.items() if name == "cite" or name.endswith("permalink"))
    known = next((href for value in (*said, element.get("data-href")) if (href := addresses.link(value))), "")
    if known:
        return known
    hrefs = [href for link in find(element, "a") if (href := addresses.link(link.get("href")))]
    return max(reversed(hrefs), key=_depth, default="") or addresses.link(element.get("data-embed-url"))


def _depth(href: str) -> int:
    try:
        return urlsplit(href).path.strip("/").count("/")
    except ValueError:
        return -1


def _words(element: Element, without: frozenset[Element] = frozenset()) -> str:
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child not in without and child.tag not in NOT_SHOWN:
            pieces.append(f" {_words(child, without)} " if child.tag in ("div", "p", "br") else _words(child, without))
    return "".join(pieces)

"""Slugs: the readable last part of an address, in the letters of its own script."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 80
_APOSTROPHES = re.compile(r"['’ʼ]")
_RESERVED = re.compile(
    "con|prn|aux|nul|(?:com|lpt)[0-9¹²³]"
)  # no file of Windows can be called so, whatever its ending


def slugify(text: str, max_bytes: int = MAX_BYTES) -> str:
    """Letters, combining marks and digits of any script, lower case in NFC, hyphens between the words.

    At most `max_bytes` of UTF-8, cut at a word, else at a character. May be empty.
    """
    folded = unicodedata.normalize("NFC", _APOSTROPHES.sub("", text).lower())
    words = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded).split()
    return _cut("-".join(words), max_bytes)


def article_slug(title: str, sha256: str) -> str:
    """The slug of an article; never one that could be taken for a day or a page, or that Windows keeps for itself."""
    slug = slugify(title)
    if not slug:
        return f"story-{sha256[:6]}"
    return f"story-{slug}" if slug.isdigit() or _RESERVED.fullmatch(slug) else slug


def _cut(slug: str, max_bytes: int) -> str:
    if len(slug.encode()) <= max_bytes:
        return slug
    shortened = slug.encode()[:max_bytes].decode(errors="ignore")
    whole_words = shortened.rpartition("-")[0] if slug[len(shortened)] != "-" else shortened
    kept = whole_words or shortened
    while kept and unicodedata.category(slug[len(kept)] if len(kept) < len(slug) else " ")[0] == "M":
        kept = kept[:-1]  # never part a letter from its marks
    return kept.rstrip("-")

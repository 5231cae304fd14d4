"""Plain text of a body: how many words, how it begins, and what a heading is called in an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Scripts written without spaces between words, with the characters that an average word of them has.
_UNSPACED = (
    (re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 2),  # kana, Han
    (re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),  # Thai, Lao, Burmese, Khmer
)
_SENTENCE_SPACE = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
MAX_SLUG = 80  # characters


def count_words(text: str) -> int:
    """Words of `text`; where a script has no spaces, as many as its characters usually make."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + sum(len(script.findall(text)) // length for script, length in _UNSPACED)


def excerpt_of(paragraphs: Iterable[str], length: int) -> str:
    """The beginning of `paragraphs` in at most `length` characters, cut behind a word with an ellipsis."""
    text = ""
    for paragraph in paragraphs:
        text = f"{text} {paragraph.strip()}".strip()
        if len(text) > length:
            break
    text = _SENTENCE_SPACE.sub(" ", text)
    if len(text) <= length:
        return text
    cut = text[:length]
    words = cut.rpartition(" ")[0]
    if len(words) < length // 2:  # a script without spaces, or a very long word
        words = cut[:-1]
    return f"{words.rstrip(' ,;:–—-')}…"


def slug_of(text: str) -> str:
    """Letters, marks and digits of `text` in lower case, with hyphens between; at most `MAX_SLUG` characters."""
    lowered = unicodedata.normalize("NFC", text.lower())
    if lowered.isascii():
        slug = _NOT_SLUG.sub("-", lowered)
    else:
        slug = "".join(letter if unicodedata.category(letter)[0] in "LMN" else "-" for letter in lowered)
    slug = re.sub("-{2,}", "-", slug).strip("-")
    if len(slug) <= MAX_SLUG:
        return slug
    return slug[:MAX_SLUG].rpartition("-")[0] or slug[:MAX_SLUG]

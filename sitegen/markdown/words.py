"""Plain text of a body: how many words, and how it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Scripts written without spaces between words, with the characters that an average word of them has.
_UNSPACED = (
    (re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 2),  # kana, Han
    (re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),  # Thai, Lao, Burmese, Khmer
)
_SPACES = re.compile(r"\s+")


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
    text = _SPACES.sub(" ", text)
    if len(text) <= length:
        return text
    cut = text[:length]
    words = cut.rpartition(" ")[0]
    if len(words) < length // 2:  # a script without spaces, or a very long word
        words = cut[:-1]
    return f"{words.rstrip(' ,;:–—-')}…"

"""What a block of text is made of, measured without judging it: the same for HTML pages and for text dumps."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sitegen.languages.words import SCRIPTS, count_unspaced

SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"'”’»“„」』）)\]]*$|[.!?…][\"'”’»“„)\]]*\s*\[\d+\]$")
INNER_END = re.compile(r"[.!?…][\"'”’»“)\]]*\s+(?=[^\W\d_a-zà-ÿ]|[\"'“„«‘])|[。！？](?=.)|[।؟۔]\s")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
UNSPACED_RUN = re.compile(f"[{SCRIPTS}]{{2,}}")
DIGIT = re.compile(r"\d")
CONTENT = re.compile(r"[^\W\d_]{4,}|\d{2,}")
MARKS = frozenset(".!?…。！？।؟۔")
LONGEST_END = 24  # characters that a sentence's end and what closes behind it take
CHARACTERS_A_WORD = 2.0  # of a script without spaces


class Measured(NamedTuple):
    """The measures of one block. A tuple, as pieces and blocks are: they are made by the hundred for every page.

    `words` counts two characters of an unspaced script as a word. `sentences` is the number of sentence ends inside and
    at the end; `complete` whether the block ends with one.
    """

    text: str
    words: int
    sentences: int
    complete: bool
    commas: int
    digits: float
    capitals: float


@lru_cache(maxsize=4096)
def measure(text: str) -> Measured:
    """Measure `text`, which is one block, its white space collapsed; a paper's pages have their menus in common."""
    found = WORD.findall(text)
    plain = text.isascii()
    unspaced = 0 if plain else count_unspaced(text)
    words = len(found) if not unspaced else round(unspaced / CHARACTERS_A_WORD) + sum(word.isascii() for word in found)
    marked = not MARKS.isdisjoint(text)
    complete = marked and bool(SENTENCE_END.search(text[-LONGEST_END:]))
    return Measured(
        text=text,
        words=words,
        sentences=(len(INNER_END.findall(text)) if marked else 0) + complete,
        complete=complete,
        commas=text.count(",") + text.count(";") if plain else sum(map(text.count, ",،、，;")),
        digits=(len(DIGIT.findall(text)) if plain else sum(map(str.isdigit, text))) / max(1, len(text)),
        capitals=sum([word[0].isupper() for word in found]) / max(1, len(found)),
    )


@lru_cache(maxsize=2048)
def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more, and pairs of characters where a script has no spaces, casefolded."""
    folded = text.casefold()
    words = {word[:7] for word in CONTENT.findall(folded)}
    if not folded.isascii():
        words |= {run[i : i + 2] for run in UNSPACED_RUN.findall(folded) for i in range(len(run) - 1)}
    return frozenset(words)

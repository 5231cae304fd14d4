"""The headline among the lines before a story: the one with the most weight of traits, each measured on its own.

A headline is neither a sentence nor a label, stands close above the story, is often repeated (in the window's title,
the breadcrumb, the share bar) and shares its words with the story. The weights are fitted (see ``data/README.md``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sitegen.extraction.prose import content_words
from sitegen.extraction.traits import Piece
from sitegen.extraction.weights import Weighing, odds
from sitegen.languages.words import count_unspaced

FARTHEST = 60  # pieces above the story
MOST_WORDS = 45
LABEL = 4  # words of a line that is more than a button
SAID_AGAIN = 8  # letters of a line that is looked for inside others
LETTERS = re.compile(r"[^\W_]+")
SEPARATOR = re.compile(r"\s*[:|｜/–—-]\s+|\s+[:|｜/–—-]")
NUMBER = re.compile(r"(\d{1,2})\. ")
MARKS = 8  # characters more in another copy of a headline
LONGEST_KICKER, LONGEST_TAIL = 6, 4  # words before a headline on its line, and behind it


def headline(candidates: Mapping[int, Sequence[str]], weighing: Weighing) -> int | None:
    """The index of the headline among `candidates`, given with their traits, if there is any."""
    return max(candidates, key=lambda index: (odds(weighing, candidates[index]), -index), default=None)


def headline_traits(
    pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], start: int, story: str
) -> dict[int, tuple[str, ...]]:
    """The traits of every piece before `start` that can be the headline of `story`, by index."""
    seen = Counter(" ".join(piece.measured.text.casefold().split()) for piece in pieces)
    words = content_words(story)
    opening = content_words(story[:600])
    found: dict[int, tuple[str, ...]] = {}
    candidates = [i for i in range(max(0, start - FARTHEST), start) if 1 <= pieces[i].measured.words <= MOST_WORDS]
    shares = {i: _share(pieces[i].measured.text, words) for i in candidates}
    akin = [i for i in candidates if shares[i] >= 0.5 and pieces[i].measured.words >= 3]
    for index in candidates:
        measured, shared = pieces[index].measured, shares[index]
        traits = [
            f"distance-{_bin(start - index, (1, 2, 3, 4, 6, 9, 14, 24, 40))}",
            f"words-{_bin(measured.words, (1, 2, 3, 4, 6, 9, 14, 19, 26))}",
            f"shared-{_bin(int(10 * shared), (0, 2, 4, 6, 8, 9))}",
            f"opening-{_bin(int(10 * _share(measured.text, opening)), (0, 2, 4, 6, 8, 9))}",
            f"seen-{min(3, seen[' '.join(measured.text.casefold().split())])}",
            *(f"own-{trait}" for trait in own[index] if not trait.startswith(("gap-", "w", "bias", "open-w"))),
            *_after(pieces, own, index, start),
        ]
        traits += _among(pieces, akin, index)
        found[index] = tuple(traits)
    return found


def _among(pieces: Sequence[Piece], akin: Sequence[int], index: int) -> list[str]:
    """How a candidate stands to the others that are akin to the story: first or later, inside or around another."""
    text = pieces[index].measured.text
    found = ["complete"] if pieces[index].measured.complete else []
    if index in akin:
        found += [f"akin-before-{min(3, sum(index - 12 <= i < index for i in akin))}"]
        found += [f"akin-after-{min(3, sum(index < i for i in akin))}"]
        found += ["akin-first"] if index == akin[0] else []
        others = [pieces[i].measured.text for i in akin if i != index and pieces[i].measured.text != text]
        found += ["within-another"] if any(text in other for other in others) else []
        found += ["around-another"] if any(other in text for other in others) else []
    return found


def _after(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], index: int, start: int) -> list[str]:
    if index + 1 >= start:
        return ["next-story"]
    measured = pieces[index + 1].measured
    found = [f"next-{_bin(measured.words, (1, 3, 6, 12, 24))}-{'complete' if measured.complete else 'open'}"]
    found += [f"next-{trait}" for trait in own[index + 1] if trait.startswith(("is-", "clock", "bullet"))]
    return found


def _share(text: str, words: frozenset[str]) -> float:
    own = content_words(text)
    return len(own & words) / len(own) if own else 0.0


def _key(text: str) -> str:
    return "".join(LETTERS.findall(text.casefold()))


def _bin(value: int, limits: Sequence[int]) -> str:
    return str(next((limit for limit in limits if value <= limit), "more"))


# --- text -------------------------------------------------------------------------------------------------------------


def headline_text(texts: Sequence[str], index: int) -> str:
    """The headline on line `index` without what the page set beside it on the line: a number, a kicker, the site."""
    text = texts[index]
    number = NUMBER.match(text)
    if number and index and texts[index - 1].startswith(f"{int(number[1]) - 1}. "):
        text = text[number.end() :]  # the end of a numbered breadcrumb
    key = _key(text)
    for other in texts:
        if other == text or not len(text) / 2 <= len(other) <= len(text) + MARKS:
            continue
        rest = _key(other)
        if rest == key:
            text = _without_kicker(text, other)
            continue
        kicked = key.endswith(rest) and len(rest) >= len(key) / 2
        tailed = key.startswith(rest) and len(text.split()) - len(other.split()) <= LONGEST_TAIL
        if (kicked or tailed) and _is_whole(other):
            return other
    return text


def _is_whole(text: str) -> bool:
    return len(text.split()) >= LABEL or bool(count_unspaced(text) >= SAID_AGAIN)


def _without_kicker(text: str, other: str) -> str:
    """The part of `text` behind a kicker: where one copy of a headline has a mark and the other none, or another."""
    own, others = _marks(text), _marks(other)
    letters = min((place for place in own.keys() | others.keys() if own.get(place) != others.get(place)), default=0)
    end, left = 0, letters
    while end < len(text) and left:
        left -= text[end].isalnum()
        end += 1
    kicker, rest = text[:end], text[end:].lstrip(" :|｜/–—-")
    return rest if letters and _is_whole(rest) and len(kicker.split()) <= LONGEST_KICKER else text


def _marks(text: str) -> dict[int, str]:
    """The marks in `text` that may part a kicker from a headline, by the letters before them."""
    return {len(_key(text[: found.start()])): found[0].strip() for found in SEPARATOR.finditer(text)}

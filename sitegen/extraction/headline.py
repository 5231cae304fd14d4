"""The headline among the lines before a story: the one with the most weight of traits, each measured on its own.

A headline is neither a sentence nor a label. It stands above the byline, the date and the standfirst, with little else
between it and the story, shares its words with the story's opening, and is often said again: in the breadcrumb, in the
window's title, in the share bar. The weights are fitted (see ``data/README.md``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.extraction.prose import content_words
from sitegen.extraction.traits import PROSE, Piece
from sitegen.extraction.weights import Weighing, odds
from sitegen.languages.words import count_unspaced

NEAR = 50  # pieces above the story
MOST_WORDS = 45
LEAST_TOLD = 0.5  # of the words of a line that stands elsewhere
OPENING = 600  # characters of a story that its headline tells of
LABEL = 4  # words of a line that is more than a button
SAID_AGAIN = 8  # letters of a line that is looked for inside others
OWN = ("is-", "bullet", "capitals", "shouted", "digits", "clock", "ends-", "starts-", "commas", "sentences", "address",
       "credit", "field", "link-first", "links-", "flush", "repeated")  # fmt: skip
CREDITS = frozenset({"is-byline", "is-published", "is-updated", "is-reading_time", "is-role", "is-agency"})


LETTERS = re.compile(r"[^\W_]+")
NO_LETTERS = re.compile(r"[^\w\n]+|_+")
SEPARATOR = re.compile(r"\s*[:|｜/–—-]\s+|\s+[:|｜/–—-]")
NUMBER = re.compile(r"(\d{1,2})\. ")
PATH_END = re.compile(r"[»›>→]\s*$")  # of a breadcrumb, before its last entry
MARKS = 8  # characters more in another copy of a headline
LONGEST_KICKER, LONGEST_TAIL = 6, 4  # words before a headline on its line, and behind it


@dataclass(frozen=True, slots=True)
class Lines:
    """The pieces of a dump with their own traits; `keys` are their letters and digits alone, casefolded.

    `page` and `above` are the keys of all pieces and of those above the story, each on a line; `credits` says which
    pieces tell who wrote it, or when.
    """

    pieces: Sequence[Piece]
    own: Sequence[tuple[str, ...]]
    keys: Sequence[str]
    page: str
    above: str
    credits: Sequence[bool]


def headline(candidates: Mapping[int, Sequence[str]], weighing: Weighing) -> int | None:
    """The index of the headline among `candidates`, given with their traits, if there is any."""
    return max(candidates, key=lambda index: (odds(weighing, candidates[index]), -index), default=None)


def first_paragraph(pieces: Sequence[Piece], story: Sequence[int]) -> int:
    """The first paragraph of a story given by its pieces' indices: no headline stands behind it."""
    whole = (i for i in story if pieces[i].measured.words >= PROSE and pieces[i].measured.complete)
    return next(whole, story[0])


# --- traits -----------------------------------------------------------------------------------------------------------


def headline_traits(
    pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], story: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """The traits of every piece that can be the headline of the story which the indices `story` stand for, by index."""
    start = first_paragraph(pieces, story)
    texts = [piece.measured.text for piece in pieces]
    body = "\n\n".join(texts[index] for index in story if index >= start)
    words, opening = content_words(body), content_words(body[:OPENING])
    keys = _keys(
        [text if piece.measured.words <= MOST_WORDS else "" for text, piece in zip(texts, pieces, strict=True)]
    )
    credits = [any(trait in CREDITS for trait in traits) for traits in own]
    lines = Lines(pieces, own, keys, _as_page(keys), _as_page(keys[:start]), credits)
    seen = Counter(keys)
    near = [i for i in range(max(0, start - NEAR), start) if 1 <= pieces[i].measured.words <= MOST_WORDS]
    used = {i: content_words(texts[i]) for i in near} | dict(_elsewhere(pieces, start, story[-1], words))
    akin = {i: len(used[i] & opening) for i in near}
    return {
        index: (
            *_of_its_own(lines, index, seen),
            *_shared(used[index], words, opening),
            *_between(lines, index, start),
            *_around(lines, index, start),
            *_among(akin if index in akin else {**akin, index: len(used[index] & opening)}, index),
            *_said_again(lines, index, seen, near),
        )
        for index in used
    }


def _elsewhere(
    pieces: Sequence[Piece], start: int, last: int, words: frozenset[str]
) -> Iterator[tuple[int, frozenset[str]]]:
    """The lines that tell of the story, given by its `words`, but stand far above it or begin it, with their words.

    The first are of a breadcrumb or the like; the second a headline that ends like a sentence, with a story below.
    """
    for index in (*range(max(0, start - NEAR)), *range(start, min(start + 1, last))):
        if LABEL <= pieces[index].measured.words <= MOST_WORDS:
            own = content_words(pieces[index].measured.text)
            told = len(own & words)
            if told >= 2 and told >= LEAST_TOLD * len(own):
                yield index, own


def _key(text: str) -> str:
    return "".join(LETTERS.findall(text.casefold()))


def _keys(texts: Sequence[str]) -> list[str]:
    """The key of each text, all found at once."""
    return NO_LETTERS.sub("", "\n".join(texts).casefold()).split("\n")


def _as_page(keys: Sequence[str]) -> str:
    return "\n{}\n".format("\n".join(keys))


def _of_its_own(lines: Lines, index: int, seen: Mapping[str, int]) -> Iterator[str]:
    measured = lines.pieces[index].measured
    yield f"words-{_bin(measured.words, (1, 2, 3, 4, 6, 9, 14, 19, 26))}"
    yield f"{'complete' if measured.complete else 'open'}-{_bin(measured.words, (3, 6, 11, 17, 25))}"
    yield f"seen-{min(4, seen[lines.keys[index]])}"
    yield "top" if index < 2 else "below"
    yield from (trait for trait in lines.own[index] if trait.startswith(OWN))


def _shared(own: frozenset[str], words: frozenset[str], opening: frozenset[str]) -> Iterator[str]:
    """How many of its words the story uses, and its opening."""
    yield f"shared-{_bin(int(10 * len(own & words) / max(1, len(own))), (0, 2, 4, 6, 8, 9))}"
    yield f"opening-{_bin(int(10 * len(own & opening) / max(1, len(own))), (0, 2, 4, 6, 8, 9))}"
    yield f"told-{min(5, len(own & words))}"
    yield f"told-first-{min(5, len(own & opening))}"


def _between(lines: Lines, index: int, start: int) -> Iterator[str]:
    """What stands between the line and the story."""
    prose = bullets = labels = 0
    for place in range(index + 1, start):
        piece = lines.pieces[place]
        bullets += piece.bullet
        if piece.measured.words >= PROSE and piece.measured.complete:
            prose += 1
        elif piece.measured.words >= LABEL and not piece.measured.complete and not lines.credits[place]:
            labels += 1
    yield f"distance-{_bin(start - index, (0, 1, 2, 3, 4, 6, 9, 14, 24, 40, NEAR))}"
    yield f"over-prose-{min(3, prose)}"
    yield f"over-bullets-{_bin(bullets, (0, 1, 3, 8))}"
    yield f"over-labels-{_bin(labels, (0, 1, 2, 3, 5, 8))}"


def _around(lines: Lines, index: int, start: int) -> Iterator[str]:
    """Its neighbours: who wrote and when stands below a headline."""
    end = start if index < start else min(index + 3, len(lines.pieces))
    for place, name in ((index - 1, "prev"), (index + 1, "next"), (index + 2, "next2")):
        if not 0 <= place < end:
            yield f"{name}-{'story' if place >= end else 'none'}"
            continue
        measured = lines.pieces[place].measured
        yield f"{name}-{_bin(measured.words, (1, 3, 6, 12, 24))}-{'complete' if measured.complete else 'open'}"
        yield from (f"{name}-{each}" for each in lines.own[place] if each.startswith(("is-", "clock", "bullet")))
    yield f"credits-below-{min(2, sum(lines.credits[index + 1 : index + 6]))}"
    yield f"credits-above-{min(2, sum(lines.credits[max(0, index - 4) : index]))}"
    gap = lines.pieces[index].gap_before
    yield f"gaps-{min(2, gap)}-{min(2, lines.pieces[index + 1].gap_before if index + 1 < len(lines.pieces) else 2)}"


def _among(akin: Mapping[int, int], index: int) -> Iterator[str]:
    """How it stands to the others that tell of the same."""
    own = akin[index]
    least = max(2, own)
    better = [i for i, each in akin.items() if each > own or each >= least]
    yield f"better-{min(3, sum(akin[i] > own for i in better))}"
    yield f"akin-before-{min(3, sum(i < index for i in better if akin[i] >= least))}"
    yield f"akin-after-{min(3, sum(i > index for i in better if akin[i] >= least))}"


def _said_again(lines: Lines, index: int, seen: Mapping[str, int], candidates: Sequence[int]) -> Iterator[str]:
    """Whether it stands inside other lines (a breadcrumb, the window's title), or another one inside of it."""
    key = lines.keys[index]
    if len(key) < SAID_AGAIN:
        return
    within = lines.page.count(key) - seen[key]
    if within > 0:
        yield f"within-{min(3, within)}"
        ends, whole = lines.above.count(f"{key}\n"), lines.above.count(f"\n{key}\n")
        if ends > whole:
            yield "ends-another"
        if lines.page.count(f"\n{key}") > seen[key]:
            yield "opens-another"
    others = [lines.keys[i] for i in candidates if SAID_AGAIN <= len(lines.keys[i]) < len(key)]
    inside = [other for other in others if other in key]
    if inside:
        yield "around-another-end" if any(map(key.endswith, inside)) else "around-another"


def _bin(value: int, limits: Sequence[int]) -> str:
    return str(next((limit for limit in limits if value <= limit), "more"))


# --- text -------------------------------------------------------------------------------------------------------------


def headline_text(texts: Sequence[str], index: int) -> str:
    """The headline on line `index` without what the page set beside it on the line: a number, a kicker, the site.

    `texts` are the lines above the story, among which another copy of the headline shows where it begins or ends.
    """
    text = texts[index]
    number = NUMBER.match(text)
    if number and index and texts[index - 1].startswith(f"{int(number[1]) - 1}. "):
        text = text[number.end() :]  # the end of a numbered breadcrumb
    key = _key(text)
    for other in texts:
        if text.endswith(other) and PATH_END.search(text, 0, len(text) - len(other)) and len(_key(other)) >= SAID_AGAIN:
            return other
        if other == text or not len(text) / 2 <= len(other) <= len(text) + MARKS:
            continue
        rest = _key(other)
        if rest == key:
            text = _without_kicker(text, other)
            continue
        kicked = text.endswith(other) and len(rest) >= len(key) / 2
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

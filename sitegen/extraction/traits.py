"""What speaks for and against a block of text being part of a story, as named traits: measured here, judged elsewhere.

Traits are of three sorts: of the block itself (length, sentence end, a phrase of a word list), of its neighbourhood
(prose next to it, a stretch of short lines around it), and of its place on the page (before the first long paragraph,
under a heading such as "Related"). None of them knows a language's words except by way of the word lists.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.extraction.prose import Measured, content_words
from sitegen.languages.words import Kind, kinds

LONG_KINDS: frozenset[Kind] = frozenset({
    "skip", "copyright", "photo", "read_also", "author_note", "published", "updated", "byline", "newsletter",
    "reading_time", "agency", "role",
})  # fmt: skip
SHORT_KINDS: frozenset[Kind] = LONG_KINDS | {"advertisement", "related", "share", "comments", "navigation", "tags"}
LONGEST_LISTED = 80  # words
SECTION_TRAITS = frozenset({"is-related", "is-comments", "is-tags", "is-share", "is-author_note", "is-copyright"})
LONG, PROSE = 25, 12  # words of a long paragraph, and of a block that may be one
FAR = 16  # pieces from the nearest paragraph at which no piece is of a story
BRIDGE = 4  # pieces that are no prose between two paragraphs of one cluster
MARKED_KINDS: tuple[Kind, ...] = ("credit", "address")
LONGEST_MARKED = 60  # words of a block in which a mark says something
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d{2}\b")
TELLING = frozenset({"credit", "address", "clock-short", "digits"})
SIZE_LIMITS = (1, 2, 4, 7, 11, 17, 25, 40, 70)  # words
SIZES = (*(f"w{limit}" for limit in SIZE_LIMITS), "w99")
QUOTE_START = frozenset("\"“„«‹「『‘'”»")


class Piece(NamedTuple):
    """A block as traits see it: its measures and what its layout tells; `cells` are labels in a row, two or more."""

    measured: Measured
    bullet: bool = False
    links: int = 0
    begins_with_link: bool = False
    fields: int = 0
    flush: bool = False
    gap_before: int = 0
    wrapped: bool = False
    numbered: bool = False
    cells: tuple[str, ...] = ()


def traits(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The traits of each piece, none where it has none of its `own`.

    Its neighbours are found beyond plain noise: repeated labels, adverts, fields.
    """
    prose = list(map(_is_prose, pieces))
    speaking = [index for index, piece in enumerate(pieces) if not _is_noise(piece, own[index])]
    shown = [_shown(pieces[index], prose[index]) for index in speaking]
    listed = [[trait for trait in own[index] if trait.startswith("is-")] for index in speaking]
    page = Page(pieces, own, prose, speaking, shown, listed)
    told = [pieces[index].measured.words * prose[index] for index in speaking]
    clusters, places, kin = _clusters(page), _places(page), _kinship(page)
    before = 0  # pieces of `speaking` that stand before the piece at hand
    found = []
    for index in range(len(pieces)):
        if own[index]:
            around = (*_neighbours(page, index, before, told), *clusters[index], *places[index], *kin[index])
            found.append((*own[index], *around))
        else:
            found.append(())
        before += before < len(speaking) and speaking[before] == index
    return found


def own_traits(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    """The traits of each piece by itself, and of how often it stands on the page; none where no prose is near."""
    seen = Counter(piece.measured.text for piece in pieces)
    return [
        _own(piece) + _repeats(piece, seen) if near else ()
        for piece, near in zip(pieces, near_prose(pieces), strict=True)
    ]


def near_prose(pieces: Sequence[Piece]) -> list[bool]:
    """Whether a paragraph is near enough to each piece that it may be of a story: menus are most of many dumps."""
    near = [False] * len(pieces)
    for index, piece in enumerate(pieces):
        if _is_prose(piece):
            start = max(0, index - FAR)
            near[start : index + FAR + 1] = [True] * (min(len(pieces), index + FAR + 1) - start)
    return near


def _is_prose(piece: Piece) -> bool:
    return piece.measured.words >= PROSE and piece.measured.complete


@dataclass(frozen=True, slots=True)
class Page:
    """All pieces with their own traits, which of them are prose, and the indices of those that are not noise.

    What neighbours see of each of these is in `shown` (its sort and size) and `listed` (the word lists it stands on).
    """

    pieces: Sequence[Piece]
    own: Sequence[tuple[str, ...]]
    prose: Sequence[bool]
    speaking: Sequence[int]
    shown: Sequence[str]
    listed: Sequence[Sequence[str]]


def _is_noise(piece: Piece, own: tuple[str, ...]) -> bool:
    return (
        not own
        or piece.measured.words == 0
        or "is-advertisement" in own
        or "is-share" in own
        or "repeated-often" in own
    )


def _own(piece: Piece) -> tuple[str, ...]:
    measured = piece.measured
    size = _size(measured.words)
    found = ["bias", size, f"{'complete' if measured.complete else 'open'}-{size}"]
    found += [f"is-{kind}" for kind in _listed(piece)]
    first, last = measured.text[:1], measured.text[-1:]
    if piece.bullet:
        found += ["bullet", f"bullet-{size}", f"bullet-{'complete' if measured.complete else 'open'}"]
    if measured.sentences > 1:
        found.append("sentences-2" if measured.sentences == 2 else "sentences-3")
    if measured.commas:
        found.append("commas")
    if first in QUOTE_START:
        found.append("starts-quote")
    if first.islower():
        found.append("starts-small")
    if last in ":：":
        found.append("ends-colon")
    if last in "?？":
        found.append("ends-question")
    found += _marks(measured) + _layout(piece, size)
    plain = not piece.bullet and not piece.begins_with_link and not piece.fields and not TELLING.intersection(found)
    if plain and not any(trait.startswith("is-") for trait in found):
        found.append(f"plain-{'prose' if measured.words >= PROSE and measured.complete else 'label'}-{size}")
    return tuple(found)


def _marks(measured: Measured) -> list[str]:
    text, found = measured.text, []
    if measured.digits > 0.15:
        found.append("digits")
    if measured.capitals > 0.7 and measured.words > 2:
        found.append("capitals")
    if text.isupper():
        found.append("shouted")
    if measured.words < LONGEST_MARKED:
        listed = kinds(text)
        found += [kind for kind in MARKED_KINDS if kind in listed]
        if CLOCK.search(text):
            found.append("clock-short" if measured.words < 12 else "clock-long")
    return found


def _layout(piece: Piece, size: str) -> list[str]:
    found = []
    family = "lynx" if piece.numbered else "wrapped" if piece.wrapped else "lines"
    if piece.fields:
        found.append("field")
    if piece.numbered:
        share = piece.links / max(1, piece.measured.words)
        found.append("links-none" if not piece.links else "links-few" if share < 0.1 else "links-many")
        if piece.begins_with_link:
            found.append(f"link-first-{size}")
        if piece.flush:
            found.append(f"flush-{size}")
    found.append(f"gap-{family}-{min(piece.gap_before, 3)}-{'s' if piece.measured.words < PROSE else 'l'}")
    return found


def _size(words: int) -> str:
    return SIZES[bisect_left(SIZE_LIMITS, words)]


def _listed(piece: Piece) -> list[Kind]:
    measured = piece.measured
    if measured.words > LONGEST_LISTED:
        return []
    if piece.cells:
        return _listed_in_row(piece.cells)
    wanted = SHORT_KINDS if measured.words <= 8 else LONG_KINDS
    return sorted(kinds(measured.text) & wanted)


def _listed_in_row(cells: Sequence[str]) -> list[Kind]:
    """The kinds of phrase that at least half the labels in a row are of: "Share  Print  A+"."""
    counts = Counter(kind for cell in cells for kind in kinds(cell) & SHORT_KINDS)
    return sorted(kind for kind, number in counts.items() if 2 * number >= len(cells))


def _repeats(piece: Piece, seen: Counter[str]) -> tuple[str, ...]:
    times = seen[piece.measured.text]
    if times < 2:
        return ()
    if times > 2 and piece.measured.words < 8:
        return ("repeated-often",)
    return ("repeated-long",) if piece.measured.words >= 6 else ("repeated-short",)


def _shown(piece: Piece, prose: bool) -> str:
    words = piece.measured.words
    kind = "prose" if prose else "bullet" if piece.bullet else "open"
    return f"{kind}-{'s' if words < 5 else 'm' if words < PROSE else 'l' if words < LONG else 'x'}"


def _neighbours(page: Page, index: int, before: int, told: Sequence[int]) -> list[str]:
    """What stands around a piece: `before` speaking pieces stand before it, `told` are the words of prose in each."""
    found = []
    last = len(page.speaking)
    behind = before + (before < last and page.speaking[before] == index)
    for place, name in ((before - 1, "prev"), (behind, "next"), (before - 2, "prev2"), (behind + 1, "next2")):
        found.append(f"{name}-{page.shown[place] if 0 <= place < last else 'none'}")
    for place, name in ((before - 1, "prev"), (behind, "next")):
        if 0 <= place < last and page.listed[place]:
            found += [f"{name}-{trait}" for trait in page.listed[place]]
    found.append(f"before-{_size(sum(told[max(0, before - 5) : before]) // 3)}")
    found.append(f"after-{_size(sum(told[behind : behind + 5]) // 3)}")
    return found


def _clusters(page: Page) -> list[tuple[str, ...]]:
    """Where each piece stands to the page's clusters of prose: runs with at most `BRIDGE` other pieces in between."""
    spans, total = _spans(page), 0
    for _, _, words in spans:
        total += words
    best = max(spans, key=lambda span: span[2], default=(0, 0, 0))
    found: list[tuple[str, ...]] = []
    current = 0
    for index in range(len(page.pieces)):
        while current < len(spans) and spans[current][1] <= index:
            current += 1
        inside = current < len(spans) and spans[current][0] <= index
        side = "in" if best[0] <= index < best[1] else "above" if index < best[0] else "below"
        if not inside:
            near = min(abs(index - best[0]), abs(index - best[1] + 1))
            found.append((f"main-{side}", f"main-{side}-{'near' if near < 3 else 'far'}"))
            continue
        start, end, words = spans[current]
        share = int(10 * words / max(1, total))
        edge = "first" if index == start else "last" if index == end - 1 else "mid"
        found.append((f"main-{side}", f"cluster-{share}", f"cluster-{side}-{edge}", f"cluster-{_size(words // 8)}"))
    return found


def _spans(page: Page) -> list[tuple[int, int, int]]:
    """Start, end and words of prose of each cluster."""
    spans: list[tuple[int, int, int]] = []
    gap = BRIDGE + 1
    for index in page.speaking:
        if not page.prose[index]:
            gap += 1
            continue
        words = page.pieces[index].measured.words
        if gap > BRIDGE or not spans:
            spans.append((index, index + 1, words))
        else:
            start, _, before = spans[-1]
            spans[-1] = (start, index + 1, before + words)
        gap = 0
    return spans


def _kinship(page: Page) -> list[tuple[str, ...]]:
    """How many of a piece's words the page's prose uses elsewhere: a teaser is about something else."""
    none = frozenset[str]()
    words = [
        content_words(piece.measured.text) if own else none for piece, own in zip(page.pieces, page.own, strict=True)
    ]
    used = Counter(word for own, prose in zip(words, page.prose, strict=True) if prose for word in own)
    found: list[tuple[str, ...]] = []
    for own, prose, piece, known in zip(words, page.prose, page.pieces, page.own, strict=True):
        if not known:
            found.append(())
            continue
        elsewhere = sum(used[word] > prose for word in own)
        share = int(4.99 * elsewhere / len(own)) if own else 9
        kind = "prose" if prose else "short" if piece.measured.words < PROSE else "long"
        found.append((f"kin-{kind}-{share}",))
    return found


def _places(page: Page) -> list[list[str]]:
    """Traits of place: how much of the page's prose lies behind, and what section heading was passed last."""
    total = max(1, sum(piece.measured.words for piece, prose in zip(page.pieces, page.prose, strict=True) if prose))
    passed, section, since = 0, "", 0
    found = []
    for piece, own, prose in zip(page.pieces, page.own, page.prose, strict=True):
        place = [f"passed-{min(10, int(10 * passed / total + 0.999))}"]
        if section:
            place.append(f"under-{section}-{'near' if since < 4 else 'far'}")
        found.append(place)
        heads = [trait[3:] for trait in own if trait in SECTION_TRAITS]
        since += 1
        if heads:
            section, since = heads[0], 0
        elif prose and piece.measured.words >= LONG:
            section = ""
        passed += piece.measured.words if prose else 0
    return found

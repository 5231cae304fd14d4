"""A second look at the blocks in and around a run that is likely the story: what only the run can tell of them.

A sub-heading, a caption and a teaser look alike as long as nobody knows where the story stands. Here each block is
measured against the run: how far inside it stands, how its gaps compare with those of the run's paragraphs, how much of
it the story says elsewhere. The measures are judged by boosted trees (``forest.py``; Friedman 2001, "Greedy function
approximation"). Where the first look is sure, it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median_low

from sitegen.extraction.forest import Forest, Tree, planted
from sitegen.extraction.prose import content_words
from sitegen.extraction.traits import PROSE, SECTION_TRAITS, Piece

AROUND = 10  # blocks before and behind a run that are looked at again
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
FARTHEST = 12  # blocks to the next paragraph of the run, at most
SHOWN = ("words", "sentences", "complete", "bullet", "gap", "odds", "capitals")
ALONE = (
    "commas", "digits", "links", "flush", "wrapped", "numbered", "kin", "kin-words", "like-before", "like-behind",
    "from-start", "to-end", "passed", "kept-behind", "kept-before", "usual-words", "usual-gap", "usual-label-gap",
    "seen", "bullets", "gap-behind", "prose-before", "prose-behind", "of-usual-words", "letters-a-word", "link-first",
    "fields", "gap-behind-next",
)  # fmt: skip
ALIKE = ("opens-alike", "opens-alike-2", "ends-alike", "since-section", "until-section")
OWN = (
    "is-read_also", "is-photo", "clock-short", "shouted", "starts-quote", "starts-small", "ends-colon",
    "ends-question", "credit", "is-byline", "is-role", "is-published", "is-agency", "is-author_note", "is-newsletter",
    "is-related", "is-tags", "is-comments", "is-navigation", "is-copyright", "is-skip",
)  # fmt: skip
SIGNS = {
    "ends-quote": re.compile(r"[\"”»“]$"),
    "ends-bracket": re.compile(r"[)\]]$"),
    "ends-loud": re.compile(r"!.?$"),
    "trails-off": re.compile(r"(?:\.\.\.|…).?$"),
    "opens-number": re.compile(r"^\W*\d"),
    "number": re.compile(r"\d"),
    "colon": re.compile(r":."),
    "bar": re.compile(r"[|–]"),
    "bracket": re.compile(r"\("),
    "slash": re.compile("/"),
}
NAMES = (*SHOWN, *ALONE, *ALIKE, *OWN, *SIGNS, *(f"{name} at {place:+d}" for place in NEIGHBOURS for name in SHOWN))
SECTIONS = SECTION_TRAITS | {"is-newsletter", "is-navigation"}
NOWHERE = (-1.0,) * len(SHOWN)
SURE = 6.0  # odds for or against a block at which nobody looks again
LEAST_ODDS, MOST_ODDS, MOST_WORDS, MOST_GAP = -8.0, 8.0, 80, 4


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a page when its story has been found: all pieces, their odds, and where the run stands."""

    pieces: Sequence[Piece]
    own: Sequence[tuple[str, ...]]
    odds: Sequence[float]
    start: int
    end: int

    @property
    def window(self) -> range:
        """The blocks that are looked at again."""
        return range(max(0, self.start - AROUND), min(len(self.pieces), self.end + AROUND))


def grown(trees: Sequence[tuple[Sequence[tuple[str, float]], Sequence[float]]]) -> Forest:
    """The trees as they stand in the data: a list of questions (name and limit) and a list of answers each."""
    places = {name: place for place, name in enumerate(NAMES)}
    return planted(
        [Tree(tuple((places[name], limit) for name, limit in asked), tuple(said)) for asked, said in trees], len(NAMES)
    )


def second_measures(run: Run) -> dict[int, tuple[float, ...]]:
    """The measures, in the order of `NAMES`, of each doubtful block of the run's window, by index."""
    window = run.window
    reach = range(max(0, window.start + NEIGHBOURS[0]), min(len(run.pieces), window.stop + NEIGHBOURS[-1]))
    shown = {index: _shown(run.pieces[index], run.odds[index]) for index in reach}
    alike = dict(zip(window, zip(*_alike(run), *_sections(run), strict=True), strict=True))
    return {
        index: (
            *shown[index],
            *alone,
            *alike[index],
            *[float(name in run.own[index]) for name in OWN],
            *[float(sign.search(run.pieces[index].measured.text) is not None) for sign in SIGNS.values()],
            *[value for place in NEIGHBOURS for value in shown.get(index + place, NOWHERE)],
        )
        for index, alone in _alone(run)
    }


def _shown(piece: Piece, odds: float) -> tuple[float, ...]:
    measured = piece.measured
    return (
        min(measured.words, MOST_WORDS), measured.sentences, measured.complete, piece.bullet,
        min(MOST_GAP, piece.gap_before), max(LEAST_ODDS, min(MOST_ODDS, odds)), measured.capitals,
    )  # fmt: skip


def _alone(run: Run) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Measures of each doubtful block that its neighbours don't see, with its index."""
    pieces, window = run.pieces, run.window
    kept = [index for index in range(run.start, run.end) if run.odds[index] >= 0]
    likely = frozenset(kept)
    words = {index: content_words(pieces[index].measured.text) for index in window}
    used = Counter(word for index in kept for word in words[index])
    gaps = Counter(min(3, pieces[index].gap_before) for index in kept)
    label_gaps = Counter(min(3, pieces[index].gap_before) for index in kept if pieces[index].measured.words < PROSE)
    usual = median_low([pieces[index].measured.words for index in kept] or [0])
    seen = Counter(piece.measured.text for piece in pieces)
    bullets = sum(pieces[index].bullet for index in range(run.start, run.end)) / max(1, run.end - run.start)
    prose = [index for index in window if run.odds[index] >= 0 and pieces[index].measured.words >= PROSE]
    total = sum(pieces[index].measured.words for index in kept) or 1
    behind, told = len(kept), [pieces[index].measured.words * (index in likely) for index in window]
    for index, passed in zip(window, accumulate(told, initial=0)):  # noqa: B905
        piece, own = pieces[index], words[index]
        behind -= index in likely
        if abs(run.odds[index]) > SURE:
            continue
        elsewhere = sum(used[word] > (index in likely) for word in own)
        gap = min(3, piece.gap_before)
        yield index, (
            piece.measured.commas, piece.measured.digits, piece.links / max(1, piece.measured.words), piece.flush,
            piece.wrapped, piece.numbered, elsewhere / len(own) if own else -1.0, elsewhere,
            _likeness(own, words.get(index - 1)), _likeness(own, words.get(index + 1)),
            index - run.start, run.end - 1 - index,
            passed / total, behind, len(kept) - behind - (index in likely), usual, gaps[gap] / max(1, len(kept)),
            label_gaps[gap] / max(1, len(kept)), seen[piece.measured.text], bullets,
            min(MOST_GAP, pieces[index + 1].gap_before) if index + 1 < len(pieces) else 9,
            *_to_prose(index, prose), piece.measured.words / max(1, usual),
            len(piece.measured.text) / max(1, piece.measured.words), piece.begins_with_link, piece.fields,
            min(MOST_GAP, pieces[index + 2].gap_before) if index + 2 < len(pieces) else 9,
        )  # fmt: skip


def _alike(run: Run) -> tuple[list[int], list[int], list[int]]:
    """How many blocks of the window open with the same word as each, with the same two, and end with the same."""
    words = [run.pieces[index].measured.text.casefold().split() or [""] for index in run.window]
    parts = ([each[0] for each in words], [tuple(each[:2]) for each in words], [each[-1] for each in words])
    one, two, end = ([seen[each] for each in part] for part in parts for seen in (Counter[object](part),))
    return one, two, end


def _sections(run: Run) -> tuple[list[int], list[int]]:
    """How many blocks before and behind each block of the window the next heading of another section stands."""
    heads = [not SECTIONS.isdisjoint(run.own[index]) for index in run.window]
    since, until = _steps(heads), _steps(heads[::-1])[::-1]
    return since, until


def _steps(marked: Sequence[bool]) -> list[int]:
    """How many steps ago the last mark was."""
    return list(accumulate(marked, lambda steps, here: 0 if here else min(FARTHEST, steps + 1), initial=FARTHEST))[1:]


def _likeness(own: frozenset[str], other: frozenset[str] | None) -> float:
    """How much of a block another one says as well."""
    return len(own & other) / len(own) if own and other else 0.0


def _to_prose(index: int, prose: Sequence[int]) -> tuple[float, float]:
    """How many blocks before and behind a block the next likely paragraphs of the run (`prose`, in order) stand."""
    first, after = bisect_left(prose, index), bisect_right(prose, index)
    before = index - prose[first - 1] if first else FARTHEST
    behind = prose[after] - index if after < len(prose) else FARTHEST
    return float(min(FARTHEST, before)), float(min(FARTHEST, behind))

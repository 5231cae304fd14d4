"""Which blocks of a dump are the story: the run with the largest sum of scores (Bentley 1984, "maximum subarray").

Each block's score says how much it speaks for a story; what stands between two paragraphs is bridged when the
paragraphs behind it are worth more than the bridge costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.extraction.dump_lines import DumpBlock
from sitegen.extraction.prose import Measured, measure
from sitegen.languages.words import Kind, matches

BOILERPLATE: tuple[Kind, ...] = (
    "advertisement", "related", "share", "comments", "skip", "navigation", "tags", "copyright", "photo", "read_also",
    "author_note", "published", "updated", "reading_time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A block, its measures, the score of each and the list it stands on, if any."""

    block: DumpBlock
    measured: Measured
    score: float
    listed: str


def judge(blocks: Sequence[DumpBlock]) -> tuple[Judged, ...]:
    """Score each block on its own."""
    return tuple(_judged(block, measure(block.text)) for block in blocks)


def _judged(block: DumpBlock, measured: Measured) -> Judged:
    listed = next((kind for kind in BOILERPLATE if measured.words < 60 and matches(kind, block.text)), "")
    if listed:
        return Judged(block, measured, -3.0, listed)
    if measured.words >= 8 and measured.complete:
        return Judged(block, measured, min(measured.words, 80) / 10 - (2 if block.bullet else 0), "")
    return Judged(block, measured, -1.0 - bool(block.bullet), "")


def longest_run(judged: Sequence[Judged]) -> tuple[int, int]:
    """First and last-but-one index of the run with the largest sum."""
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for index, item in enumerate(judged):
        if total <= 0:
            total, start = 0.0, index
        total += item.score
        if total > best:
            best, best_run = total, (start, index + 1)
    return best_run

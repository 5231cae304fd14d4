"""Which of a page's text blocks are its story: one run, chosen as a whole, then cleaned from within.

The run is the one with the largest sum (Bentley 1984, "Programming Pearls: Algorithm Design Techniques"). A block that
is likely part of a story adds its words, weighted by how likely; what stands in between costs little, since it will be
dropped. Inside the run each block is asked again, now that it is known to stand inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.extraction.traits import Piece, traits
from sitegen.extraction.weights import Question, odds, probability, strongest_against

MOST_COUNTED = 80  # words of one block
LIKELY = 0.4  # from here on a block speaks for a run
BRIDGE_COST = 0.1
BRIDGE_WORDS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a piece belongs to the story; if not, `rule` and `why` say on what grounds."""

    kept: bool
    chance: float
    rule: str = ""
    why: str = ""


def verdicts(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]]) -> tuple[Verdict, ...]:
    """A verdict on every piece, in order; `own` are the traits of each piece by itself."""
    measured = traits(pieces, own)
    chances = [probability(odds("story", each)) for each in measured]
    start, end = best_run([gain(piece.measured.words, chance) for piece, chance in zip(pieces, chances, strict=True)])
    judged = list(zip(chances, measured, strict=True))
    return (
        *(_dropped("story", "before-the-story", *each) for each in judged[:start]),
        *map(_asked_again, measured[start:end]),
        *(_dropped("story", "after-the-story", *each) for each in judged[end:]),
    )


def _asked_again(found: Sequence[str]) -> Verdict:
    chance = probability(odds("inside", found))
    return Verdict(True, chance) if chance >= 0.5 else _dropped("inside", "not-of-the-story", chance, found)


def _dropped(question: Question, rule: str, chance: float, found: Sequence[str]) -> Verdict:
    against = strongest_against(question, found)
    because = f", because of {', '.join(against)}" if against else ""
    return Verdict(False, chance, rule, f"chance {chance:.0%}{because}")


def gain(words: int, chance: float) -> float:
    """What a block adds to a run that holds it."""
    if chance >= LIKELY:
        return min(max(words, 1), MOST_COUNTED) * (chance - LIKELY)
    return -BRIDGE_COST * min(max(words, 1), BRIDGE_WORDS) * (LIKELY - chance) / LIKELY


def best_run(gains: Sequence[float]) -> tuple[int, int]:
    """Start and end of the run with the largest sum; an empty one where nothing adds anything."""
    best, best_run_, total, start = 0.0, (0, 0), 0.0, 0
    for index, value in enumerate(gains):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, best_run_ = total, (start, index + 1)
    return best_run_

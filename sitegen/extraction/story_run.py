"""Which of a page's text blocks are its story: one run, chosen as a whole, then cleaned from within.

The run is the one with the largest sum (Bentley 1984, "Programming Pearls: Algorithm Design Techniques"). A block that
is likely part of a story adds its words, weighted by how likely; what stands in between costs little, since it will be
dropped. Inside the run each block is asked again, now that it is known to stand inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.extraction.traits import Piece, traits
from sitegen.extraction.weights import Weighing, Weights, heavy_against, odds, probability, strongest

MOST_COUNTED = 80  # words of one block
LIKELY = 0.4  # from here on a block speaks for a run
BRIDGE_COST = 0.1
BRIDGE_WORDS = 20
LABELS = frozenset({"is-advertisement", "is-share"})  # of whole blocks; no story has them, in whatever language


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a piece belongs to the story; `rule` and `why` say on what grounds."""

    kept: bool
    chance: float
    rule: str = ""
    why: str = ""


def verdicts(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], weights: Weights) -> tuple[Verdict, ...]:
    """A verdict on every piece, in order; `own` are the traits of each piece by itself."""
    measured = traits(pieces, own)
    chances = [probability(odds(weights.story, each)) for each in measured]
    start, end = best_run([gain(piece.measured.words, chance) for piece, chance in zip(pieces, chances, strict=True)])
    against, against_inside = heavy_against(weights.story), heavy_against(weights.inside)
    judged = list(zip(chances, measured, strict=True))
    again = [(probability(odds(weights.inside, found)), found) for found in measured[start:end]]
    return (
        *(_dropped("before-the-story", *each, against) for each in judged[:start]),
        *(_inside(*each, against_inside) for each in again),
        *(_dropped("after-the-story", *each, against) for each in judged[end:]),
    )


def _inside(chance: float, found: Sequence[str], heavy: Weighing) -> Verdict:
    if label := next((trait for trait in found if trait in LABELS), ""):
        return Verdict(False, chance, "label", f"nothing but a label: {label}")
    if chance < 0.5:
        return _dropped("not-of-the-story", chance, found, heavy)
    return Verdict(True, chance, "inside-the-story", f"chance {chance:.0%}")


def _dropped(rule: str, chance: float, found: Sequence[str], heavy: Weighing) -> Verdict:
    against = strongest(heavy, found)
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

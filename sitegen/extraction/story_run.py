"""Which of a page's text blocks are its story: one run, chosen as a whole, then looked at again block by block.

The run is the one with the largest sum (Bentley 1984, "Programming Pearls: Algorithm Design Techniques"). A block that
is likely part of a story adds its words, weighted by how likely; what stands in between costs little, since it will be
dropped. Inside the run and at its ends each block is asked again, now that the run is known (``second_look.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sitegen.extraction.second_look import Run, second_measures
from sitegen.extraction.traits import Piece, traits
from sitegen.extraction.weights import Weighing, Weights, heavy_against, odds, probability, strongest

MOST_COUNTED = 80  # words of one block
LIKELY = 0.4  # from here on a block speaks for a run
BELIEVED = 0.5
FEW, DOUBT = 8, 0.4  # likely blocks of a run; what the run itself says for each, as odds
NO_CHANCE = -8.0  # as odds
BRIDGE_COST = 0.1
BRIDGE_WORDS = 20
LABELS = frozenset({"is-advertisement", "is-share"})  # of whole blocks; no story has them, in whatever language


class Verdict(NamedTuple):
    """Whether a piece belongs to the story; `rule` and `why` say on what grounds."""

    kept: bool
    chance: float
    rule: str = ""
    why: str = ""


def verdicts(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], weights: Weights) -> tuple[Verdict, ...]:
    """A verdict on every piece, in order; `own` are the traits of each piece by itself."""
    measured = traits(pieces, own)
    first = first_look(measured, weights.story)
    run = likely_run(pieces, own, first)
    against = heavy_against(weights.story)
    judged = [
        _dropped("before-the-story" if index < run.start else "after-the-story", probability(chance), found, against)
        for index, (chance, found) in enumerate(zip(first, measured, strict=True))
    ]
    for index, second in second_look(run, weights):
        judged[index] = _again(judged[index], probability(second), measured[index], against)
    return tuple(_with_lists(pieces, judged))


def _with_lists(pieces: Sequence[Piece], judged: Sequence[Verdict]) -> Iterator[Verdict]:
    """The same verdicts, but a list belongs to the paragraph that announces it with a colon."""
    announced = False
    for piece, verdict in zip(pieces, judged, strict=True):
        if piece.bullet and announced and not verdict.kept:
            yield Verdict(True, verdict.chance, "announced-list", "the paragraph above the list ends with a colon")
            continue
        announced = announced if piece.bullet else verdict.kept and piece.measured.text.endswith((":", "："))
        yield verdict


def second_look(run: Run, weights: Weights) -> list[tuple[int, float]]:
    """The odds of each block in a run's window, by index, now that the run is known.

    A run of few paragraphs tells too little of its blocks: there the first look stands. So it does where the second one
    leaves less than `BELIEVED` of the words which the first one found.
    """
    if run.start == run.end:
        return []
    paragraphs = sum(run.odds[index] >= 0 for index in range(run.start, run.end))
    if paragraphs < FEW:
        return [(index, run.odds[index] + DOUBT) for index in range(run.start, run.end)]
    asked = second_measures(run)
    second = [weights.second.odds(asked[index]) if index in asked else run.odds[index] for index in run.window]
    words = [run.pieces[index].measured.words for index in run.window]
    likely = [run.start <= index < run.end and run.odds[index] >= 0 for index in run.window]
    left = sum(number for number, there, chance in zip(words, likely, second, strict=True) if there and chance >= 0)
    if left < BELIEVED * sum(number for number, there in zip(words, likely, strict=True) if there):
        return [(index, run.odds[index]) for index in range(run.start, run.end)]
    return list(zip(run.window, second, strict=True))


def first_look(measured: Sequence[Sequence[str]], story: Weighing) -> list[float]:
    """The odds of each piece, given with its traits; those without any are far from all prose."""
    return [odds(story, each) if each else NO_CHANCE for each in measured]


def likely_run(pieces: Sequence[Piece], own: Sequence[tuple[str, ...]], first: Sequence[float]) -> Run:
    """Where the story most likely stands, by the odds of the first look at each piece."""
    gains = [gain(piece.measured.words, probability(each)) for piece, each in zip(pieces, first, strict=True)]
    return Run(pieces, own, first, *best_run(gains))


def _again(before: Verdict, chance: float, found: Sequence[str], heavy: Weighing) -> Verdict:
    if label := next((trait for trait in found if trait in LABELS), ""):
        return Verdict(False, chance, "label", f"nothing but a label: {label}")
    if chance >= 0.5:
        return Verdict(True, chance, "inside-the-story", f"chance {chance:.0%}")
    dropped = _dropped("not-of-the-story", chance, found, heavy)
    return dropped if before.chance >= 0.5 else before


def _dropped(rule: str, chance: float, found: Sequence[str], heavy: Weighing) -> Verdict:
    if not found:
        return Verdict(False, chance, rule, "no paragraph is near")
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

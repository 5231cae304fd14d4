"""Boosted trees of a plain kind: each asks the same few questions of every block, and their answers are added up.

All questions are asked at once, as QuickScorer does (Lucchese and others 2015, "QuickScorer: a fast algorithm to rank
documents with additive ensembles of regression trees"): a measure's place among the limits of all questions about it
gives the bits of those that it passes, and a tree's bits together are the place of its answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import getitem, or_

BITS = 8  # of a tree: the most questions that one may ask


@dataclass(frozen=True, slots=True)
class Tree:
    """Questions (a measure and the limit that it passes or not), and what each set of answers adds to the odds."""

    questions: tuple[tuple[int, float], ...]
    answers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees made ready to be asked: the limits of each measure, and the bits that are set where so many are passed."""

    trees: tuple[Tree, ...]
    answers: tuple[tuple[float, ...], ...]
    limits: tuple[tuple[float, ...], ...]
    passed: tuple[tuple[int, ...], ...]

    def odds(self, measures: Sequence[float]) -> float:
        """The logarithm of the odds that the answer is yes."""
        levels = map(bisect_left, self.limits, measures)
        bits = reduce(or_, map(getitem, self.passed, levels), 0)
        return sum(map(getitem, self.answers, bits.to_bytes(len(self.trees), "little")))


def planted(trees: Sequence[Tree], measures: int) -> Forest:
    """The forest of `trees` that ask about so many measures."""
    limits = [set[float]() for _ in range(measures)]
    for tree in trees:
        for measure, limit in tree.questions:
            limits[measure].add(limit)
    ordered = [tuple(sorted(each)) for each in limits]
    passed = [[0] * (len(each) + 1) for each in ordered]
    for place, tree in enumerate(trees):
        for number, (measure, limit) in enumerate(reversed(tree.questions)):
            for level in range(ordered[measure].index(limit) + 1, len(passed[measure])):
                passed[measure][level] |= 1 << (BITS * place + number)
    answers = tuple(tree.answers for tree in trees)
    return Forest(tuple(trees), answers, tuple(ordered), tuple(map(tuple, passed)))

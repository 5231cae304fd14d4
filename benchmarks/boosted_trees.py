"""Boosted trees that ask the same questions of every row, fitted with nothing but the standard library.

Gradient boosting of a logistic loss (Friedman 2001, 2002) by symmetric trees: every branch of a tree asks the same
question (as in CatBoost: Prokhorenkova and others 2018), so that a tree is a few questions and a table of answers. Each
tree sees some of the rows and some of the measures. The same rows give the same trees.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Question: TypeAlias = tuple[int, float]  # a measure's place, and the limit that it passes or not
Tree: TypeAlias = tuple[tuple[Question, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees grow."""

    trees: int = 100
    questions: int = 3
    rate: float = 0.12
    rows: float = 0.5  # share that a tree sees
    measures: float = 0.3
    penalty: float = 8.0
    limits: int = 24  # of one measure, at most
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by column: in each, how many of the column's limits a row's measure passes."""

    limits: tuple[tuple[float, ...], ...]
    columns: tuple[list[int], ...]


def boost(
    rows: Sequence[Sequence[float]], answers: Sequence[bool], weights: Sequence[float], growth: Growth
) -> list[Tree]:
    """The trees whose answers, summed up, say best how likely each row's answer is yes."""
    table, chance = _table(rows, growth.limits), random.Random(growth.seed)
    odds, trees = [0.0] * len(rows), list[Tree]()
    for _ in range(growth.trees):
        picked = chance.sample(range(len(rows)), max(1, int(growth.rows * len(rows))))
        columns = sorted(chance.sample(range(len(table.columns)), max(1, int(growth.measures * len(table.columns)))))
        likely = [1 / (1 + math.exp(-each)) for each in odds]
        slopes = [  # slope and curve of the loss as one number: they are summed up together
            complex(weight * (answer - p), weight * p * (1 - p))
            for answer, weight, p in zip(answers, weights, likely, strict=True)
        ]
        tree, places = _grow(table, picked, columns, slopes, growth)
        trees.append(tree)
        odds = [before + tree[1][place] for before, place in zip(odds, places, strict=True)]
    return trees


def _table(rows: Sequence[Sequence[float]], most: int) -> Table:
    limits = tuple(_limits(column, most) for column in zip(*rows, strict=True))
    columns = zip(*rows, strict=True)
    return Table(limits, tuple([bisect_left(cuts, value) for value in column] for cuts, column in zip(limits, columns)))  # noqa: B905


def _limits(column: Sequence[float], most: int) -> tuple[float, ...]:
    """Where a measure may be cut: between its values, as evenly as they are spread."""
    ordered = sorted(column)
    steps = [ordered[int(len(ordered) * step / (most + 1))] for step in range(1, most + 1)]
    return tuple(sorted({round(value, 2) for value in (*steps, ordered[0]) if value < ordered[-1]}))


def _grow(
    table: Table, picked: Sequence[int], columns: Sequence[int], slopes: Sequence[complex], growth: Growth
) -> tuple[Tree, list[int]]:
    """A tree, and which of its answers each row gets."""
    places, questions = [0] * len(slopes), list[Question]()
    for depth in range(growth.questions):
        groups, some = [places[row] * 32 for row in picked], [slopes[row] for row in picked]
        column, cut = max(
            (
                best
                for column in columns
                if (best := _best_cut(table, column, picked, groups, some, 1 << depth, growth))
            ),
        )[1:]
        questions.append((column, table.limits[column][cut]))
        places = [2 * place + (level > cut) for place, level in zip(places, table.columns[column], strict=True)]
    sums = [0j] * (1 << growth.questions)
    for row in picked:
        sums[places[row]] += slopes[row]
    answers = tuple(round(growth.rate * each.real / (each.imag + growth.penalty), 3) for each in sums)
    return (tuple(questions), answers), places


def _best_cut(
    table: Table, column: int, picked: Sequence[int], groups: Sequence[int], slopes: Sequence[complex], many: int,
    growth: Growth,
) -> tuple[float, int, int] | None:  # fmt: skip
    """What the best limit of a column gains, the column, and the limit's place among those of the column."""
    levels, cuts, penalty = table.columns[column], len(table.limits[column]), growth.penalty
    sums = [0j] * (32 * many)
    for row, group, slope in zip(picked, groups, slopes, strict=True):
        sums[group + levels[row]] += slope
    gains = [0.0] * cuts
    for group in range(0, 32 * many, 32):
        total, low = sum(sums[group : group + 32], 0j), 0j
        for cut in range(cuts):
            low += sums[group + cut]
            high = total - low
            gains[cut] += low.real**2 / (low.imag + penalty) + high.real**2 / (high.imag + penalty)
    return max(((gain, column, cut) for cut, gain in enumerate(gains)), default=None)

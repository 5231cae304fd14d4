"""Boosted trees that ask the same questions of every row.

Gradient boosting of a logistic loss (Friedman 2001, 2002) by symmetric trees: every branch of a tree asks the same
question (as in CatBoost: Prokhorenkova and others 2018), so that a tree is a few questions and a table of answers. Each
tree sees some of the rows and some of the measures. The same rows give the same trees.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.regressions import Vector, summed

Question: TypeAlias = tuple[int, float]  # a measure's place, and the limit that it passes or not
Tree: TypeAlias = tuple[tuple[Question, ...], tuple[float, ...]]
Levels: TypeAlias = NDArray[np.int64]
STEPS = 32  # more than the limits of any measure


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
    columns: tuple[Levels, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows that a tree sees, the slope and the curve of the loss at each, and the columns that it may ask of."""

    rows: Levels
    slopes: Vector
    curves: Vector
    columns: Sequence[int]


def boost(
    rows: Sequence[Sequence[float]], answers: Sequence[bool], weights: Sequence[float], growth: Growth
) -> list[Tree]:
    """The trees whose answers, summed up, say best how likely each row's answer is yes."""
    table, chance = _table(np.asarray(rows, np.float64), growth.limits), random.Random(growth.seed)
    right, weight = np.asarray(answers, np.float64), np.asarray(weights, np.float64)
    odds, trees = np.zeros(len(rows)), list[Tree]()
    for _ in range(growth.trees):
        picked = np.array(sorted(chance.sample(range(len(rows)), max(1, int(growth.rows * len(rows))))))
        columns = sorted(chance.sample(range(len(table.columns)), max(1, int(growth.measures * len(table.columns)))))
        likely = 1 / (1 + np.exp(-odds))
        slopes, curves = weight * (right - likely), weight * likely * (1 - likely)
        tree, places = _grow(table, Sample(picked, slopes[picked], curves[picked], columns), growth)
        trees.append(tree)
        odds += np.array(tree[1])[places]
    return trees


def _table(rows: NDArray[np.float64], most: int) -> Table:
    limits = tuple(_limits(column, most) for column in rows.T)
    return Table(limits, tuple(np.searchsorted(cuts, column) for cuts, column in zip(limits, rows.T, strict=True)))


def _limits(column: Vector, most: int) -> tuple[float, ...]:
    """Where a measure may be cut: between its values, as evenly as they are spread."""
    ordered = np.sort(column)
    steps = [ordered[int(len(ordered) * step / (most + 1))] for step in range(1, most + 1)]
    return tuple(sorted({round(float(value), 2) for value in (*steps, ordered[0]) if value < ordered[-1]}))


def _grow(table: Table, sample: Sample, growth: Growth) -> tuple[Tree, Levels]:
    """A tree, and which of its answers each row gets."""
    places, questions = np.zeros(len(table.columns[0]), np.int64), list[Question]()
    for depth in range(growth.questions):
        groups = STEPS * places[sample.rows]
        cuts = (_best_cut(table, column, sample, groups, STEPS << depth, growth.penalty) for column in sample.columns)
        _, column, cut = max(found for found in cuts if found)
        questions.append((column, table.limits[column][cut]))
        places = 2 * places + (table.columns[column] > cut)
    slopes, curves = _sums(places[sample.rows], sample, 1 << growth.questions)
    answers = tuple(round(float(each), 3) for each in growth.rate * slopes / (curves + growth.penalty))
    return (tuple(questions), answers), places


def _sums(keys: Levels, sample: Sample, many: int) -> tuple[Vector, Vector]:
    """The slopes and the curves of a sample, summed up by key."""
    return summed(keys, sample.slopes, many), summed(keys, sample.curves, many)


def _best_cut(
    table: Table, column: int, sample: Sample, groups: Levels, many: int, penalty: float
) -> tuple[float, int, int] | None:
    """What the best limit of a column gains, the column, and the limit's place among those of the column."""
    limits = len(table.limits[column])
    if not limits:
        return None
    slopes, curves = (
        each.reshape(-1, STEPS).cumsum(axis=1)
        for each in _sums(groups + table.columns[column][sample.rows], sample, many)
    )
    low, low_curve, all_, all_curve = slopes[:, :limits], curves[:, :limits], slopes[:, -1:], curves[:, -1:]
    gains = (low**2 / (low_curve + penalty) + (all_ - low) ** 2 / (all_curve - low_curve + penalty)).sum(axis=0)
    cut = int(gains.argmax())
    return float(gains[cut]), column, cut

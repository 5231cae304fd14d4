"""Logistic regressions over named traits, fitted by L-BFGS (Nocedal 1980)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

ROUNDS, MEMORY, CLOSE = 70, 12, 1e-9  # of the search for the best weights

Vector: TypeAlias = NDArray[np.float64]
Row: TypeAlias = tuple[int, ...]  # the traits of a block, as places in a vector
Loss: TypeAlias = Callable[[Vector], tuple[float, Vector]]


def minimise(loss: Loss, size: int) -> list[float]:
    """The vector at which a smooth convex `loss` is least, by L-BFGS with a backtracking line search."""
    point, steps = np.zeros(size), deque[tuple[Vector, Vector, float]](maxlen=MEMORY)
    value, slope = loss(point)
    for _ in range(ROUNDS):
        direction = _direction(slope, steps)
        fall, length = float(slope @ direction), 1.0 if steps else 1.0 / max(1.0, float(np.linalg.norm(slope)))
        while True:
            there = point + length * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * fall or length < 1e-10:
                break
            length /= 2
        moved, turned = there - point, new_slope - slope
        if (curve := float(moved @ turned)) > 0:
            steps.append((moved, turned, curve))
        done = value - new_value <= CLOSE * max(1.0, abs(value))
        point, value, slope = there, new_value, new_slope
        if done:
            break
    return [float(part) for part in point]


def _direction(slope: Vector, steps: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """Downhill, by the two loops of L-BFGS."""
    result, shares = -slope, list[float]()
    for moved, turned, curve in reversed(steps):
        shares.append(share := float(moved @ result) / curve)
        result = result - share * turned
    if steps:
        _, turned, curve = steps[-1]
        result = result * (curve / float(turned @ turned))
    for (moved, turned, curve), share in zip(steps, reversed(shares), strict=True):
        result = result + (share - float(turned @ result) / curve) * moved
    return result


class _Rows:
    """Rows of traits as one list of places and of the row that each stands in."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.places = np.fromiter((place for row in rows for place in row), np.int64)
        self.owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self.many = len(rows)

    def odds(self, point: Vector) -> Vector:
        """The sum of each row's weights."""
        return summed(self.owners, point[self.places], self.many)

    def slope(self, pulls: Vector, size: int) -> Vector:
        """How the rows' pulls add up on each trait."""
        return summed(self.places, pulls[self.owners], size)


def yes_or_no(rows: Mapping[tuple[Row, bool], float], penalty: float) -> Loss:
    """The loss of a logistic regression; each row with its answer has a weight."""
    table, weights = _Rows([row for row, _ in rows]), _floats(rows.values())
    answers = _floats(answer for _, answer in rows)

    def loss(point: Vector) -> tuple[float, Vector]:
        odds = table.odds(point)
        missed = np.logaddexp(0.0, np.where(answers > 0, -odds, odds))
        pulls = weights * (1 / (1 + np.exp(-odds)) - answers)
        return penalty / 2 * float(point @ point) + float(weights @ missed), (
            penalty * point + table.slope(pulls, len(point))
        )

    return loss


def one_of_many(choices: Sequence[Sequence[tuple[Row, bool]]], penalty: float, shares: Sequence[float] = ()) -> Loss:
    """The loss of a choice of one row among several, of which some are right; each choice may have a weight."""
    table = _Rows([row for rows in choices for row, _ in rows])
    right = _floats(good for rows in choices for _, good in rows)
    owners, many = np.repeat(np.arange(len(choices)), [len(rows) for rows in choices]), len(choices)
    weights = _floats(shares or [1.0] * many)

    def loss(point: Vector) -> tuple[float, Vector]:
        odds, highest = table.odds(point), np.full(many, -np.inf)
        np.maximum.at(highest, owners, odds)
        likely = np.exp(odds - highest[owners])
        total, hit = summed(owners, likely, many), summed(owners, likely * right, many)
        pulls = weights[owners] * (likely / total[owners] - likely * right / hit[owners])
        return penalty / 2 * float(point @ point) + float(weights @ np.log(total / hit)), (
            penalty * point + table.slope(pulls, len(point))
        )

    return loss


def summed(keys: NDArray[np.int64], values: Vector, many: int) -> Vector:
    """The sum of the values of each key, from 0 to `many`."""
    return np.bincount(keys, values, many).astype(np.float64, copy=False)


def _floats(values: Iterable[float]) -> Vector:
    return np.fromiter(values, np.float64)

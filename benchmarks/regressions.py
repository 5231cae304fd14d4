"""Logistic regressions over named traits, fitted by L-BFGS (Nocedal 1980) with nothing but the standard library."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

ROUNDS, MEMORY, CLOSE = 70, 12, 1e-5  # of the search for the best weights

Vector: TypeAlias = list[float]
Row: TypeAlias = tuple[int, ...]  # the traits of a block, as places in a vector
Loss: TypeAlias = Callable[[Vector], tuple[float, Vector]]


def minimise(loss: Loss, size: int) -> Vector:
    """The vector at which a smooth convex `loss` is least, by L-BFGS with a backtracking line search."""
    point, steps = [0.0] * size, deque[tuple[Vector, Vector, float]](maxlen=MEMORY)
    value, slope = loss(point)
    for _ in range(ROUNDS):
        direction = _direction(slope, steps)
        fall, length = _dot(slope, direction), 1.0 if steps else 1.0 / max(1.0, math.sqrt(_dot(slope, slope)))
        while True:
            there = [here + length * part for here, part in zip(point, direction, strict=True)]
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * length * fall or length < 1e-10:
                break
            length /= 2
        moved = [to - here for to, here in zip(there, point, strict=True)]
        turned = [to - here for to, here in zip(new_slope, slope, strict=True)]
        if (curve := _dot(moved, turned)) > 0:
            steps.append((moved, turned, curve))
        done = value - new_value <= CLOSE * 1e-4 * max(1.0, abs(value))
        point, value, slope = there, new_value, new_slope
        if done:
            break
    return point


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def _direction(slope: Vector, steps: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    """Downhill, by the two loops of L-BFGS."""
    result, shares = [-part for part in slope], list[float]()
    for moved, turned, curve in reversed(steps):
        shares.append(share := _dot(moved, result) / curve)
        result = [part - share * turn for part, turn in zip(result, turned, strict=True)]
    if steps:
        _, turned, curve = steps[-1]
        result = [part * curve / _dot(turned, turned) for part in result]
    for (moved, turned, curve), share in zip(steps, reversed(shares), strict=True):
        back = share - _dot(turned, result) / curve
        result = [part + back * move for part, move in zip(result, moved, strict=True)]
    return result


def yes_or_no(rows: Mapping[tuple[Row, bool], float], penalty: float) -> Loss:
    """The loss of a logistic regression; each row with its answer has a weight."""

    def loss(point: Vector) -> tuple[float, Vector]:
        value = penalty / 2 * _dot(point, point)
        slope = [penalty * part for part in point]
        weigh = point.__getitem__
        for (row, answer), weight in rows.items():
            odds = sum(map(weigh, row))
            missed = odds if answer else -odds
            value += weight * (math.log1p(math.exp(-missed)) if missed > 0 else math.log1p(math.exp(missed)) - missed)
            chance = 1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds))
            pull = weight * (chance - answer)
            for trait in row:
                slope[trait] += pull
        return value, slope

    return loss


def one_of_many(choices: Sequence[Sequence[tuple[Row, bool]]], penalty: float) -> Loss:
    """The loss of a choice of one row among several, of which some are right."""

    def loss(point: Vector) -> tuple[float, Vector]:
        value = penalty / 2 * _dot(point, point)
        slope = [penalty * part for part in point]
        weigh = point.__getitem__
        for rows in choices:
            odds = [sum(map(weigh, row)) for row, _ in rows]
            highest = max(odds)
            shares = [math.exp(each - highest) for each in odds]
            total, right = sum(shares), sum(share for share, (_, good) in zip(shares, rows, strict=True) if good)
            value += math.log(total / right)
            for share, (row, good) in zip(shares, rows, strict=True):
                pull = share / total - (share / right if good else 0.0)
                for trait in row:
                    slope[trait] += pull
        return value, slope

    return loss

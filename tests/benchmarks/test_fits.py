"""What the fits of the dumps' weights rest on: they find a rule that is there, and find it again."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("numpy", reason="the fits come with sitegen-archive[benchmark]")

from benchmarks.boosted_trees import Growth, boost
from benchmarks.fit_dumps import label, words_of
from benchmarks.regressions import minimise, yes_or_no

CHANCE = random.Random(1)
ROWS = [(CHANCE.random(), CHANCE.random(), float(CHANCE.randrange(5))) for _ in range(600)]
ANSWERS = [(row[0] > 0.5) != (row[2] > 2) for row in ROWS]  # no single measure tells


def test_trees_find_what_two_measures_say_together() -> None:
    trees = boost(ROWS, ANSWERS, [1.0] * len(ROWS), Growth(trees=40, measures=1.0))
    right = 0
    for row, answer in zip(ROWS, ANSWERS, strict=True):
        total = 0.0
        for questions, said in trees:
            place = 0
            for measure, limit in questions:
                place += place + (row[measure] > limit)
            total += said[place]
        right += (total > 0) == answer
    assert right > 0.95 * len(ROWS)
    assert trees == boost(ROWS, ANSWERS, [1.0] * len(ROWS), Growth(trees=40, measures=1.0))


def test_a_regression_weighs_the_trait_that_tells() -> None:
    rows = {((0, 2), True): 9.0, ((0,), True): 3.0, ((1, 2), False): 8.0, ((1,), False): 4.0}
    told, against, neither = minimise(yes_or_no(rows, 1.0), 3)
    assert told > 1 and against < -1 and abs(neither) < 0.5


def test_a_short_block_is_of_the_story_only_as_a_paragraph_of_its_own() -> None:
    truth = {
        "main_content": "The bridge over the old river was built in 1874 by two brothers.\n\nA long wait\n\nIt fell."
    }
    blocks = [
        "Bridge",
        "The bridge over the old river was built in 1874 by two brothers.",
        "A long wait",
        "Two brothers",
    ]
    assert label([words_of(block) for block in blocks], truth) == [False, True, True, False]

"""How much each trait speaks for a verdict (``data/weights.json``; see ``data/README.md``)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from typing import TypeAlias

from sitegen.extraction.forest import Forest
from sitegen.extraction.second_look import grown

Weighing: TypeAlias = Mapping[str, float]  # of traits; one without a weight counts nothing

WORTH_SAYING = -0.2  # from here on a trait speaks against something


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of traits for two questions (of a story? its headline?), and the trees of the second look."""

    story: Weighing
    second: Forest
    headline: Weighing


def odds(weighing: Weighing, traits: Iterable[str]) -> float:
    """The logarithm of the odds that the answer is yes."""
    return sum(map(weighing.get, traits, repeat(0.0)))


def probability(log_odds: float) -> float:
    """Odds as a probability."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


def heavy_against(weighing: Weighing) -> Weighing:
    """The weights that are worth saying when the answer is no."""
    return {trait: weight for trait, weight in weighing.items() if weight < WORTH_SAYING and trait != "bias"}


def strongest(heavy: Weighing, traits: Iterable[str], number: int = 3) -> tuple[str, ...]:
    """Those of `traits` that have most weight in `heavy`, most negative first."""
    return tuple(trait for _, trait in sorted((heavy[trait], trait) for trait in traits if trait in heavy)[:number])


@cache
def shipped() -> Weights:
    """The weights that come with sitegen."""
    text = resources.files("sitegen.extraction").joinpath("data/weights.json").read_text("utf-8")
    data = json.loads(text)
    return Weights(data["story"], grown(data["second"]), data["headline"])

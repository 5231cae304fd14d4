"""How much each trait speaks for a verdict (``data/weights.json``; see ``data/README.md``)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Literal

Question = Literal["story", "inside", "headline"]


def odds(question: Question, traits: Iterable[str]) -> float:
    """The logarithm of the odds that the answer to `question` is yes."""
    weights = _weights()[question]
    return sum([weights[trait] for trait in traits if trait in weights])


def probability(log_odds: float) -> float:
    """Odds as a probability."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


def strongest_against(question: Question, traits: Iterable[str], number: int = 3) -> tuple[str, ...]:
    """The traits that speak most against a yes, heaviest first."""
    weights = _weights()[question]
    heavy = [(weight, trait) for trait in traits if (weight := weights.get(trait, 0.0)) < -0.2 and trait != "bias"]
    return tuple(trait for _, trait in sorted(heavy)[:number])


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = resources.files("sitegen.extraction").joinpath("data/weights.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]

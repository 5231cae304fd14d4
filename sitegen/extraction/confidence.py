"""How sure we are of an extraction, from what was seen on the way; and what the user should look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from sitegen.article import Metadata
from sitegen.extraction.edges import fold
from sitegen.extraction.layout import Layout
from sitegen.extraction.verdicts import Judged
from sitegen.extraction.weights import Weighing, odds, probability

SHORT = 400
LENGTHS = (400, 800, 1_500, 3_000, 6_000)
"""Characters of prose between which stories are told apart."""
SHARES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.95)


def confidence_of(signs: Iterable[str]) -> float:
    """The chance, 0 to 1, that the body has the story's words and few others (word F1 of 0.95 at least).

    A logistic regression over `signs_of`; `benchmarks/fit_confidence.py` fits its weights.
    """
    return round(probability(odds(_weights(), signs)), 3)


def signs_of(judged: Sequence[Judged], layout: Layout, metadata: Metadata, story: str) -> tuple[str, ...]:
    """What was seen on the way that speaks for the extraction or against it.

    `story` is what the page itself gives as its text (`articleBody`), or empty.
    """
    kept = [each.block for each in judged if each.stays]
    prose = sum(block.size for block in kept if block.is_prose)
    size = max(1, sum(block.size for block in kept))
    around = sum(block.size for block in layout.blocks if block.is_prose)
    left = [each for each in judged if not each.stays]
    short = sum(not block.is_prose and block.kind == "text" for block in kept)
    signs = [
        "bias",
        f"prose {_step(prose, LENGTHS)}",
        f"links {_step(sum(block.linked for block in kept) / size, SHARES)}",
        f"of all prose {_step(prose / max(1, around), SHARES)}",
        f"not prose {_step(1 - prose / size, SHARES)}",
        f"short texts {_step(short / max(1, len(kept)), SHARES)}",
        f"items {_step(sum(block.size for block in kept if block.kind == 'item') / size, SHARES)}",
        f"prose left inside {_step(sum(each.block.size for each in left if each.block.is_prose) / size, SHARES)}",
        f"parts left inside {_step(len(left) / max(1, len(judged)), SHARES)}",
        f"headings {_step(sum(block.kind == 'heading' for block in kept) / max(1, len(kept)), SHARES)}",
        *(f"no {name}" for name in ("title", "date", "authors", "site") if not getattr(metadata, name)),
    ]
    if kept and not kept[-1].is_prose:
        signs.append(f"ends with {kept[-1].kind}")
    if kept and not kept[0].is_prose:
        signs.append(f"begins with {kept[0].kind}")
    if len(story) > SHORT:
        agreed = agreement("".join([fold(block.text) for block in kept]), fold(story))
        signs.append(f"agrees with the page's own text {_step(agreed, SHARES)}")
    return tuple(signs)


def _step(value: float, steps: Sequence[float]) -> str:
    """`value` as the range that it is in."""
    return f"≥ {max((step for step in steps if value >= step), default=0):g}"


@cache
def _weights() -> Weighing:
    text = resources.files("sitegen.extraction").joinpath("data/confidence.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def agreement(ours: str, theirs: str) -> float:
    """How much of each text the other has, by pieces of 40 characters; the lesser of the two shares."""
    return min(_share(ours, theirs), _share(theirs, ours))


def _share(text: str, other: str) -> float:
    pieces = [text[place : place + 40] for place in range(0, max(1, len(text) - 39), 200)]
    return sum(piece in other for piece in pieces) / len(pieces)


def warnings_of(metadata: Metadata, judged: Sequence[Judged]) -> tuple[str, ...]:
    """What a user should look at, in plain words."""
    size = sum(each.block.size for each in judged if each.stays)
    found = (
        ("no title found", not metadata.title),
        ("no date found", metadata.date is None),
        ("no author found", not metadata.authors),
        (f"very short: {size} characters", size < SHORT),
    )
    return tuple(text for text, applies in found if applies)

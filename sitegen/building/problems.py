"""Problems as JSON, so that a build with nothing to do can tell again what is amiss."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sitegen.errors import Location, Problem


def encode_problems(problems: Iterable[Problem]) -> str:
    """Problems as one line of JSON."""
    return json.dumps([[each.message, each.advice, *_place(each.location)] for each in problems])


def decode_problems(text: str) -> tuple[Problem, ...]:
    """The problems that `encode_problems` wrote; none for an empty text."""
    return tuple(
        Problem(message, Location(file, line) if file else None, advice)
        for message, advice, file, line in json.loads(text or "[]")
    )


def _place(location: Location | None) -> tuple[str, int | None]:
    return (location.file, location.line) if location else ("", None)

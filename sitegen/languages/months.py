"""Names of months, from the Unicode CLDR (``data/months.json``; see ``data/README.md``)."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

NAME = re.compile(r"[^\W\d_][^\s\d.,;:()\[\]/|•·–—-]*")
PREFIXES = ("ב", "d'", "d’")  # Hebrew and Catalan write the preposition together with the month


@lru_cache(maxsize=8192)
def month_of(name: str, language: str = "") -> int | None:
    """The number of the month called `name` in `language`, or else in whatever language has it."""
    folded = name.casefold().rstrip(".")
    for candidate in (folded, *(folded.removeprefix(prefix) for prefix in PREFIXES if folded.startswith(prefix))):
        number = _names().get(language, {}).get(candidate) or _any_language().get(candidate)
        if number:
            return number
    return None


@cache
def _names() -> Mapping[str, Mapping[str, int]]:
    text = resources.files("sitegen.languages").joinpath("data/months.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def _any_language() -> Mapping[str, int]:
    """All names together; one that two languages give different numbers goes to the month that more of them mean."""
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for names in _names().values():
        for name, number in names.items():
            votes[name.rsplit(" ", 1)[-1]][number] += 1
    return {
        name: count.most_common(1)[0][0] for name, count in votes.items() if len(set(count.values())) > len(count) - 1
    }

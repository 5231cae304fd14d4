"""Slips of the pen in an article file: what it says is understood, but hardly what its writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.content.document import read_text
from sitegen.content.front_matter import SETTLE, meant_by, split
from sitegen.entry import Card
from sitegen.errors import Location, Problem
from sitegen.language_tags import is_language_tag

_CONFLICT = re.compile(r"^<<<<<<< .*\n(?:.*\n)*?=======\n(?:.*\n)*?>>>>>>> ", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def odd_keys(card: Card) -> Iterator[Problem]:
    """Keys and values of the front matter that show nothing to readers."""
    where = Location(card.file)
    for key in card.extra:
        if (meant := meant_by(key)) and not getattr(card, meant):
            yield Problem(f"`{key}` is no key of ours", where, f"write `{meant}`, if you meant that")
    if card.lang and not is_language_tag(card.lang):
        yield Problem(f"`lang` {card.lang!r} is no language tag", where, "write one such as en or pt-BR")
    if card.url and not re.match(r"https?://[^/]", card.url, re.IGNORECASE):
        yield Problem(f"`url` {card.url!r} is no web address", where, "readers get no link to the original")


def unsettled_merge(site: Path, file: str) -> Iterator[Problem]:
    """A conflict that git left in the body, outside of code."""
    _, body, first = split(read_text(site, file))
    if "<<<<<<< " not in body:
        return
    for conflict in _CONFLICT.finditer(body):
        if len(_FENCE.findall(body, 0, conflict.start())) % 2 == 0:
            line = first + body.count("\n", 0, conflict.start())
            yield Problem("a conflict of a git merge stands here", Location(file, line), SETTLE)

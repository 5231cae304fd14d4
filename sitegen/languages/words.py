"""Phrases that news sites put around a story, in some thirty languages: bylines, share bars, "read also", credits.

The phrases are data: ``data/phrases.json``, one object a kind. Its ``match`` says how a text agrees with a phrase:

``equals``    the text is the phrase, apart from marks and case at its ends ("Read more:", "» Related")
``counted``   the same, and a number may stand before or behind ("12 Comments", "Kommentare (3)")
``start``     the text begins with the phrase, and a word ends there
``contains``  the phrase stands somewhere in the text, as whole words

Scripts without spaces have no whole words: there a phrase ends where it ends.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

Kind = Literal[
    "advertisement", "agency", "author_note", "byline", "comments", "copyright", "navigation", "newsletter", "nobody",
    "organisation", "particle", "photo", "published", "read_also", "reading_time", "related", "role", "share", "skip", "tags",
    "updated",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST_SEARCHED = 600  # characters; a phrase far inside a long paragraph says nothing about it
EDGE = " \t\u00a0\u200b\u200e\u200f\ufeff•·●▪■□▶►▸▹▷»›>«‹<|/\\–—-−+*#:：;,.。…!?？！()[]【】（）\"'“”„‘’→←↓↑⟶✕×"
COUNT = re.compile(r"[\d\s.,()\[\]]+")


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The phrases of one kind, all languages together, ready to be looked up by their first two characters."""

    match: str
    phrases: frozenset[str]
    by_start: Mapping[str, tuple[str, ...]]


def phrases(kind: Kind) -> frozenset[str]:
    """Every phrase of `kind`, casefolded, in all languages."""
    return _phrase_list(kind).phrases


def matches(kind: Kind, text: str) -> bool:
    """Whether `text` agrees with a phrase of `kind`, in the way that the kind demands (see this module's head)."""
    listed = _phrase_list(kind)
    match listed.match:
        case "equals":
            return trimmed(text) in listed.phrases
        case "counted":
            return trimmed(COUNT.sub(" ", text)) in listed.phrases
        case "start":
            return opening(kind, text) > 0
        case _:
            return _contains(listed, text[:LONGEST_SEARCHED].casefold())


def opening(kind: Kind, text: str) -> int:
    """How many characters of `text` the longest phrase of `kind` that it begins with takes; 0 where there is none."""
    folded = text[:LONGEST_SEARCHED].casefold()
    candidates = _phrase_list(kind).by_start.get(folded[:2], ())
    return max((len(phrase) for phrase in candidates if _stands_at(folded, 0, phrase)), default=0)


def trimmed(text: str) -> str:
    """`text` casefolded, its white space collapsed, without marks at its ends."""
    return " ".join(text.casefold().split()).strip(EDGE)


def languages() -> frozenset[str]:
    """The languages that the lists know."""
    return frozenset(lang for kind in _data().values() for lang in kind) - {"match", "int"}


@cache
def _data() -> Mapping[str, Mapping[str, list[str] | str]]:
    text = resources.files("sitegen.languages").joinpath("data/phrases.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def _phrase_list(kind: Kind) -> PhraseList:
    entry = _data()[kind]
    how = str(entry["match"])
    listed = frozenset(
        trimmed(phrase) if how in {"equals", "counted"} else phrase.casefold()
        for lang, group in entry.items()
        if lang != "match"
        for phrase in group
    )
    return PhraseList(how, listed, _by_start(listed))


def _by_start(listed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in listed:
        found[phrase[:2]].append(phrase)
    return {start: tuple(sorted(group)) for start, group in found.items()}


def _contains(listed: PhraseList, folded: str) -> bool:
    for place in range(len(folded) - 1):
        for phrase in listed.by_start.get(folded[place : place + 2], ()):
            if _stands_at(folded, place, phrase):
                return True
    return False


def _stands_at(folded: str, place: int, phrase: str) -> bool:
    return (
        folded.startswith(phrase, place)
        and not (place and _joined(folded[place - 1], phrase[0]))
        and not (place + len(phrase) < len(folded) and _joined(phrase[-1], folded[place + len(phrase)]))
    )


def _joined(left: str, right: str) -> bool:
    """Whether no word ends between two characters."""
    return left.isalnum() and right.isalnum() and not (is_unspaced(left) or is_unspaced(right))


def is_unspaced(character: str) -> bool:
    """Whether `character` is of a script that is written without spaces, or, like Hangul, joins particles to words."""
    return (
        "\u3040" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7a3"
        or "\uf900" <= character <= "\ufaff"
        or "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u109f"
        or "\u1780" <= character <= "\u17ff"
        or character >= "\U00020000"
    )

"""Phrases that news sites put around and over a story, in some thirty languages: bylines, share bars, "cookies".

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
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, TypeAlias, get_args

Kind = Literal[
    "address", "advertisement", "agency", "author_note", "byline", "closing_note", "collective", "comments",
    "copyright", "credit", "error_page", "navigation", "newsletter", "no_section", "nobody", "organisation",
    "other_credit", "particle", "paywall", "photo", "pointer", "published", "read_also", "reading_time", "related",
    "role", "share", "skip", "tags", "updated", "wall",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST_SEARCHED = 600  # characters; a phrase far inside a long paragraph says nothing about it
EDGE = " \t\u00a0\u200b\u200e\u200f\ufeff•·●▪■□▶►▸▹▷»›>«‹<|/\\–—-−+*#:：;,.。…!?？！()[]【】（）\"'“”„‘’→←↓↑⟶✕×"
LONGEST_FIRST = 40  # characters of a phrase's first word
LONGEST_WHOLE = 120  # characters of a text that may be a phrase
SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
UNSPACED = re.compile(f"[{SCRIPTS}]")
WORD_RUN = re.compile(r"\w+")
COUNT = re.compile(r"[\d\s.,()\[\]]+")
COUNTING = re.compile(r"[\d.,()\[\]]")
NONE: frozenset[Kind] = frozenset()


Index: TypeAlias = Mapping[str, tuple[tuple[str, Kind], ...]]


@dataclass(frozen=True, slots=True)
class Lists:
    """All phrases, ready to be looked up: whole texts in `exact` and `counted`, the others by `_key` of their start.

    `signs` are those keys of `contains` that are one character and no word: marks, letters of unspaced scripts.
    """

    how: Mapping[Kind, str]
    phrases: Mapping[Kind, frozenset[str]]
    exact: Mapping[str, frozenset[Kind]]
    counted: Mapping[str, frozenset[Kind]]
    start: Index
    contains: Index
    signs: frozenset[str]

    def inside(self, folded: str) -> Iterator[tuple[str, Kind]]:
        """The phrases of `contains` that a word or sign in `folded` begins; most texts have none."""
        for key in (*self.contains.keys() & WORD_RUN.findall(folded), *self.signs.intersection(folded)):
            yield from self.contains[key]


def phrases(kind: Kind) -> frozenset[str]:
    """Every phrase of `kind`, casefolded, in all languages."""
    return _lists().phrases[kind]


def matches(kind: Kind, text: str) -> bool:
    """Whether `text` agrees with a phrase of `kind`, in the way that the kind demands (see this module's head)."""
    return kind in kinds(text)


@lru_cache(maxsize=16384)
def kinds(text: str) -> frozenset[Kind]:
    """Every kind of phrase that `text` agrees with."""
    lists = _lists()
    found: set[Kind] = set()
    folded = text[:LONGEST_SEARCHED].casefold()
    if not folded:
        return NONE
    if len(text) <= LONGEST_WHOLE:
        whole = _bare(folded)
        found.update(lists.exact.get(whole, ()))
        found.update(lists.counted.get(_bare(COUNT.sub(" ", folded)) if COUNTING.search(folded) else whole, ()))
    for phrase, kind in lists.start.get(_key(folded, 0), ()):
        if kind not in found and _stands_at(folded, 0, phrase):
            found.add(kind)
    for phrase, kind in lists.inside(folded):
        if kind not in found and _stands_in(folded, phrase):
            found.add(kind)
    return frozenset(found) if found else NONE


def opening(kind: Kind, text: str) -> int:
    """How many characters of `text` the longest phrase of `kind` that it begins with takes; 0 where there is none."""
    candidates = _lists().start.get(_key(text[:LONGEST_FIRST].casefold(), 0)) if text else None
    if not candidates:
        return 0
    folded = text[:LONGEST_WHOLE].casefold()
    return max((len(phrase) for phrase, own in candidates if own == kind and _stands_at(folded, 0, phrase)), default=0)


def trimmed(text: str) -> str:
    """`text` casefolded, its white space collapsed, without marks at its ends."""
    return _bare(text.casefold())


def _bare(folded: str) -> str:
    return " ".join(folded.split()).strip(EDGE)


def languages() -> frozenset[str]:
    """The languages that the lists know."""
    return frozenset(lang for kind in _data().values() for lang in kind) - {"match", "int"}


@cache
def _data() -> Mapping[str, Mapping[str, list[str] | str]]:
    text = resources.files("sitegen.languages").joinpath("data/phrases.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def _lists() -> Lists:
    how: dict[Kind, str] = {kind: str(_data()[kind]["match"]) for kind in KINDS}
    listed = {kind: frozenset(_folded(kind, how[kind])) for kind in KINDS}
    pairs = [(phrase, kind) for kind in KINDS for phrase in sorted(listed[kind])]
    contains = _by_key(pair for pair in pairs if how[pair[1]] == "contains")
    return Lists(
        how=how,
        phrases=listed,
        exact=_by_phrase(pair for pair in pairs if how[pair[1]] == "equals"),
        counted=_by_phrase(pair for pair in pairs if how[pair[1]] == "counted"),
        start=_by_key(pair for pair in pairs if how[pair[1]] == "start"),
        contains=contains,
        signs=frozenset(key for key in contains if len(key) == 1 and not (key.isascii() and key.isalnum())),
    )


def _folded(kind: Kind, how: str) -> Iterator[str]:
    for lang, group in _data()[kind].items():
        if lang != "match":
            yield from (trimmed(phrase) if how in {"equals", "counted"} else phrase.casefold() for phrase in group)


def _by_phrase(pairs: Iterable[tuple[str, Kind]]) -> Mapping[str, frozenset[Kind]]:
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    for phrase, kind in pairs:
        found[phrase].add(kind)
    return {phrase: frozenset(those) for phrase, those in found.items()}


def _by_key(pairs: Iterable[tuple[str, Kind]]) -> Index:
    found: defaultdict[str, list[tuple[str, Kind]]] = defaultdict(list)
    for phrase, kind in pairs:
        found[_key(phrase, 0)].append((phrase, kind))
    return {key: tuple(group) for key, group in found.items()}


def _key(folded: str, place: int) -> str:
    """What phrases that may stand at `place` are filed under: the word there, or a character of an unspaced script."""
    first = folded[place]
    if first.isascii():
        return match[0] if (match := WORD_RUN.match(folded, place)) else first
    return first if is_unspaced(first) else match[0] if (match := WORD_RUN.match(folded, place)) else first


def _stands_in(folded: str, phrase: str) -> bool:
    place = folded.find(phrase)
    while place >= 0 and not _stands_at(folded, place, phrase):
        place = folded.find(phrase, place + 1)
    return place >= 0


def _stands_at(folded: str, place: int, phrase: str) -> bool:
    return (
        folded.startswith(phrase, place)
        and not (place and _joined(folded[place - 1], phrase[0]))
        and not (place + len(phrase) < len(folded) and _joined(phrase[-1], folded[place + len(phrase)]))
    )


def _joined(left: str, right: str) -> bool:
    """Whether no word ends between two characters."""
    if is_unspaced(left) or is_unspaced(right):
        return False
    return left.isalnum() and (right.isalnum() or unicodedata.category(right)[0] == "M")


def is_unspaced(character: str) -> bool:
    """Whether `character` is of a script that is written without spaces, or, like Hangul, joins particles to words."""
    return character >= "\u0e00" and UNSPACED.match(character) is not None


def count_unspaced(text: str) -> int:
    """How many characters of `text` are of such a script."""
    return 0 if text.isascii() else len(UNSPACED.findall(text))

"""People who are called like a country or a large town: `London Breed`, `Israel Kamakawiwo'ole`.

A given name shows most people (`guards.py`), but that of a large place is more often the place, and so it takes more:
everywhere in the story the same word in capitals follows that is no institution, and it is a name of people alone, or
stands alone elsewhere, or its bearer speaks, or nothing but this pair is ever written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.regions.guard_words import (
    BODIES,
    FUNCTION_WORDS,
    INSTITUTIONS,
    PART_OF_NAMES,
    PLACE_CUES,
    SPEAKS,
    STREETS,
)
from sitegen.regions.guards import LARGE_TOWN
from sitegen.regions.mentions import Lexicon, Mention
from sitegen.regions.text import WORD, fold

_NO_FAMILY = BODIES | FUNCTION_WORDS | INSTITUTIONS | PART_OF_NAMES | STREETS
_FAMILY = re.compile(r" ([A-Z][\w'’]*[a-z])(?![\w-])(?!\s+[A-Z])(?:\s(\w+))?")
_BEFORE = re.compile(r"(\w+)\W+$")


def namesakes(texts: Iterable[tuple[str, Iterable[Mention]]], lexicon: Lexicon) -> frozenset[str]:
    """The names of places that in these texts, each with its mentions, are given names of people."""
    found: dict[str, list[re.Match[str] | None]] = {}
    texts = tuple(texts)
    for text, mentions in texts:
        for mention in mentions:
            if _is_of_both(mention) and not _behind_a_cue(text, mention):
                found.setdefault(mention.key, []).append(_FAMILY.match(text, mention.end))
    if not found:
        return frozenset()
    whole = "\n".join(text for text, _ in texts)
    return frozenset(key for key, matches in found.items() if _are_people(matches, whole, lexicon))


def _is_of_both(mention: Mention) -> bool:
    """Whether a name is one of people and of a place so large that it needs no cue."""
    name = mention.name
    if not name.person or not name.senses or " " in mention.key:
        return False
    return name.senses[0].kind in "cas" or name.senses[0].people >= LARGE_TOWN


def _behind_a_cue(text: str, mention: Mention) -> bool:
    before = _BEFORE.search(text, max(0, mention.start - 20), mention.start)
    return before is not None and before[1].lower() in PLACE_CUES


def _are_people(matches: Iterable[re.Match[str] | None], whole: str, lexicon: Lexicon) -> bool:
    pairs = [match for match in matches if match]
    families = {match[1].removesuffix("'s").removesuffix("’s") for match in pairs}
    if len(families) != 1 or len(pairs) < len(tuple(matches)):
        return False
    (family,) = families
    if not _may_be_a_family(family, whole, lexicon):
        return False
    if len(pairs) > 1 or any(match[2] in SPEAKS for match in pairs):
        return True
    name = lexicon.names[fold(WORD.findall(family)[0])]
    if (name.family or name.rare) and not (name.word or name.senses):
        return True  # of people alone
    return len(re.findall(rf"\b{re.escape(family)}\b", whole)) > len(pairs)


def _may_be_a_family(word: str, whole: str, lexicon: Lexicon) -> bool:
    small = word.lower()
    name = lexicon.names[fold(WORD.findall(word)[0])]
    if small in _NO_FAMILY or any(sense.kind in "acdmx" for sense in name.senses):
        return False
    if small.endswith("s") and not (name.family or name.rare):  # `Georgia Bulldogs`
        return False
    return re.search(rf"\b{re.escape(small)}\b", whole) is None

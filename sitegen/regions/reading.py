"""Reading mentions: which of them are places, and which place each one means.

Guards first (people, common words, abbreviations), then `Town, State` pairs, then homonyms by the article's other
evidence and by how many people live there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sitegen.regions.gazetteer import Sense, section
from sitegen.regions.mentions import Found, Mention

PLACE_CUES = frozenset({"in", "at", "near", "from", "outside", "around", "across", "throughout", "within"})
_HONORIFICS = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "uncle", "aunt"),
        *("judge", "justice", "attorney", "deputy", "sheriff", "detective", "officer", "coach"),
        *("sen", "senator", "rep", "gov", "governor", "mayor", "king", "queen", "prince", "princess"),
        *("capt", "captain", "sgt", "sergeant", "lt", "lieutenant", "col", "colonel", "gen", "general"),
        *("pastor", "rev", "reverend", "father", "sister", "brother"),
    }
)
_ARTICLES = frozenset({"the", "a", "an", "your", "our", "my", "his", "her", "their", "its", "it", "up"})
COUNTRY_BONUS = 1.4  # a country's own name against a town or state of the same name, in powers of ten of people
EVIDENCE_BONUS = 3.5  # what a story that is all about one country adds for a homonym in it
_LARGE_TOWN = 300  # thousands of people from which on a town whose name people bear too needs no cue

_KNOWN_ABROAD = 100  # thousands of people from which on a town is looked for in other languages than English


class Place(NamedTuple):
    """A mention that was understood."""

    code: str
    kind: str
    start: int
    key: str


@cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    people = section("people")
    return frozenset(people["given"]), frozenset(people["family"])


class Context(NamedTuple):
    """A mention with what stands around it."""

    mention: Mention
    before: str  # the word before, in small letters, "" where a sentence starts
    before_capital: bool
    after: str
    after_capital: bool
    comma_before: bool
    comma_after: bool


def in_context(found: Found) -> list[Context]:
    """Each mention with its neighbours."""
    text, words = found.text, found.words
    contexts = []
    for mention in found.mentions:
        if mention.first < 0:
            contexts.append(Context(mention, "", False, "", False, False, False))
            continue
        before = after = between = behind = ""
        if mention.first:
            previous = words[mention.first - 1]
            between = text[previous.end : mention.start]
            before = previous.text
        if mention.last < len(words):
            following = words[mention.last]
            behind = text[words[mention.last - 1].end : following.start]
            after = following.text
        if between == ". ":
            before += "."  # an initial or an abbreviation
        near = between in {" ", "\n", "-", ". "} and not (between == ". " and len(before) > 5)
        contexts.append(
            Context(
                mention,
                before.lower() if near else "",
                near and before[:1].isupper(),
                after.lower() if behind in {" ", "\n"} else "",
                behind in {" ", "\n"} and after[:1].isupper(),
                between.strip() in {",", "("} and before[:1].isupper(),
                behind.strip().startswith(",") and len(behind) <= 3,
            )
        )
    return contexts


def read(found: Found, support: Mapping[str, float], *, capitals: bool, trusted: bool, english: bool) -> list[Place]:
    """The places of a text. `capitals`: case tells nothing here. `trusted`: a dateline, where every name is a place."""
    contexts = in_context(found)
    persons = {} if trusted or not english else _persons(contexts)
    pairs = _pairs(contexts)
    kept: list[tuple[Context, tuple[Sense, ...]]] = []
    for index, context in enumerate(contexts):
        senses = pairs.get(index) or _senses(context, persons, capitals=capitals, trusted=trusted)
        if not english and not trusted and senses and senses[0].kind in "ps" and senses[0].people < _KNOWN_ABROAD:
            senses = ()
        if senses:
            kept.append((context, senses))
    known = Counter(support)
    for _, senses in kept:
        if len({sense.code for sense in senses}) == 1:
            known[senses[0].code] += 1
    total = sum(known.values())
    return [_place(context, senses, known, total) for context, senses in kept]


def _place(context: Context, senses: tuple[Sense, ...], known: Mapping[str, float], total: float) -> Place:
    sense = senses[0] if len(senses) == 1 else max(senses, key=lambda sense: _likelihood(sense, known, total))
    return Place(sense.code, sense.kind, context.mention.start, context.mention.key)


def _likelihood(sense: Sense, known: Mapping[str, float], total: float) -> float:
    """How likely a homonym means this, in powers of ten of people: size, and the story's other evidence for it."""
    own_name = COUNTRY_BONUS if sense.kind == "c" else 0.0
    evidence = known.get(sense.code, 0.0)
    share = evidence / total if total else 0.0
    return math.log10(sense.people + 1) + own_name + min(1.0, evidence / 3) * EVIDENCE_BONUS * share


def _persons(contexts: Iterable[Context]) -> dict[str, int]:
    """Names that somebody in this text bears, and how often they are seen with a given name or an address."""
    given, family = _people()
    seen: Counter[str] = Counter()
    for context in contexts:
        name = context.mention.name
        country = any(sense.kind == "c" for sense in name.senses)
        titled = context.before.rstrip(".") in _HONORIFICS and context.before_capital
        first_name = context.before_capital and context.before in given
        initial = context.before_capital and len(context.before) == 2 and context.before[1] == "."
        surname = context.mention.key in given and context.after_capital and context.after in family
        if surname or ((titled or first_name or initial) and (name.person or not country)):
            seen[context.mention.key] += 1
    return dict(seen)


def _pairs(contexts: list[Context]) -> dict[int, tuple[Sense, ...]]:
    """`Paris, Texas` and `Richmond, Va.`: the second name says which the first is, and both are places for sure."""
    pairs: dict[int, tuple[Sense, ...]] = {}
    for index, (first, second) in enumerate(pairwise(contexts)):
        if not (first.comma_after and second.mention.first == first.mention.last):
            continue
        wide = [sense for sense in second.mention.name.senses if sense.kind in "csb"]
        towns = [sense for sense in first.mention.name.senses if sense.kind in "sp"]
        if not wide or not towns:
            continue
        codes = {sense.code for sense in towns}
        fitting = next((sense for sense in wide if sense.code in codes), None)
        if fitting is None and all(sense.kind == "c" for sense in wide):
            continue  # a list: "Paris, Germany and Spain"
        chosen = fitting or wide[0]
        pairs[index] = (Sense("p", chosen.code, 0),)
        pairs[index + 1] = (chosen,)
    return pairs


def _senses(context: Context, persons: Mapping[str, int], *, capitals: bool, trusted: bool) -> tuple[Sense, ...]:
    """What a mention can mean after the guards; nothing where it is no place."""
    name, key = context.mention.name, context.mention.key
    senses = tuple(sense for sense in name.senses if sense.kind != "b" or context.comma_before)
    if not senses or senses[0].kind == "x":
        return ()
    if trusted:
        return tuple(sense for sense in senses if sense.kind in "acps") or senses
    wide = senses[0].kind in "acdm"
    if key in persons and not (wide and context.before in PLACE_CUES):
        return ()
    cue = (context.before in PLACE_CUES and not capitals) or (context.comma_before and senses[0].kind in "sb")
    if name.word:
        if senses[0].kind == "d" and context.after in _ARTICLES and not context.before:
            return ()  # "Polish the silver"
        if not wide and not cue:
            return ()
    if name.person and not wide and senses[0].people < _LARGE_TOWN and not cue:
        return ()
    return senses

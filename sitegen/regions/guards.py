"""Names that are no places where they stand: of people, streets, dishes, animals, languages, money, longer names.

The rules are about English words around a name; of other languages only those on capitals hold. What a guard says is
the reason that `sitegen regions --explain` shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.regions.gazetteer import Name
from sitegen.regions.guard_words import (
    ABROAD_CUES,
    ARTICLES,
    BODIES,
    CASES_ARE_CUES,
    CUES_BEFORE_LOCAL,
    CURRENCIES,
    DISEASES,
    FOODS,
    FUNCTION_WORDS,
    HOMES,
    HONORIFICS,
    INSTITUTIONS,
    LANGUAGES,
    LESSONS,
    LISTED,
    LIVING_THINGS,
    OFFICES,
    PART_OF_NAMES,
    PLACE_CUES,
    SEAS,
    SPEAKING,
    SPEAKS,
    STREETS,
    TREATIES,
    WARES,
)
from sitegen.regions.mentions import Found, Lexicon, Mention
from sitegen.regions.text import MARKS, WORD, fold

KNOWN_ABROAD = 500  # thousands of people from which on a town or a part of a country is written of without a hint
SHORT = 4  # letters of names that are more often common words
KNOWN_AT_HOME = 100  # and one in a country of the language
_HYPHENS = frozenset("-‐‑–")
_SIGNS = frozenset("$€£¥")
LARGE_TOWN = 300  # thousands of people from which on a name that people bear too needs no cue
FAMOUS = 1_000  # from which on a place is written about without any hint


class Context(NamedTuple):
    """A mention with what stands around it: words in small letters, "" where a sentence or a bracket is between."""

    mention: Mention
    before: str
    before_capital: bool
    further: str  # the word before that
    after: str
    after_capital: bool
    comma_before: bool
    comma_after: bool
    opening: bool  # the word before begins its sentence
    joined: bool  # a hyphen joins it with a word in capitals
    money: bool  # a currency sign follows: US$
    capitals: bool  # case tells nothing here
    trusted: bool = False  # a dateline, where every name is a place


def in_context(found: Found, *, headline: bool = False, trusted: bool = False) -> list[Context]:
    """Each mention with its neighbours."""
    capitals = headline and _all_capitals(found.text)
    return [_context(found.text, mention, capitals, trusted) for mention in found.mentions]


def _all_capitals(text: str) -> bool:
    """Whether case tells nothing: in headlines where most words begin with a capital."""
    long = [word for word in WORD.findall(text) if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


_BLANK = frozenset((" ", "\n"))
_ENDINGS = frozenset('.!?\n:"“„«')
_NEIGHBOURHOOD = 40  # characters before a name in which the two words before it are looked for
_LIST = re.compile(r"(?:\b[A-Z][a-z]+(?:, (?:and |or )?| and | or ))+$")
_GAPS = re.compile(rf"([^\w{MARKS}]+)")


def _context(text: str, mention: Mention, capitals: bool, trusted: bool) -> Context:
    start, end = mention.start, mention.end
    if not mention.spaced or mention.name.senses[0].kind == "x":
        return Context(mention, "", False, "", "", False, False, False, False, False, False, True, trusted)
    after = behind = ""
    listed = mention.key in LANGUAGES and _start_of_languages(text, start)
    further, before, between, opening = _words_before(text, listed or start)
    if following := WORD.search(text, end):
        behind, after = text[end : following.start()], following.group()
    if between == ". ":
        before += "."  # an initial or an abbreviation
    near = between in {" ", "\n", ". "} and not (between == ". " and len(before) > 5)
    next_to = behind in _BLANK
    return Context(
        mention,
        before.lower() if near else "",
        near and before[:1].isupper(),
        further if near else "",
        after.lower() if next_to else "",
        next_to and after[:1].isupper(),
        between.strip() in {",", "("} and before[:1].isupper(),
        behind.strip().startswith(",") and len(behind) <= 3,
        opening,
        (between in _HYPHENS and before[:1].isupper()) or (behind in _HYPHENS and after[:1].isupper()),
        text[end : end + 1] in _SIGNS,
        capitals,
        trusted,
    )


def _start_of_languages(text: str, start: int) -> int:
    """Where a list of languages before a place in a text begins (`speaks Arabic, Turkish and`); 0 without one."""
    found = _LIST.search(text, max(0, start - _NEIGHBOURHOOD), start)
    if found and LANGUAGES.issuperset(word.lower() for word in WORD.findall(found[0]) if word[0].isupper()):
        return found.start()
    return 0


def _words_before(text: str, start: int) -> tuple[str, str, str, bool]:
    """The two words before a place in a text, what is between the nearer one and it, whether that begins a sentence."""
    blank = text.rfind(" ", 0, start - 1) if text[start - 1 : start] == " " else -1
    if blank > 0 and (before := text[blank + 1 : start - 1]).isalnum():
        further = text[text.rfind(" ", 0, blank) + 1 : blank]
        if further.isalnum():  # as most are; the rest of this function would say the same
            return further.lower(), before, " ", False
    pieces = _GAPS.split(text[max(0, start - _NEIGHBOURHOOD) : start])
    if len(pieces) < 3 or pieces[-1]:
        return "", "", "", True
    before, between = pieces[-3:-1]
    if len(pieces) < 5:
        return "", before, between, True
    further, gap = pieces[-5:-3]
    return (
        (further.lower(), before, between, False) if gap == " " else ("", before, between, not _ENDINGS.isdisjoint(gap))
    )


def persons(contexts: Iterable[Context], lexicon: Lexicon) -> frozenset[str]:
    """Names that somebody in this story bears: seen with an address, a given name, an initial, or a family name."""
    seen: Counter[str] = Counter()
    for context in contexts:
        if not context.trusted and _is_person(context, lexicon):
            seen[context.mention.key] += 1
    return frozenset(seen)


def _is_person(context: Context, lexicon: Lexicon) -> bool:
    name, key = context.mention.name, context.mention.key
    if not (context.before_capital or (name.given and context.after_capital)):
        return False
    country = any(sense.kind in "ca" for sense in name.senses)
    before = context.before.rstrip(".")
    titled = context.before_capital and before in HONORIFICS and not (before in OFFICES and not name.person)
    initial = context.before_capital and len(context.before) == 2 and context.before[1] == "."
    given = context.before_capital and _flags(lexicon, before).given and before not in PART_OF_NAMES
    if (titled or initial or given) and (name.person or not country):
        return True
    known = before in FUNCTION_WORDS or bool(_flags(lexicon, before).senses)
    if given and name.rare and not (known or context.capitals):
        return True  # Kathy Ireland
    if not (name.given and context.after_capital) or " " in key:
        return False
    if context.before == "by" and context.mention.name.person:
        return True  # a byline
    if country or name.senses[0].people >= LARGE_TOWN:  # `Sydney Opera House`, `Georgia Bureau`
        return _flags(lexicon, context.after).family
    return context.after not in _NO_FAMILY and not context.capitals


_NO_FAMILY = INSTITUTIONS | STREETS


def _flags(lexicon: Lexicon, word: str) -> Name:
    return lexicon.names[fold(word)]


def reason_against(context: Context, bearers: frozenset[str], lang: str) -> str:
    """Why a mention is no place where it stands, or "" where nothing speaks against it."""
    name = context.mention.name
    kind = name.senses[0].kind
    if kind == "x":
        return "no place by this name"
    if context.trusted:
        return ""
    if context.money:
        return "money"
    if lang == "en":
        return _against_in_english(context, bearers)
    return _against_abroad(context, lang)


def _against_abroad(context: Context, lang: str) -> str:
    """The guards that hold in other languages: a smaller place behind a word in capitals, or without a preposition."""
    best, mention = context.mention.name.senses[0], context.mention
    known = KNOWN_ABROAD if len(mention.key) > SHORT else FAMOUS
    if not mention.spaced or best.kind not in "ps" or best.people >= known:
        return ""
    cues = ABROAD_CUES.get(lang)
    if context.before in (cues or ()) or (mention.inflected and lang in CASES_ARE_CUES):
        return ""
    if (cues or lang in CASES_ARE_CUES) and not (best.people >= KNOWN_AT_HOME and best.country in HOMES.get(lang, ())):
        return "a small place, and no preposition of place"
    alone = (not context.before_capital or context.opening) and not context.after_capital
    return "" if alone or context.capitals else "part of a longer name"


def _against_in_english(context: Context, bearers: frozenset[str]) -> str:
    name, key = context.mention.name, context.mention.key
    best = name.senses[0]
    wide = best.kind in "acdm"
    cue = has_cue(context)
    if context.after in STREETS and context.after_capital and best.kind != "d":
        return "a street"
    if best.kind in "ps" and (context.after in DISEASES or (context.after in TREATIES and context.after_capital)):
        return "the name of a disease or a treaty"
    if best.kind == "d" and (reason := _of_a_people(context)):
        return reason
    if context.after in CURRENCIES and best.kind in "cd":
        return "money"
    if name.word and best.kind == "c" and context.after in WARES:
        return "a common word"  # Turkey breast, China plates
    if context.after in LIVING_THINGS and best.kind == "c":
        return "an animal or a plant"
    known = wide or best.people >= LARGE_TOWN
    if key in bearers and not (known and context.before in PLACE_CUES):
        return "a person"
    if name.person and not wide and context.after in SPEAKS and best.people < LARGE_TOWN:
        return "a person"
    if name.word:
        if best.kind == "d" and context.after in ARTICLES and not context.before:
            return "a common word"  # "Polish the silver"
        if not wide and (not cue or (context.after_capital and best.people < LARGE_TOWN)):
            return "a common word"
    if not wide and best.people < FAMOUS and not cue:
        if name.person and best.people < LARGE_TOWN:
            return "a name of people"
        if _in_longer_name(context):
            return "part of a longer name"
    return ""


def _of_a_people(context: Context) -> str:
    """Why an adjective says nothing of the country: `French fries`, `Irish setter`, `speaks Spanish`."""
    after, before = context.after, context.before
    if after in FOODS:
        return "a dish"
    if after in LIVING_THINGS:
        return "an animal or a plant"
    if context.mention.key in LANGUAGES:
        if after in LESSONS:
            return "a language"
        spoken = before in SPEAKING or (before == "only" and context.further in SPEAKING)
        if spoken and (not after or after in FUNCTION_WORDS) and not context.capitals:
            return "a language"
    return ""


def _in_longer_name(context: Context) -> bool:
    """Whether words in capitals next to a name show that it is a piece of a longer one: `Kobe Bryant`."""
    if context.capitals:
        return False
    if context.joined:
        return True
    before = context.before.rstrip(".")
    if context.before_capital and before not in _MAY_STAND_BEFORE and not before.isdigit():
        return True
    return context.after_capital and context.after not in _MAY_STAND_BEHIND


_MAY_STAND_BEFORE = FUNCTION_WORDS | PART_OF_NAMES | PLACE_CUES
_MAY_STAND_BEHIND = INSTITUTIONS | FUNCTION_WORDS | PART_OF_NAMES


def has_cue(context: Context) -> bool:
    """Whether a word before the name, or the larger place before a comma, says that it is a place."""
    if context.trusted:
        return True
    return (context.before in PLACE_CUES and not context.capitals) or (
        context.comma_before and context.mention.name.senses[0].kind in "sb"
    )


def has_weak_cue(context: Context) -> bool:
    """Whether a small town may stand here: behind a preposition, before an institution, at the start of a heading."""
    return has_cue(context) or context.before in CUES_BEFORE_LOCAL or context.after in INSTITUTIONS


def is_faint(context: Context) -> bool:
    """Whether a place only gives its name to what may be anywhere: `University of Manchester`, `Gulf of Alaska`."""
    if context.before in {"in", "on"} and context.further in LISTED:
        return True
    if context.before == "lake" and context.before_capital:
        return True
    return context.after in BODIES or (context.before == "of" and context.further in _OF_A_PLACE)


_OF_A_PLACE = BODIES | SEAS

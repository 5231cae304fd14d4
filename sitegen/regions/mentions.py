"""Finding names in a text: one pass over its words, the longest name that starts at each word wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sitegen.regions.gazetteer import Name, parse, section
from sitegen.regions.inflection import Inflection, inflection_of
from sitegen.regions.text import CJK, WORD, fold

_BETWEEN = re.compile(r"[ \t\u00a0\u200c'’ʼ·-]{1,2}|[ \t]?\n[ \t]?")  # what may stand between the words of one name
_ACRONYM = 3  # names of so few letters count in capitals only, as in "US" but not "us"
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_WITHOUT_BLANKS = frozenset({"zh", "ja", "zh-Hant"})


class Word(NamedTuple):
    """A word with its place in the text."""

    text: str
    start: int
    end: int


class Mention(NamedTuple):
    """A name found: the words `first` to `last` (not included) of the text, what it can mean, and its own key."""

    key: str
    name: Name
    first: int
    last: int
    start: int


class Found(NamedTuple):
    """What was found in a text, and the words around it."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The names that count in one language: a site's own, the language's, then the English ones."""

    lang: str
    own: Mapping[str, str]
    native: Mapping[str, str]
    english: Mapping[str, str]
    longest: Mapping[str, int]  # first word of a name of several → how many words it can have
    inflection: Inflection | None

    def line(self, key: str) -> str | None:
        """The gazetteer's line for a key."""
        return self.own.get(key) or self.native.get(key) or self.english.get(key)


@cache
def _longest(lang: str) -> Mapping[str, int]:
    longest: dict[str, int] = {}
    for name in section(lang):
        if " " in name:
            first, rest = name.split(" ", 1)
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
    return longest


def lexicon(lang: str, own: Mapping[str, str]) -> Lexicon:
    """The lexicon of a language, with a site's own names (key → line) before all others."""
    longest = dict(_longest("en"))
    native: Mapping[str, str] = {}
    if lang != "en":
        native = section(lang)
        for first, count in _longest(lang).items():
            longest[first] = max(count, longest.get(first, 0))
    for name in own:
        first, _, rest = name.partition(" ")
        longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
    return Lexicon(lang, own, native, section("en"), longest, inflection_of(lang))


@cache
def _parsed(line: str) -> Name:
    return parse(line)


def find(text: str, lexicon: Lexicon) -> Found:
    """All names in the text, from left to right, none overlapping."""
    words = tuple(Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text))
    mentions = tuple(_mentions(text, words, lexicon))
    if lexicon.lang in _WITHOUT_BLANKS and CJK.search(text):
        mentions = (*mentions, *_without_blanks(text, lexicon))
    return Found(text, words, mentions)


def _mentions(text: str, words: tuple[Word, ...], lexicon: Lexicon) -> Iterator[Mention]:
    position, count = 0, len(words)
    cases = lexicon.inflection
    while position < count:
        word = words[position].text
        if word[0].islower() and (cases is None or len(word) < _ACRONYM + 1):
            position += 1
            continue
        folded = fold(word)
        found = None
        if not word[0].islower():
            found = _longest_at(text, words, position, folded, lexicon)
        if found is None and cases is not None and (line := cases.line(word, folded)):
            found = Mention(cases.key(folded), _parsed(line), position, position + 1, words[position].start)
        if found is None:
            position += 1
            continue
        yield found
        position = found.last


def _longest_at(text: str, words: tuple[Word, ...], position: int, folded: str, lexicon: Lexicon) -> Mention | None:
    most = lexicon.longest.get(folded, 1)
    keys = [folded]
    for index in range(position + 1, min(position + most, len(words))):
        between = text[words[index - 1].end : words[index].start]
        if not (_BETWEEN.fullmatch(between) or (between in {". ", "."} and len(words[index - 1].text) <= 2)):
            break
        keys.append(f"{keys[-1]} {fold(words[index].text)}")
    for length in range(len(keys), 0, -1):
        line = lexicon.line(keys[length - 1])
        if line is None:
            continue
        if len(keys[length - 1]) <= _ACRONYM and not _is_short_name(text, words, position, length, line):
            continue
        return Mention(keys[length - 1], _parsed(line), position, position + length, words[position].start)
    return None


def _is_short_name(text: str, words: tuple[Word, ...], position: int, length: int, line: str) -> bool:
    """A name of two or three letters: `US` and `U.S.` in capitals, `Va.` with a dot, `Ufa` with a capital."""
    first, last = words[position], words[position + length - 1]
    letters = text[first.start : last.end]
    if letters.lower() == letters.upper():
        return True  # a script without capitals
    if letters.isupper():
        return " p:" not in line[:4] and " s:" not in line[:4]
    if " b:" in line:
        return text[last.end : last.end + 1] == "." and position > 0
    return len(letters) == _ACRONYM and " c:" not in line


def _without_blanks(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Names in a script without blanks, by the longest match at each character. They have no words around them."""
    lengths = _lengths(lexicon.lang)
    position = 0
    while position < len(text):
        step = 1
        for length in lengths.get(text[position], ()):
            name = text[position : position + length]
            line = lexicon.native.get(name)
            if line and not _inside_a_loanword(text, position, position + len(name)):
                yield Mention(name, _parsed(line), -1, -1, position)
                step = len(name)
                break
        position += step


def _inside_a_loanword(text: str, start: int, end: int) -> bool:
    """Whether a name in katakana is a piece of a longer word in katakana: `タイ` in `タイトル`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(
        (_KATAKANA.match(text[start]) and before and _KATAKANA.match(before))
        or (_KATAKANA.match(text[end - 1]) and after and _KATAKANA.match(after))
    )


@cache
def _lengths(lang: str) -> Mapping[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in section(lang):
        if CJK.match(name):
            lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

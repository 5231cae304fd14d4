"""Finding names in a text: one pass over its words, the longest name that starts at each word wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import add
from typing import NamedTuple, TypeVar

from sitegen.regions.cues import LOCAL_WORDS
from sitegen.regions.gazetteer import NOTHING, Name, parse, table
from sitegen.regions.guard_words import words
from sitegen.regions.inflection import inflection_of
from sitegen.regions.text import CJK, MARKS, WORD, fold

_BETWEEN = re.compile(r"[ \t\u00a0\u200c'’ʼ·-]{1,2}|[ \t]?\n[ \t]?")  # what may stand between the words of one name
_ACRONYM = 3  # names of so few letters count in capitals only, as in "US" but not "us"
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_OTHER_SCRIPTS = words("ru uk be bg mk sr el ar he fa ur hi bn th ka hy ja ko zh zh-Hant")
_THAI = re.compile("[\u0e00-\u0e7f]")
LARGE = 100  # thousands of people from which on a town is looked for in other cases
_MOST_REMEMBERED = 50_000
# Words that do not begin with a small letter of ASCII: faster than to ask each of all words. The first set is one that
# the search skips by; what it has too many of the assertions behind it take away.
_CAPITALISED = re.compile(rf"[A-Z\u00aa-\uffff](?<=\w)(?<![\w{MARKS}].)[\w{MARKS}]*")


_T = TypeVar("_T")


class Mention(NamedTuple):
    """A name found: its place in the text, what it can mean, and its own key.

    `inflected`: found by its stem only. `spaced`: in a script with blanks, so that it has words around it.
    """

    key: str
    name: Name
    start: int
    end: int
    inflected: bool = False
    spaced: bool = True


class Found(NamedTuple):
    """What was found in a text. `cues`: how often words of each country's institutions were seen."""

    text: str
    mentions: tuple[Mention, ...]
    cues: Mapping[str, int]


class Inflected(NamedTuple):
    """A name in some case, or an adjective: its stem, what that means, and whether the word has an ending."""

    stem: str
    name: Name
    ending: bool


class Entry(NamedTuple):
    """What a word of a text can be. `cue`: the country of whose institutions it speaks."""

    folded: str
    name: Name | None
    inflected: Inflected | None
    cue: str


class Remembered(dict[str, _T]):
    """What was worked out for each key; texts share most words."""

    def __init__(self, work: Callable[[str], _T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, key: str) -> _T:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        self[key] = found = self._work(key)
        return found


class Lexicon:
    """The names that count in one language: a site's own, the language's, those in Latin letters, the English ones.

    `names`: what a key means. `entries`: what a word of a text can be the beginning of, if anything. `lengths`: for
    scripts without blanks, how names begin → their lengths.
    """

    def __init__(self, lang: str, own: Mapping[str, str]) -> None:
        native = table(lang)
        others = () if lang == "en" else (table("en"),) if lang in _OTHER_SCRIPTS else (table("latin"), table("en"))
        begun = (entry.partition(":") for entry in (native.get("") or "").split(" ") if entry)
        self.lang = lang
        self.lengths = {first: tuple(map(int, found.split(","))) for first, _, found in begun}
        self.inflection = inflection_of(lang)
        self.names: Remembered[Name] = Remembered(self._name)
        self.entries: Remembered[Entry | None] = Remembered(self._entry)
        self._tables = (native, *others)
        self._own = own
        self._own_longest: dict[str, int] = {}  # the first words of a site's own names → how many words these have
        for name in own:
            first = name.partition(" ")[0]
            self._own_longest[first] = max(self._own_longest.get(first, 1), name.count(" ") + 1)

    def piece(self, key: str) -> Name | None:
        """What a piece of a text without blanks means."""
        line = self._tables[0].get(key)
        return parse(line) if line and " " in line else None

    def _entry(self, word: str) -> Entry | None:
        small = word[0].islower()
        if small and (self.inflection is None or len(word) <= _ACRONYM):
            return None
        folded = fold(word)
        name = None if small else self.names[folded]
        if name and not name.senses and name.longest == 1:
            name = None  # of people alone
        stem = self.inflection.find(word, folded) if self.inflection else None
        inflected = Inflected(stem[0], parse(stem[1]), stem[0] != folded) if stem else None
        if self.inflection and not (name or inflected) and (not small or self.inflection.names_give_adjectives(folded)):
            inflected = self._foreign_town(folded)
        cue = "" if small else LOCAL_WORDS.get(folded, "")
        return Entry(folded, name, inflected, cue) if name or inflected or cue else None

    def _foreign_town(self, folded: str) -> Inflected | None:
        """A large town that the language's own list has not, in some case of its name."""
        for base in self.inflection.bases(folded) if self.inflection else ():
            name = self.names[base]
            if name.senses and name.senses[0].kind in "ps" and name.senses[0].people >= LARGE:
                return Inflected(base, name, ending=True)
        return None

    def _name(self, key: str) -> Name:
        lines = [line for each in self._tables if (line := each.get(key))]
        if self._own_longest:
            if key in self._own:
                lines.insert(0, self._own[key])
            if key in self._own_longest:
                lines.append(str(self._own_longest[key]))
        if not lines:
            return NOTHING
        if len(lines) == 1:
            return parse(lines[0])
        names = [parse(line) for line in lines]
        best = next((name for name in names if name.senses), names[0])
        return replace(best, longest=max(name.longest for name in names))


def find(text: str, lexicon: Lexicon) -> Found:
    """All names in the text, from left to right, none overlapping."""
    cues: dict[str, int] = {}
    mentions = list(_mentions(text, lexicon, cues))
    if lexicon.lengths and (CJK.search(text) or _THAI.search(text)):
        mentions.extend(_without_blanks(text, lexicon))
    return Found(text, tuple(mentions), cues)


def _mentions(text: str, lexicon: Lexicon, cues: dict[str, int]) -> Iterator[Mention]:
    end = 0
    entries = lexicon.entries
    for match in (WORD if lexicon.inflection else _CAPITALISED).finditer(text):
        entry = entries[match[0]]
        if entry is None:
            continue
        if entry.cue:
            cues[entry.cue] = cues.get(entry.cue, 0) + 1
        start, stop = match.span()
        if start < end:
            continue
        found = _longest_at(text, start, stop, entry, lexicon) if entry.name else None
        if found is None and entry.inflected:
            stem, name, ending = entry.inflected
            found = Mention(stem, name, start, stop, inflected=ending)
        if found is not None:
            end = found.end
            yield found


def _longest_at(text: str, start: int, end: int, entry: Entry, lexicon: Lexicon) -> Mention | None:
    name, key, last = entry.name, entry.folded, text[start:end]
    assert name is not None
    keys = [(key, end, name)] if name.senses else []
    for _ in range(1, name.longest):
        following = WORD.search(text, end)
        if following is None:
            break
        begin, stop = following.span()
        if begin - end != 1 or text[end] != " ":
            between = text[end:begin]
            if not (_BETWEEN.fullmatch(between) or (between in {". ", "."} and len(last) <= 2)):
                break
        last, end = following[0], stop
        key = f"{key} {fold(last)}"
        longer = lexicon.names[key]
        if longer.senses:
            keys.append((key, end, longer))
    for key, stop, longer in reversed(keys):
        if len(key) > _ACRONYM or lexicon.lang == "vi" or _is_short_name(text, start, stop, longer):
            return Mention(key, longer, start, stop)
    return None


def _is_short_name(text: str, start: int, end: int, name: Name) -> bool:
    """A name of two or three letters: `US` and `U.S.` in capitals, `Va.` with a dot, `Ufa` with a capital."""
    letters = text[start:end]
    kinds = {sense.kind for sense in name.senses}
    if letters.lower() == letters.upper():
        return True  # a script without capitals
    if letters.isupper():
        return name.senses[0].kind not in "ps" or "b" in kinds
    if "b" in kinds:
        return text[end : end + 1] == "." and start > 0
    return len(letters) == _ACRONYM and "c" not in kinds


def _without_blanks(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Names in a script without blanks, by the longest match at each character. They have no words around them."""
    lengths = lexicon.lengths
    end = 0
    begun = [position for position, first in enumerate(map(add, text, text[1:])) if first in lengths]
    for position in begun:
        if position < end:
            continue
        for length in lengths[text[position : position + 2]]:
            stop = position + length
            if stop > len(text) or _inside_a_loanword(text, position, stop):
                continue
            name = lexicon.piece(text[position:stop])
            if name is not None:
                yield Mention(text[position:stop], name, position, stop, spaced=False)
                end = stop
                break


def _inside_a_loanword(text: str, start: int, end: int) -> bool:
    """Whether a name in katakana is a piece of a longer word in katakana: `タイ` in `タイトル`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(
        (_KATAKANA.match(text[start]) and before and _KATAKANA.match(before))
        or (_KATAKANA.match(text[end - 1]) and after and _KATAKANA.match(after))
    )

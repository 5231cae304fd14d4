"""Names of places in languages that inflect them, by general rules on prefixes, stems and endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitegen.regions.gazetteer import section

_CYRILLIC_CASE = "[аеиоуыьэюяйіїє]{0,2}|[аяоеиі](?:м|х|в|ми|та|то|т)?|ами|ями|ове|ите|ът|ият|ия"
_CYRILLIC = (
    rf"(?:{_CYRILLIC_CASE})"
    r"|.{0,4}(?:ск|цк|цьк|ськ|зьк)(?:[а-яіїє]{0,4})"
    r"|.{0,3}(?:ец|ець|нин|ин|як|к|ц|ч|ан|ян)(?:[а-яіїє]{0,4})"
)
_LATIN_CASE = "[aeiouy]{0,2}|[aeiouy]?(?:m|ch|ji|jo|ja|mi|ho|mu|om|em|ami|ach|eho|ego|emu|ov|ow|ah|ih|ega|ga)"
_LATIN = (
    rf"(?:{_LATIN_CASE})"
    r"|.{0,4}(?:sk|ck|dzk|zk)(?:[a-z]{0,4})"
    r"|.{0,3}(?:ec|ian|an|czyk|cyk|nk|k|c|ci|in)(?:[a-z]{0,4})"
)
_ROMANCE = r"[aeos]{0,2}|es|as|os|ne|nes|nas|te|ta|he|hi"
_GERMAN = r"s|e|en|er|es|em|in|innen|ern|n|isch(?:e[nrsm]?)?|erin|erinnen"
_ENDINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        **dict.fromkeys(("ru", "uk", "bg"), re.compile(_CYRILLIC)),
        **dict.fromkeys(("pl", "cs", "sl"), re.compile(_LATIN)),
        **dict.fromkeys(("es", "fr", "it", "pt"), re.compile(_ROMANCE)),
        **dict.fromkeys(("de", "nl", "sv"), re.compile(_GERMAN)),
        "tr": re.compile(r"[a-zıçşğüöâ]{1,7}"),
        "el": re.compile(r"[α-ως]{0,3}"),
        "ko": re.compile(r"[가-힣]{1,3}"),
        "hi": re.compile(r"ी|ा|े|ों|ियों|न"),
        "ar": re.compile(r"ی|یه|یة|یین|یون|یا|ا|ة|ه"),
        "fa": re.compile(r"ی|یها|ها|های|\u200cها|ان|یان"),
        "he": re.compile(r"י|ית|ים|יים|יות|ה"),
    }
)
_VOWELS = re.compile("[аеиоуыьэюяйіїєaeiouy]+$")
_VOWEL_ENDS = frozenset({"ru", "uk", "bg", "pl", "cs", "sl", "el"})
_PREFIXES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "ar": re.compile("^(?:[وف]?(?:بال|كال|کال|ال|لل)|[وفبلک](?:ال)?)"),
        "he": re.compile("^[ושכלבמה]{1,3}"),
    }
)
_SHORTEST_STEM = 4
_LONGEST_WORD = 40  # what is longer is no word, and trying all its stems would take for ever
_LOWERCASE = frozenset({"ru", "uk", "bg", "pl", "cs", "sl", "es", "fr", "it", "pt", "de", "nl", "sv"})
_SHORT_NAMES = frozenset({"ko", "ar", "he", "fa", "hi"})  # where two letters can be a country's name


@dataclass(frozen=True, slots=True)
class Inflection:
    """Stems of a language with the endings they may take."""

    lang: str
    stems: Mapping[str, str]
    endings: re.Pattern[str]
    prefix: re.Pattern[str] | None

    def key(self, folded: str) -> str:
        """The key under which the same name in another case is counted."""
        return self._stem(folded) or folded

    def line(self, word: str, folded: str) -> str | None:
        """The gazetteer's line for an inflected word, if it is one. Small letters may only be adjectives."""
        stem = self._stem(folded)
        if stem is None:
            return None
        line = self.stems[stem]
        small = word[0].islower()
        if small and (self.lang not in _LOWERCASE or not (" c:" in line or " d:" in line)):
            return None
        if small and len(folded) - len(stem) < 2 and " d:" not in line:
            return None
        return line

    def _stem(self, folded: str) -> str | None:
        if len(folded) > _LONGEST_WORD:
            return None
        for form in self._without_prefix(folded):
            for end in range(len(form), 1 if self.lang in _SHORT_NAMES else _SHORTEST_STEM - 2, -1):
                stem = form[:end]
                if stem in self.stems and (end == len(form) or self.endings.fullmatch(form[end:])):
                    return stem
        return None

    def _without_prefix(self, folded: str) -> tuple[str, ...]:
        if self.prefix and (match := self.prefix.match(folded)):
            bare = folded[match.end() :]
            return (folded, bare, "ال" + bare) if self.lang == "ar" else (folded, bare)
        return (folded,)


@cache
def inflection_of(lang: str) -> Inflection | None:
    """The inflection of a language's names; none where they do not change (English, Chinese)."""
    if lang not in _ENDINGS:
        return None
    names: Mapping[str, str] = section(lang)
    single = {name: line for name, line in names.items() if " " not in name}
    shortest = 2 if lang in _SHORT_NAMES else _SHORTEST_STEM if lang in _VOWEL_ENDS else _SHORTEST_STEM - 1
    stems = {name: line for name, line in single.items() if len(name) >= shortest}
    if lang in _VOWEL_ENDS:
        for vowels in (1, 2):  # a nearer stem wins: `nigeri` is Nigeria's, `niger` stays Niger's
            for name, line in single.items():
                stem, least = name[:-vowels], _SHORTEST_STEM + (" p:" in line)
                if len(stem) >= least and not _VOWELS.sub("", name[-vowels:]) and " d:" not in line:
                    stems.setdefault(stem, line)
    return Inflection(lang, MappingProxyType(stems), _ENDINGS[lang], _PREFIXES.get(lang))

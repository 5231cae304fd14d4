"""Names of places in languages that inflect them, by general rules on prefixes, stems and endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitegen.regions.gazetteer import Table, table
from sitegen.regions.guard_words import words

_CYRILLIC_CASE = "[аеиоуыьэюяйіїє]{0,2}|[аяоеиі](?:м|х|в|ми|та|то|т)?|ами|ями|ове|ите|ът|ият|ия"
_CYRILLIC = (
    rf"(?:{_CYRILLIC_CASE})"
    r"|.{0,4}(?:ск|цк|цьк|ськ|зьк)(?:[а-яіїє]{0,4})"
    r"|.{0,3}(?:ец|ець|нин|ин|як|к|ц|ч|ан|ян)(?:[а-яіїє]{0,4})"
)
_CYRILLIC_ADJECTIVE = r".{0,4}(?:ск|цк|цьк|ськ|зьк)[а-яіїє]{0,4}|.{0,2}(?:ец|ець|анин|янин|анк|янк|ц)[а-яіїє]{0,4}"
_LATIN_CASE = "[aeiouy]{0,2}|[aeiouy]?(?:m|ch|ji|jo|ja|mi|ho|mu|om|em|ami|ach|eho|ego|emu|ov|ow|ah|ih|ega|ga)"
_LATIN = (
    rf"(?:{_LATIN_CASE})"
    r"|.{0,4}(?:sk|ck|dzk|zk)(?:[a-z]{0,4})"
    r"|.{0,3}(?:ec|ian|an|czyk|cyk|nk|k|c|ci|in)(?:[a-z]{0,4})"
)
_ROMANCE = r"[aeos]{0,2}|es|as|os|ne|nes|nas|te|ta|he|hi|i|ul|ului|lui|ilor|ii|ei|u|easc[aă]|esc|ești|ez[aei]?|ean[ăa]?"
_GERMAN = r"s|e|en|er|es|em|in|innen|ern|n|isch(?:e[nrsm]?)?|erin|erinnen"
_NORTHERN_ADJECTIVE = r"(?:n|an|ian|i|esi)?sk[aet]?s?"
_NORTHERN = rf"s|en|ens|er|erne|ers|ene|a|e|ar|arna|arnas|n|ns|{_NORTHERN_ADJECTIVE}|ere|erne|are|arnas"
_ROMANIAN_ADJECTIVE = r"(?:i?an|ean)(?:[aăei]|ul|ului|ilor|ii|elor)?|(?:i?en|een)i(?:i|lor)?|ez(?:[aăei]|ii|ilor)?"
_ROMANIAN = rf"{_ROMANCE}|{_ROMANIAN_ADJECTIVE}"
_BALTIC = (
    r"[a-zāēīūąęėįų]{0,4}"
    r"|[a-zāēīū]{0,2}(?:iešu|ietis|iete|iečiai|iškas|išk[a-ząęėįų]{1,4}|iskais|isk[a-zāēīū]{1,4}|as|os)"
)
_FINNIC = (  # Finnish, Estonian, Hungarian: cases are chains of suffixes
    r"[a-zäöõüáéíóőúű]{1,7}"
)
_TURKIC = "[a-zıçşğüöâəёа-я]{1,7}"
_KARTVELIAN = "ი|ა|ს|ის|მ|მა|ში|ზე|ით|ად|თან|დან|იდან|ამდე|სთვის|ისთვის|ისა|თა|(?:ელ|ულ|ურ)[ა-ჰ]{0,4}"
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _CYRILLIC),
        **dict.fromkeys(("pl", "cs", "sk", "sl", "hr"), _LATIN),
        **dict.fromkeys(("es", "fr", "it", "pt", "ca"), _ROMANCE),
        "ro": _ROMANIAN,
        **dict.fromkeys(("de", "nl"), _GERMAN),
        **dict.fromkeys(("sv", "da", "nb"), _NORTHERN),
        **dict.fromkeys(("lt", "lv"), _BALTIC),
        **dict.fromkeys(("fi", "et", "hu"), _FINNIC),
        **dict.fromkeys(("tr", "az"), _TURKIC),
        "hy": "[\u0531-\u0587]{1,7}",
        "ka": _KARTVELIAN,
        "el": r"[α-ως]{0,3}",
        "ko": r"[가-힣]{1,3}",
        "hi": r"ी|ा|े|ों|ियों|न|ई|ाई|इयों",
        "bn": r"ে|র|ের|[যে]?়(?:র|ে|ের)?|ি|ী|ী[যে]়|কে|তে|েতে|ও|েও",
        "ar": r"ی|یه|یة|یین|یون|یا|ا|ة|ه",
        **dict.fromkeys(("fa", "ur"), r"ی|یها|ها|های|\u200cها|ان|یان|وں|یی|ئی"),
        "he": r"י|ית|ים|יים|יות|ה|ם|ת|ות",
    }
)
_TOWNS: Mapping[str, str] = MappingProxyType(  # those that a town's name may have, where it is less than all
    {
        **dict.fromkeys(
            ("ru", "uk", "be", "bg", "mk", "sr"), rf"{_CYRILLIC_CASE}|.{{0,4}}(?:ск|цк|цьк|ськ|зьк)[а-яіїє]{{0,4}}"
        ),
        **dict.fromkeys(("pl", "cs", "sk", "sl", "hr"), rf"{_LATIN_CASE}|.{{0,4}}(?:sk|ck|dzk|zk|st)[a-z]{{0,4}}"),
    }
)
_VOWELS = re.compile("[аеиоуыьэюяйіїєaeiouy]+$")
_VOWEL_ENDS = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "pl", "cs", "sk", "sl", "hr", "el"})
_PREFIXES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "ar": re.compile("^(?:[وف]?(?:بال|كال|کال|ال|لل)|[وفبلک](?:ال)?)"),
        "he": re.compile("^[ושכלבמה]{1,3}"),
    }
)
_SHORTEST_STEM = 4
_LONGEST_WORD = 40  # what is longer is no word, and trying all its stems would take for ever
_LOWERCASE = words(  # whose adjectives are in small letters
    "ru uk be bg mk sr pl cs sk sl hr es fr it pt ca ro de nl sv da nb lt lv fi et hu el"
)
_SHORT_NAMES = frozenset({"ko", "ar", "he", "fa", "ur", "hi", "bn"})  # where two letters can be a country's name
_CASELESS = frozenset({"ko", "ar", "he", "fa", "ur", "hi", "bn", "ka"})
_CASES_OF_FOREIGN_NAMES = words("pl cs sk sl hr lt lv")
_SUFFIXES: Mapping[str, str] = MappingProxyType(  # folded, behind names that stay as they are
    {
        "hu": "b[ae]n?|[bt]ol|r[ae]|rol|[oe]?n|n[ae]k|v?[ae]l|[bcdfghjklmnprstvz][ae]l|[oea]?t|h[oe]z|n[ae]l|ig|i|ert",
        "fi": "n|[aeiouy]n|h[aeiouy]n|seen|ss?a|sta|ll?a|lta|lle|ksi|na|t?a",
        "et": "s|st|sse|l|lt|le|ni|ga|[std]|ks|ta",
        "az": "d[ae]n?|n?[iu]n|y?[ae]|l[iu]",
    }
)
_ADJECTIVES: Mapping[str, str] = MappingProxyType(  # how those end that a country's name gives
    {
        **dict.fromkeys(("sv", "da", "nb"), _NORTHERN_ADJECTIVE),
        "ro": _ROMANIAN_ADJECTIVE,
        **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _CYRILLIC_ADJECTIVE),
        **dict.fromkeys(("pl", "cs", "sk", "sl", "hr"), r".{0,4}(?:sk|ck|dzk|zk|st)[a-z]{0,4}"),
        "hu": "i.*",
    }
)
_ROMANCE_TONGUES = words("es it pt ca ro")
INITIALS, INITIALS_OF_SHORT = 3, 2


@dataclass(frozen=True, slots=True)
class Inflection:
    """Stems of a language with the endings they may take. `initials`: how a word must begin to have one of them."""

    lang: str
    names: Table
    stems: Table
    shortest: int
    initials: frozenset[str]
    small: frozenset[str]
    endings: re.Pattern[str]
    cases: re.Pattern[str] | None
    adjectives: re.Pattern[str] | None
    prefix: re.Pattern[str] | None

    def find(self, word: str, folded: str) -> tuple[str, str] | None:
        """The stem of an inflected word and its gazetteer line. Small letters may only be adjectives."""
        if len(folded) > _LONGEST_WORD:
            return None
        small = self.lang not in _CASELESS and word[0].islower()
        known = self.small if small else self.initials
        length = INITIALS_OF_SHORT if self.lang in _SHORT_NAMES else INITIALS
        for form in self._without_prefix(folded):
            if form[:length] not in known:
                continue
            for end in range(len(form), 1 if self.lang in _SHORT_NAMES else _SHORTEST_STEM - 2, -1):
                stem = form[:end]
                if end < len(form) and not self.endings.fullmatch(form[end:]):
                    continue
                line = (end >= self.shortest and self.names.get(stem)) or self.stems.get(stem)
                if line and " " in line and self._may_end(line, form[end:]):  # without a blank: how long names are
                    return (stem, line) if not small or self._is_adjective(line, stem, form[end:]) else None
        return None

    def bases(self, folded: str) -> Iterator[str]:
        """What a name in some case may be called otherwise: `splitu` → `split`, `pariza` → `pariz`, `pariza`."""
        vowels = ("", "a", "o", "e") if self.lang in _CASES_OF_FOREIGN_NAMES else ("",)
        endings = self.endings if self.lang in _CASES_OF_FOREIGN_NAMES else _suffixes(self.lang)
        for end in range(len(folded) - 1, max(_SHORTEST_STEM, len(folded) - 4), -1) if endings else ():
            if endings and endings.fullmatch(folded[end:]):
                yield from (folded[:end] + vowel for vowel in vowels)

    def _may_end(self, line: str, ending: str) -> bool:
        """Of towns only cases and adjectives are taken for theirs, not `Сарханянц` for Sarh's."""
        if self.cases is None or not ending or any(f" {kind}:" in line for kind in "cda"):
            return True
        return bool(self.cases.fullmatch(ending))

    def names_give_adjectives(self, folded: str) -> bool:
        """Whether a word in small letters may be made of a town's name: `szegedi`, of Szeged."""
        return self.lang == "hu" and folded[-1] == "i"

    def _is_adjective(self, line: str, stem: str, ending: str) -> bool:
        if " d:" in line or " c:" not in line:
            return " d:" in line
        if self.adjectives is None:
            return len(ending) > 1
        return bool(
            self.adjectives.fullmatch(ending) or self.adjectives.fullmatch(stem[-2:] + ending)
        )  # `nizozemsk`, `ym`

    def _without_prefix(self, folded: str) -> tuple[str, ...]:
        if self.prefix and (match := self.prefix.match(folded)):
            bare = folded[match.end() :]
            if self.lang == "ar":
                return (folded, bare, "ال" + bare)
            return tuple(folded[cut:] for cut in range(match.end() + 1))  # `בברלין` is in Berlin, not in `רלין`
        return (folded,)


@cache
def _suffixes(lang: str) -> re.Pattern[str] | None:
    return re.compile(_SUFFIXES[lang]) if lang in _SUFFIXES else None


@cache
def inflection_of(lang: str) -> Inflection | None:
    """The inflection of a language's names; none where they do not change (English, Chinese)."""
    if lang not in _ENDINGS:
        return None
    stems = table(f"{lang}~")
    everywhere, _, small = (stems.get("") or "").partition("|")
    return Inflection(
        lang,
        table(lang),
        stems,
        _shortest(lang),
        frozenset(everywhere.split()),
        frozenset(small.split()),
        re.compile(_ENDINGS[lang]),
        re.compile(_TOWNS[lang]) if lang in _TOWNS else None,
        re.compile(_ADJECTIVES[lang]) if lang in _ADJECTIVES else None,
        _PREFIXES.get(lang),
    )


def _shortest(lang: str) -> int:
    return 2 if lang in _SHORT_NAMES else _SHORTEST_STEM if lang in _VOWEL_ENDS else _SHORTEST_STEM - 1


_SHORTENED: Mapping[str, str] = {  # what a country's name loses where an adjective is made of it
    **dict.fromkeys(("sv", "da", "nb"), "ien$|ia$|[aeioy]$"),
    "ro": "a$",
    "ar": "[اة]$",
    "he": "ה$",
}


def stems_of(lang: str, names: Mapping[str, str]) -> dict[str, str]:
    """The stems of a language's names of one word (key → line) that are no names themselves, for the gazetteer."""
    single = {name: line for name, line in names.items() if " " not in name}
    stems: dict[str, str] = {}
    for name, line in single.items():  # `peruano`, `peruana`; Georgian cases follow the last consonant
        if (lang in _ROMANCE_TONGUES and " d:" in line) or lang == "ka":
            stem = name[:-1] if name[-1] in "aeoიაეო" else name
            if len(stem) >= _SHORTEST_STEM - (lang != "ka") and stem not in names:
                stems.setdefault(stem, line)
    if lang in _SHORTENED:
        for name, line in single.items():
            shorter = re.sub(_SHORTENED[lang], "", name)
            if " c:" in line and shorter != name and len(shorter) >= _SHORTEST_STEM and shorter not in names:
                stems.setdefault(shorter, line)
    if lang in _VOWEL_ENDS:
        for vowels in (1, 2):  # a nearer stem wins: `nigeri` is Nigeria's, `niger` stays Niger's
            for name, line in single.items():
                stem, least = name[:-vowels], _SHORTEST_STEM + (" p:" in line or " s:" in line)
                ending = not _VOWELS.sub("", name[-vowels:]) and " d:" not in line
                if ending and len(stem) >= least and (len(stem) < _shortest(lang) or stem not in names):
                    stems.setdefault(stem, line)
    return stems


def initials(lang: str, names: Mapping[str, str]) -> str:
    """How the names that may be inflected begin, and behind a bar those that may be so in small letters."""
    length = INITIALS_OF_SHORT if lang in _SHORT_NAMES else INITIALS
    stems = {name: line for name, line in names.items() if " " not in name and len(name) >= _shortest(lang)}
    if lang not in _ENDINGS:
        return "|"
    small = (stem for stem, line in stems.items() if lang in _LOWERCASE and (" c:" in line or " d:" in line))
    return (
        " ".join(sorted({stem[:length] for stem in stems})) + "|" + " ".join(sorted({stem[:length] for stem in small}))
    )

"""Text as the gazetteer sees it: folded words with their places, and a guess at the language."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# Letters, digits, and the marks that `\w` leaves out: accents, Hebrew and Arabic points, vowels of India and Thailand.
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
WORD = re.compile(rf"[\w{MARKS}]+")
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

_OWN_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ـ": None, "ي": "ی", "ك": "ک", "ى": "ی"}
)


def fold(text: str) -> str:
    """A word without case or accents, so that `Türkiye`, `TURKIYE` and `Turkiye` meet. Kana and Hangul stay whole."""
    if text.isascii():
        return text.lower()
    if "\u0e00" <= text[:1] <= "\u0e7f":
        return text  # Thai marks are letters
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char) or char in "\u3099\u309a")
    return unicodedata.normalize("NFC", plain).translate(_OWN_LETTERS)


def key(name: str) -> str:
    """The key of a name in the gazetteer: its folded words with single blanks between."""
    return " ".join(map(fold, WORD.findall(name)))


# Compiled only where a text in other letters asks for them.
_HAN, _HANGUL = "[\u4e00-\u9fff]", "[\uac00-\ud7af]"
_KANA = "[\u3040-\u30ff]"
_CYRILLIC = "[\u0400-\u04ff]"
_ARABIC, _PERSIAN = "[\u0600-\u06ff]", "[پچژگ]"
_UKRAINIAN, _RUSSIAN, _BULGARIAN = "[іїєґІЇЄҐ]", "[ыэёЫЭЁ]", "[ъЪ]"
_SERBIAN, _MACEDONIAN, _BELARUSIAN = "[ђћЂЋ]", "[ѓќѕЃЌЅ]", "[ўЎ]"
_URDU = "[ٹڈڑےں]"
_TRADITIONAL = "[國們這個說對時為會與發關於後來學經點將還進過動們體應實現開]"
_SCRIPTS: tuple[tuple[str, str], ...] = (
    (_HANGUL, "ko"),
    (_KANA, "ja"),
    (_HAN, "zh"),
    (_CYRILLIC, "ru"),
    (_ARABIC, "ar"),
    ("[\u0590-\u05ff]", "he"),
    ("[\u0900-\u0963\u0966-\u097f]", "hi"),
    ("[\u0370-\u03ff]", "el"),
    ("[\u0530-\u058f]", "hy"),
    ("[\u10a0-\u10ff]", "ka"),
    ("[\u0e00-\u0e7f]", "th"),
    ("[\u0980-\u09ff]", "bn"),
)
_SHORT = 300
_ENOUGH = 0.15  # the share of letters of a script from which on a text is in it
_LATIN = "[A-Za-z\u00c0-\u024f]"
_NO_LETTERS = bytes(set(range(128)) - set(string.ascii_letters.encode()))

# The commonest short words of each language that are rare in the others, for text in Latin letters.
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        lang: frozenset(words.split())
        for lang, words in {
            "en": "the of and to in is that for was with on as at by from has have are",
            "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
            "fr": "le la les des et en du une est dans que pour qui sur pas plus par au",
            "es": "el la los las del y en que una por con para es se su como al",
            "it": "il di che la per un del della in non è con le si gli una sono dei",
            "pt": "o a os que do da em um uma para com não por dos das mais ao",
            "nl": "de het een van en in is dat op te zijn voor met die niet aan er om",
            "pl": "w i na się z do nie to że jest o od po za przez jak oraz",
            "cs": "a v se na je že s z do to o k ve pro by které jako jsem byl",
            "sl": "je in v na se da za ki so z pa ne bi s iz po bo kot tudi",
            "tr": "ve bir bu da de için ile olarak daha olan çok gibi sonra kadar ise",
            "sv": "och att det i en som på är av för med till den har inte om ett",
            "id": "yang dan di dengan untuk dari ini itu pada dalam tidak akan juga oleh",
            "sk": "a v sa na je že s z do to o k pre by ktoré ako som bol nie aj po od",
            "hr": "i u je na se da za od su s kao koji što iz bi po će nije te",
            "ro": "și în de la a cu pe care din nu un este mai pentru că o",
            "hu": "a az és hogy nem is egy van volt meg azt ez de ki mint",
            "fi": "ja on ei että oli se hän mutta kun myös joka ovat tai kuin",
            "da": "og i at det er en til på som med for af den der ikke har de blev",
            "nb": "og i å det er en til på som med for av den ikke har de ble",
            "et": "ja on ei et see oli ta kui ka mis aga või oma ning",
            "lv": "un ir ka no ar par uz kas bet tas arī tā nav pie",
            "lt": "ir yra kad su iš į tai bet kaip buvo ne apie jis dėl",
            "ca": "el la i que en per amb els les un una es del al són",
            "az": "və bu bir ilə də üçün ki olan onun daha kimi sonra",
            "sw": "na ya wa kwa ni za katika la hii hiyo kuwa alisema huo hao yao cha vya kwamba",
            "vi": "và của là có các cho trong được một với không những đã này người",
        }.items()
    }
)


def guess_language(text: str) -> str:
    """The language of a text by its script, and for Latin letters by its short words; English where nothing speaks."""
    sample = text[:1500]
    plain = sample.encode("ascii", "ignore")
    if len(sample) - len(plain) <= _ENOUGH * len(plain.translate(None, _NO_LETTERS)):
        return _latin(sample)
    some = sample[::3] if len(sample) > _SHORT else sample  # enough to tell scripts apart
    latin = len(re.findall(_LATIN, some))
    for letters, lang in _SCRIPTS:
        if len(re.findall(letters, some)) > _ENOUGH * (latin + 1):
            return _nearer(sample, lang)
    return _latin(sample)


def _nearer(sample: str, lang: str) -> str:
    """Which of the languages that share a script, by the letters that only one of them has."""
    if lang == "ru":
        for letters, other in ((_BELARUSIAN, "be"), (_SERBIAN, "sr"), (_MACEDONIAN, "mk")):
            if len(re.findall(letters, sample)) > len(sample) / 400:
                return other
        russian, bulgarian = len(re.findall(_RUSSIAN, sample)), len(re.findall(_BULGARIAN, sample))
        ukrainian = len(re.findall(_UKRAINIAN, sample))
        return "uk" if ukrainian > russian else "bg" if bulgarian > russian else "ru"
    if lang == "ar" and len(re.findall(_URDU, sample)) > len(sample) / 100:
        return "ur"
    if lang == "ar":
        return "fa" if len(re.findall(_PERSIAN, sample)) > len(sample) / 200 else "ar"
    if lang == "zh":
        return "zh-Hant" if len(re.findall(_TRADITIONAL, sample)) > len(sample) / 200 else "zh"
    return lang


@cache
def _languages_of() -> Mapping[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for lang, words in _FUNCTION_WORDS.items():
        for word in words:
            languages[word] = (*languages.get(word, ()), lang)
    return languages


def _latin(sample: str) -> str:
    languages = _languages_of()
    times = Counter(sample.lower().split())
    scores: Counter[str] = Counter()
    for word in times.keys() & languages.keys():
        for lang in languages[word]:
            scores[lang] += times[word]
    most = max(scores.values(), default=0)
    return next(lang for lang in _FUNCTION_WORDS if scores[lang] == most)  # English is first where all are equal

"""The people named in a byline: "By Jane Doe and Kim Min-su, Staff Writers | Published …" are two.

A name is believed when it looks like one in its script. Everything else that stands in bylines (roles, agencies, the
newspaper, places, dates, addresses) is refused by the word lists of `sitegen.languages.words`; what no list knows and
no name looks like is refused too: a missing author is a smaller fault than an invented one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sitegen.languages.months import month_of
from sitegen.languages.words import is_unspaced, kinds, matches, opening, phrases, trimmed

LONGEST_BYLINE = 300
LONGEST_NAME = 60
MOST_WORDS = 6
MOST_AUTHORS = 12
ADDRESS = re.compile(r"\S*(?:@|https?:|www\.)\S*", re.IGNORECASE)
BRACKETED = re.compile(r"[(\[（【<＜][^)\]）】>＞]*[)\]）】>＞]")
HARD_BREAK = re.compile(r"\s*[|•·;/\n\t●▪│‧・、，;：]\s*|\s+[–—-]\s+|\s{2,}|,\s*|\s*&\s*|:\s+")
AND = re.compile(
    r"\s+(?:and|und|et|en|og|och|ja|ve|şi|și|és|kaj|и|та|й|και|ו|و|और|与|與|和|及|및|と|with|mit)\s+", re.IGNORECASE
)
LATIN_AND = re.compile(r"\s+(?:y|e|i|a)\s+")
WORD = re.compile(r"[^\W\d_][^\s\d,;:!?()]*\.?")
KOREAN_ROLE = re.compile(r"\s*(?:선임|수석|인턴|객원|전문)?(?:기자|특파원|통신원|논설위원|앵커|편집장)$")
CHINESE_ROLE = re.compile(
    r"^(?:本报|本報|特约|實習|实习|見習)?(?:记者|記者|作者|文|撰文|编辑|編輯)[\s/／:：]*|(?:记者|記者|编辑|編輯|特派員|論説委員|編集委員)$"
)
NO_PERSON = frozenset({
    "nobody", "role", "organisation", "published", "updated", "navigation", "share", "comments", "tags", "related",
    "read_also", "advertisement", "newsletter", "no_section", "reading_time",
})  # fmt: skip
HAN_REPORTERS = re.compile(
    r"(?:作者|记者|記者|撰文|采写|採訪|通讯员|通訊員|实习生|實習生)[ :：/／|]+"
    r"((?:[\u4e00-\u9fff·]{2,4}(?:[ 、，,|]+|$|(?=[)）】\]—-])))+)"
)
HANGUL_REPORTER = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}(?:\s?[·ㆍ,]\s?[가-힣]{2,4})*) ?(?:선임|수석|인턴|객원|전문)?(?:기자|특파원)(?![가-힣])"
)
HEBREW_AND = re.compile(r"\s+ו(?=[\u05d0-\u05ea]{2,}\s+[\u05d0-\u05ea])")
HIGHLAND = re.compile(r"^Mc(?=[a-z]{3})")
RANKS = frozenset({
    "senior", "junior", "head", "chief", "managing", "deputy", "associate", "contributing", "executive", "special",
    "former", "staff", "assistant", "principal", "lead", "national", "political", "foreign", "leitende", "leitender",
    "stellvertretende", "stellvertretender",
})  # fmt: skip
"""What a role may begin with; a name that runs into one ends before it."""
HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于"
    "蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙"
    "龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
)
"""The commonest hundred, that nine Chinese in ten have."""
ABBREVIATED = re.compile(r"\b(?:[JS]r|[^\W\d_])\.$")
CONTRACTION = re.compile(r"n['’]t\b")
DEGREE = re.compile(r"(?:[MB]\.?\s?Sc\.?|Ph\.?\s?D\.?|MBA|licensed|certified|registered)$", re.IGNORECASE)
"""What begins the name of a degree or a qualification."""
CREDENTIAL = re.compile(r"^(?:ph\.?\s?d|m\.?d|jr|sr|esq|m\.?a|b\.?a|mba|dr|prof|mph|rn|ii|iii|iv)\.?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def authors_from_byline(text: str) -> tuple[str, ...]:
    """The names of people in `text`, in their order, each once; none where it names only offices and agencies."""
    line = BRACKETED.sub(" | ", ADDRESS.sub(" | ", text[:LONGEST_BYLINE]))
    if not line.isascii() and (korean := tuple(_korean(line))):
        return tuple(dict.fromkeys(korean))[:MOST_AUTHORS]
    prefixed = opens_like_byline(line)
    names: list[str] = []
    other = False
    for piece in HARD_BREAK.split(line.strip()):
        other = (
            opening("other_credit", piece) > 0
            or opening("other_credit", f"{piece}:") > len(piece)
            or opening("photo", f"{piece}:") > len(piece)
            or (other and not opening("byline", piece))
        )
        if other or (names and not opening("byline", piece) and matches("role", piece)):
            continue  # an editor, a translator; or the role of the person before: "Jane Doe, Managing Editor"
        names.extend(name for part in _parts(piece) if (name := _name(part)))
    full = [name for name in names if " " in name or is_unspaced(name[0])]
    found = full or (names[:1] if prefixed else [])
    return tuple(dict.fromkeys(found))[:MOST_AUTHORS]


def opens_like_byline(text: str) -> bool:
    """Whether `text` begins with "By", "Von", "記者" or the like, and goes on."""
    return bool(rest := _without_prefix(text)) and rest != text.strip()


def byline_rest(text: str) -> str:
    """What stands behind "By", "Von", "記者" or the like; empty where nothing does, all where there is no such word."""
    rest = _without_prefix(text)
    return "" if opening("byline", rest) >= len(rest.rstrip(" :|")) else rest


def reporters_in(text: str) -> Iterator[str]:
    """The names beside "reporter" within a Chinese or Korean line: "新华社电（记者 王小明）", "홍길동 기자 ="."""
    for match in HAN_REPORTERS.finditer(text):
        yield from re.findall(r"[\u4e00-\u9fff·]+", match[1])
    yield from _korean(text)


def _korean(text: str) -> Iterator[str]:
    for match in HANGUL_REPORTER.finditer(text):
        yield from re.findall(r"[가-힣]+", match[1])


def is_han(text: str) -> bool:
    """Whether `text` begins with a Chinese character."""
    return "\u4e00" <= text[:1] <= "\u9fff"


def is_han_name(text: str) -> bool:
    """Whether `text` is a Chinese name by its length and its surname."""
    return 2 <= len(text) <= 3 and text[0] in HAN_SURNAMES


def is_name(text: str) -> bool:
    """Whether `text` is one person's full name and nothing else."""
    return " " in text.strip() and authors_from_byline(text) == (" ".join(text.split()),)


def _parts(piece: str) -> Iterator[str]:
    for half in AND.split(_without_prefix(piece)):
        words = half.split()
        if len(words) > 1 and all(map(is_han_name, words)):
            yield from words
        elif _is_hebrew(half):
            yield from HEBREW_AND.split(half)
        else:
            yield from _split_at_short_and(half)


def _is_hebrew(text: str) -> bool:
    return "\u05d0" <= text.lstrip()[:1] <= "\u05ea"


def _split_at_short_and(text: str) -> Iterator[str]:
    """Split at "y", "e", "i" and "a" only where a full name stands on both sides: Ortega y Gasset is one man."""
    parts = LATIN_AND.split(text)
    if len(parts) > 1 and all(" " in part.strip() for part in parts):
        yield from parts
    else:
        yield text


def _without_prefix(text: str) -> str:
    """`text` without "By", "Text und Fotos von" and the like, however many follow one another."""
    rest = text.strip()
    while length := opening("byline", rest):
        if length >= len(rest) or (rest[length].isalpha() and not is_unspaced(rest[length - 1])):
            break
        if is_unspaced(rest[length - 1]) and not rest[length].isspace() and rest[length] not in ":：/／＝=・":
            break
        rest = rest[length:].lstrip(" :：/／＝=・.,|")
    return rest


def _name(text: str) -> str:
    """`text` as a name, or "" where it is none."""
    name = CHINESE_ROLE.sub("", KOREAN_ROLE.sub("", text.strip(" ,:;*'\"“”„‘’-–—@#"))).strip()
    if not name or len(name) > LONGEST_NAME:
        return ""
    name = _leading_name(name) if not _has_no_case(name) else name
    name = name if ABBREVIATED.search(name) else name.rstrip(".")
    if not name or any(character.isdigit() for character in name) or _is_no_person(name):
        return ""
    return _unshouted(name) if _looks_like_name(name) else ""


def _leading_name(text: str) -> str:
    """The words at the start of `text` that a name can hold: "Jane Doe in Washington" is Jane Doe."""
    words: list[str] = []
    for word in text.split():
        if not (_is_capital(word) or matches("particle", word)):
            break
        words.append(word)
    while words and matches("particle", words[-1]) and words[-1].islower():
        words.pop()
    if any(word.casefold() in phrases("collective") for word in words):
        return ""
    words = _without_employer(words)
    while words and matches("role", words[-1]):
        words.pop()
    while len(words) > 2 and _begins_a_date(words[-1]):
        words.pop()
    while words and len(words) > 2 and matches("role", words[0]):
        words.pop(0)
    return " ".join(words)


def _without_employer(words: list[str]) -> list[str]:
    """The words before a rank or an agency that follows a full name: "Jane Doe Senior Reporter", "JANE DOE AP"."""
    for place in range(2, len(words)):
        if words[place].casefold() in RANKS or trimmed(" ".join(words[place:])) in phrases("agency"):
            return words[:place]
    return words


def _begins_a_date(word: str) -> bool:
    """Whether a capital word behind a name belongs to the date that follows: "Jane Doe November 12", "… Publié le"."""
    return month_of(word) is not None or matches("published", word) or matches("updated", word)


def _is_no_person(name: str) -> bool:
    return (
        not NO_PERSON.isdisjoint(kinds(name))
        or opening("byline", name) == len(name)
        or any(trimmed(part) in phrases("agency") for part in (name, *(w for w in name.split() if w.isupper())))
        or any(month_of(word) for word in name.split() if len(word) > 3 and " " not in name)
        or CONTRACTION.search(name) is not None
        or DEGREE.match(name.split(maxsplit=1)[0]) is not None
        or all(CREDENTIAL.match(word) for word in name.split())
    )


def _looks_like_name(name: str) -> bool:
    if is_unspaced(name[0]):
        return 2 <= len(name.replace(" ", "")) <= 12 and not re.search("[のはがをにで。]", name)
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or any(not WORD.fullmatch(word) for word in words):
        return False
    return _has_no_case(name) or sum(map(_is_capital, words)) >= min(2, len(words))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (word[1:2] in {"'", "’"} and word[2:3].isupper())


def _has_no_case(name: str) -> bool:
    """Whether the script has no capital letters to tell a name by."""
    return name.upper() == name.lower()


def _unshouted(name: str) -> str:
    words = name.split()
    if name.isupper() and not _has_no_case(name) and any(len(word) > 2 for word in words):
        return " ".join(word if len(word.rstrip(".")) <= 2 and "." in word else _titled(word) for word in words)
    return " ".join(words)


def _titled(word: str) -> str:
    """A shouted word as names are written: MCDONALD is McDonald."""
    titled = word.title()
    return f"Mc{titled[2:].title()}" if HIGHLAND.match(titled) else titled

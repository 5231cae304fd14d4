"""A text dump read back into the blocks that it was written from.

Two families exist. A browser's "select all, copy" and text extractors write a block a line. Text browsers (lynx, w3m,
links, elinks) break lines at a column; there two lines were one where the next line's first word would not have fitted
on the line before. Lynx marks links with numbers, ``[12]``, and lists their addresses at the end, under "References".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from sitegen.extraction.prose import LONGEST_END, SENTENCE_END
from sitegen.languages.words import count_unspaced, is_unspaced

MOST_LINES = 20_000
NARROWEST, WIDEST = 40, 160  # columns at which a text browser may have broken the lines
LEAST_WRAPPED = 0.08  # of the lines with several words end near the column
MOST_BEYOND = 0.06  # of them end behind it: unbreakable ones
LYNX_COLUMN = 74  # of an 80-column screen, for lines that are set in
LYNX_MARGIN = 3  # columns that lines at the left edge are longer
LYNX_MIDDLE = 39.5  # around which lynx centres a page's first headings
NEAR = 14  # columns: about the length of two words that a hard space joins
LINK_NUMBER = re.compile(r"\[\d{1,4}\]")
REFERENCES = re.compile(r"\n[ \t]*References\n\s*(?:(?:Visible|Hidden) links:?\s*)?1\. \S")
BULLET = re.compile(r"(?:[•·●▪■□◦○∙‣⁃*+o▶▸►–-]|[❶-❿])(?:\s+|$)")
DOUBTFUL = frozenset("-–+o")
# What a text browser draws for buttons, fields, frames and pictures.
FIELD = re.compile(
    r"\(BUTTON\)|\[(?:IMG|INLINE|LINK|EMBED|APPLET|image|USEMAP)\]|\(_+\)|\[_+\]|_{4,}|\( ?\*? ?\) |\[[ xX]?\] |"
    r"IFRAME: ?\S*|\[(?:INS|DEL): ?| ?:(?:INS|DEL)\]"
)
FIELD_MARK = re.compile("[(_[:]|IFRAME")  # without one of these there is no field
PICTURE = re.compile(r"\[[\w%.,;:~+=&?/ -]{0,400}\]")  # by its file's name
PICTURE_START = re.compile(r"(?:\[\d{1,4}\])?\[(?!www\.|https?:)(?=[\w.~+-]*[.=;?])[^\s\[\]]{8,}")
HANGING = re.compile(rf"{BULLET.pattern}|\d{{1,3}}\. ")
RULE_MARKS = "-_=*~·•.—–―━─═#|+<>"
RULE = re.compile(rf"[\s{re.escape(RULE_MARKS)}]{{3,}}")
WIDE_GAP = re.compile(r"[ \u00a0]{2,}")
CLOSERS = "、。，．・：；？！）」』】〉》〕］｝ーァィゥェォッャュョヮ々…‥”’"
FIRST_COMBINING, SOFT_HYPHEN = "\u0300", "\u00ad"  # below the first every other character takes a column
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a dump was written: lines broken at `column` (0: nowhere), links `numbered` or not."""

    column: int
    numbered: bool


class Line(NamedTuple):
    """One line as it stands in the dump; `number` counts from 1."""

    number: int
    text: str
    indent: int


class DumpBlock(NamedTuple):
    """What was one block of the page: its text, its first line, and what the dump's layout tells about it.

    `cells` are the parts of a line with wide gaps, two or more of them, or none.
    """

    text: str
    line: int
    bullet: str = ""
    links: int = 0
    begins_with_link: bool = False
    fields: int = 0
    flush: bool = False
    gap_before: int = 0
    cells: tuple[str, ...] = ()


def recognise(source: str) -> Style:
    """How `source` was written."""
    numbered = bool(REFERENCES.search(source)) or len(LINK_NUMBER.findall(source[:20_000])) > 30
    measure = len if numbered else width  # lynx counts characters, the others columns
    lines = [line.rstrip() for line in source[:60_000].split("\n")]
    speaking = list(map(_speaks, lines))
    column, wrapped, beyond = _wall(lines, speaking, measure)
    many = sum(speaking)
    if wrapped >= max(3, LEAST_WRAPPED * many) and beyond <= MOST_BEYOND * many:
        return Style(column, numbered)
    return Style(LYNX_COLUMN if numbered else 0, numbered)


def _wall(lines: Sequence[str], speaking: Sequence[bool], measure: Callable[[str], int]) -> tuple[int, int, int]:
    """The column that explains most line breaks, how many it explains, and how many lines go beyond it.

    A break is explained by every column that the line keeps and that it and the next line's first word would pass. One
    behind a sentence needs no column to explain it: paragraphs may stand a line each.
    """
    explained, over = [0] * (WIDEST + 2), [0] * (WIDEST + 2)
    for (line, following), speaks in zip(pairwise(lines), speaking, strict=False):
        if not speaks:
            continue
        own = min(measure(line), WIDEST)
        over[own] += 1
        if following.strip() and not SENTENCE_END.search(line[-LONGEST_END:]):
            explained[own] += 1
            explained[min(own + _first_word(following.lstrip(), measure), WIDEST + 1)] -= 1
    breaks, beyond = list(accumulate(explained)), list(accumulate(reversed(over)))[::-1]
    best = max(range(NARROWEST, WIDEST), key=lambda column: breaks[column] - 2 * beyond[column + 1])
    return best, breaks[best], beyond[best + 1]


def read_blocks(source: str, style: Style) -> tuple[DumpBlock, ...]:
    """The blocks of a dump, in order, cleaned of what only the dump's writer put in."""
    text = INVISIBLE.sub("", source).replace("\r\n", "\n").replace("\r", "\n").replace("&nbsp;", " ").expandtabs(4)
    if style.numbered and (end := REFERENCES.search(text)):
        text = text[: end.start()]
    return tuple(_blocks(text, style))


def _blocks(text: str, style: Style) -> Iterator[DumpBlock]:
    gap, group = 1, list[Line]()
    for number, raw in enumerate(text.split("\n")[:MOST_LINES], 1):
        if not raw or raw.isspace() or (raw.strip()[0] in RULE_MARKS and RULE.fullmatch(raw)):
            if group:
                yield from _block(group, style, gap)
                gap, group = 0, []
            gap += 1
            continue
        line = Line(number, raw.rstrip(), len(raw) - len(raw.lstrip(" \u00a0")))
        if group and not continues(group, line, style):
            yield from _block(group, style, gap)
            gap, group = 0, []
        group.append(line)
    if group:
        yield from _block(group, style, gap)


def continues(group: Sequence[Line], line: Line, style: Style) -> bool:
    """Whether `line` is the rest of the block that `group` begins."""
    last, text = group[-1], line.text.lstrip()
    if len(mark := last.text.strip()) <= LONGEST_MARK and (
        BULLET.fullmatch(mark) or (len(group) == 1 and NUMBER_ALONE.fullmatch(mark))
    ):
        return True  # a bullet alone on its line, its text on the next
    if not style.column or _begins_item(text, line, group) or PICTURE_START.match(text) or _is_picture(group):
        return False
    hanging = len(group) == 1 and HANGING.match(last.text.lstrip())
    centred = style.numbered and is_centred(last) and is_centred(line)
    set_in = len(group) == 1 and last.indent > line.indent and not style.numbered  # a paragraph's first line
    if line.indent != last.indent and not hanging and not centred and not set_in:
        return False
    measure = len if style.numbered else width
    column = style.column + LYNX_MARGIN * (style.numbered and (centred or not last.indent))
    full = measure(last.text) + _first_word(text, measure) + _is_hangul(text[0]) > column
    return full or (_goes_on(last.text, text) and measure(last.text) > column - NEAR)


def _goes_on(last: str, text: str) -> bool:
    """Whether a line goes on in `text`: there were hard spaces between, which a text browser prints as others."""
    return (text[0].islower() or text[0].isdigit()) and not SENTENCE_END.search(last)


def _begins_item(text: str, line: Line, group: Sequence[Line]) -> bool:
    """Whether a line opens a list's item. A dash or an "o" may also be a word of the paragraph that goes on."""
    found = BULLET.match(text)
    doubtful = found and found[0].strip() in DOUBTFUL and line.indent == group[-1].indent
    return bool(found) and not (doubtful and not BULLET.match(group[0].text.lstrip()))


def _is_picture(group: Sequence[Line]) -> bool:
    return group[-1].text.endswith("]") and PICTURE_START.match(group[0].text.lstrip()) is not None


def is_centred(line: Line) -> bool:
    """Whether lynx set the line in the middle of its screen."""
    return abs((line.indent + len(line.text)) / 2 - LYNX_MIDDLE) <= 1


FIRST_WORD = re.compile(r"[\s\u3000-\u9fff]")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^\s()]+(?:\s+\"[^\"]*\")?\)")
MARKDOWN_STRESS = re.compile(r"(\*{1,3}|_{1,3})(\S.*\S)\1")
NUMBER_ALONE = re.compile(r"[•·*]?\s*\d{1,2}\.?")
LONGEST_MARK = 12  # characters of a bullet or number alone, with the spaces inside


def _first_word(text: str, measure: Callable[[str], int]) -> int:
    """Columns that the shortest piece which a browser would move to the next line takes, with the space before it."""
    if (is_unspaced(text[0]) and not (measure is len and _is_hangul(text[0]))) or text[0] in CLOSERS:
        return measure(text[0])
    return 1 + measure(FIRST_WORD.split(text, maxsplit=1)[0])


def _block(group: Sequence[Line], style: Style, gap: int) -> Iterator[DumpBlock]:
    text = joined([line.text.strip() for line in group], style) if len(group) > 1 else group[0].text.strip()
    links = len(LINK_NUMBER.findall(text)) if style.numbered else 0
    begins = bool(style.numbered and re.match(r"\W{0,3}\[\d{1,4}\]", text))
    if style.numbered:
        text = LINK_NUMBER.sub("", text).lstrip("#") if links else text
    text = _without_markdown(text)
    text, fields = FIELD.subn(" ", text) if FIELD_MARK.search(text) else (text, 0)
    if text.endswith("]") and PICTURE.fullmatch(text.strip()):
        return
    bullet = BULLET.match(text.lstrip())
    cells = tuple(WIDE_GAP.split(text.strip())) if len(group) == 1 and not bullet else ()
    text = " ".join((text.lstrip()[bullet.end() :] if bullet else text).split())
    if text or fields:
        yield DumpBlock(
            text=text, line=group[0].number, bullet=bullet[0].strip() if bullet else "", links=links,
            begins_with_link=begins, fields=fields, flush=group[0].indent == 0, gap_before=gap,
            cells=cells if len(cells) > 1 else (),
        )  # fmt: skip


def _without_markdown(text: str) -> str:
    """A block without the marks of a Markdown heading, of links, and of stress on the whole of it."""
    if text.startswith("#"):
        text = MARKDOWN_HEADING.sub("", text, count=1)
    if "](" in text:
        text = MARKDOWN_LINK.sub(r"\1", text)
    if text[:1] in "*_" and (stressed := MARKDOWN_STRESS.fullmatch(text)):
        text = stressed[2]
    return text


def joined(lines: Sequence[str], style: Style) -> str:
    """Broken lines as one: with a space, but none between characters of a script without spaces."""
    text = above = lines[0]
    for line in lines[1:]:
        if text.endswith("-") and line[:1].isalpha() and text[-2:-1].isalpha():
            text += line  # a browser breaks behind a hyphen, never inside a word
        else:
            text += line if text and line and _no_space(above, line[0], style) else f" {line}"
        above = line
    return text


def _no_space(line: str, right: str, style: Style) -> bool:
    """Whether no space stood where `line` was broken before the character `right`."""
    left = line[-1:]
    if _is_hangul(left) or _is_hangul(right):  # lynx breaks Korean between words, w3m anywhere
        return not style.numbered and width(line) + width(right) > style.column
    return unicodedata.east_asian_width(left) in "WF" or unicodedata.east_asian_width(right) in "WF"


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _speaks(line: str) -> bool:
    """Whether a line has several words, or characters of a script without spaces."""
    return line.count(" ", len(line) - len(line.lstrip())) >= 3 or count_unspaced(line[:60]) > 12


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character)[0] == "M" or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    if text.isascii() or (max(text) < FIRST_COMBINING and SOFT_HYPHEN not in text):
        return len(text)
    return sum(map(_columns, text))

r"""Inlines → one string of Markdown, with the escapes that it needs and no others.

A line is first written as a row of `Piece`s; then the seams between them are mended, where CommonMark's rules look at
the characters on both sides of a mark ("left-flanking" and "right-flanking delimiter runs", CommonMark 0.31, 6.2):

- an emphasis that touches a strong mark is written with ``_``, all others with ``*``;
- a letter outside of a mark, where the mark would not be read beside it, is written as a character reference
  (``&#29305;**“别”**``): the only way to say it without moving the punctuation out of the mark.

All functions expect inlines that went through `sitegen.markdown.sayable`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from html.entities import html5 as CHARACTERS  # noqa: N812 - a constant
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from sitegen.body import (
    Break,
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from sitegen.markdown.phrases import SPACES

# What might be read as markup inside a line: each alternative with the places left out where it cannot be.
_ALWAYS = r"""
      \\(?=[!-/:-@\[-`{-~]|$)           # a backslash that would escape something
    | `
    | (?<![ ])\* | \*(?![ ])            # but not a lone star between spaces
    | (?<!\w)_++ | _++(?![^\W_])        # but not inside a word
    | ~(?=~|[^\s~\\]*(?:[~\\]|$)) | (?<=~)~ | (?<![^~])~          # but not a tilde whose word ends without another
    | \^(?=\^|[^\s^\\]*(?:[\^\\]|$)) | (?<=\^)\^ | (?<![^^])\^
    | <(?!\s|\d+[\s.,;)])               # an address, or what other programs take for HTML
    | &\#?[A-Za-z0-9]{1,32};        # a character reference
"""
_MARKS = re.compile(r"[\\`*_~^<&\[\]]")  # most texts have none, which is found out fast
_MARKUP = re.compile(_ALWAYS + r"| \[(?=\^|$) | \](?=[(\[])", re.VERBOSE)  # brackets of footnotes and links
_MARKUP_IN_LINK = re.compile(_ALWAYS + r"| [\[\]] | (?<=\]):", re.VERBOSE)  # "]:" ends a label, even escaped
_IN_QUOTES = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|\"|&#?[A-Za-z0-9]{1,32};")
_IN_ADDRESS = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[<>]|&#?[A-Za-z0-9]{1,32};")
_NEVER_BARE = re.compile(r"[\x00-\x20\x7f\"]")
_PARENTHESIS = re.compile(r"[()]")
_IN_SHIFTED = re.compile(r"[\\`^~\[\]<! ]|(?<=\]):")

# What begins a block where a line begins: (.*?) up to the character to escape.
_LINE_START = re.compile(
    r"""
      ()\#{1,6}(?:\s|$)                 # heading
    | ()>                               # quotation
    | ()[-+*](?:\s|$)                   # bullet
    | (\d{1,9})[.)](?:\s|$)             # number
    | ()[:~]\s                          # definition
    | (\[\^[A-Za-z0-9-]+\])(?=:)       # footnote
    | ()(?:=+|[-:|][-:|\s]*)$           # underline, rule, delimiter row of a table
    """,
    re.VERBOSE,
)


class Both:
    """The mark of words that are emphasised and strong from end to end."""


# Underscores beside a letter that becomes a reference are no longer inside a word.
_LEADING_BARS = re.compile(r"\A_+")
_TRAILING_BARS = re.compile(r"(?<![\\_])_+\Z")

_REFERENCE = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)  # where a paragraph begins; may go over several lines

Place: TypeAlias = Literal["inside", "open", "close"]


class Piece(NamedTuple):
    """A part of a line: text that stands for itself (or a whole link, picture ...), or a mark's beginning or end.

    `mark` is the kind of mark, and `number` the same for both of its ends, counted through the line.
    """

    text: str
    place: Place = "inside"
    mark: type | None = None
    number: int = -1


def line(content: Inlines) -> str:
    """`content` as Markdown, on one line but for its hard breaks (a backslash and a line feed)."""
    return _line(content, in_link=False)


def _line(content: Inlines, *, in_link: bool) -> str:
    """`content` as `line` has it, or as the words of a link."""
    match content:
        case (Text(value),):  # most lines, which have no seams
            return escaped(value, brackets=in_link)
        case _:
            return _mended(_pieces(content, in_link=in_link))


def paragraph(content: Inlines) -> str:
    """`content` as Markdown that can stand as a paragraph: no line of it reads as the beginning of something else."""
    text = line(content)
    text = "\n".join(map(escaped_start, text.split("\n"))) if "\n" in text else escaped_start(text)
    return f"\\{text}" if text[:1] == "[" and _REFERENCE.match(text) else text


def escaped_start(text: str) -> str:
    """One line, with a backslash where it would begin a block."""
    if text[:1].isalpha():  # most lines, and nothing that begins a block
        return text
    found = _LINE_START.match(text)
    if found is None:
        return text
    end = found.start() + max(map(len, filter(None, found.groups())), default=0)
    return f"{text[:end]}\\{text[end:]}"


# --- pieces -----------------------------------------------------------------------------------------------------------


def _pieces(content: Inlines, *, in_link: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for node in content:
        _WRITERS[type(node)](node, pieces, in_link)
    return pieces


def _text(node: Text, pieces: list[Piece], in_link: bool) -> None:
    pieces.append(Piece(escaped(node.value, brackets=in_link)))


def escaped(text: str, *, brackets: bool) -> str:
    """`text` with a backslash before each character that might be read as markup, and (`brackets`) before brackets."""
    if _MARKS.search(text) is None:
        return text
    return (_MARKUP_IN_LINK if brackets else _MARKUP).sub(_backslashes, text)


def _backslashes(found: re.Match[str]) -> str:
    if found[0][0] == "&":
        known = found[0][1] == "#" or found[0][1:] in CHARACTERS
        return f"\\{found[0]}" if known else found[0]
    return "".join(f"\\{character}" for character in found[0])


def _mark(node: Emphasis | Strong | Strikethrough, pieces: list[Piece], in_link: bool) -> None:
    match node:
        case Emphasis((Strong(content),)):
            kind: type = Both
        case _:
            kind, content = type(node), node.content
    number = len(pieces)
    pieces.append(Piece(_SIGNS[kind], "open", kind, number))
    for inner in content:
        _WRITERS[type(inner)](inner, pieces, in_link)
    pieces.append(Piece(_SIGNS[kind], "close", kind, number))


def _break(_: Break, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece("\\\n"))


def _code(node: Code, pieces: list[Piece], _in_link: bool) -> None:
    fence = "`"
    while re.search(rf"(?<!`){fence}(?!`)", node.value):
        fence += "`"
    touches = node.value.startswith("`") or node.value.endswith("`")
    stripped = node.value.startswith(" ") and node.value.endswith(" ") and node.value.strip(" ")
    pad = " " if touches or stripped else ""
    pieces.append(Piece(f"{fence}{pad}{node.value}{pad}{fence}"))


def _superscript(node: Superscript, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece(f"^{_IN_SHIFTED.sub(_backslashes, node.value)}^"))


def _subscript(node: Subscript, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece(f"~{_IN_SHIFTED.sub(_backslashes, node.value)}~"))


def _link(node: Link, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece(f"[{_line(node.content, in_link=True)}]({_target(node.href, node.title)})"))


def _image(node: Image, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece(image(node)))


def _reference(node: FootnoteReference, pieces: list[Piece], _in_link: bool) -> None:
    pieces.append(Piece(f"[^{node.label}]", mark=FootnoteReference))


def image(node: Image) -> str:
    """A picture as Markdown: ``![alt](src "title")``."""
    return f"![{escaped(node.alt, brackets=True)}]({_target(node.src, node.title)})"


def _target(address: str, title: str) -> str:
    bare = _IN_QUOTES.sub(_backslashes, address) if _is_bare(address) else f"<{_IN_ADDRESS.sub(_backslashes, address)}>"
    return f'{bare} "{_IN_QUOTES.sub(_backslashes, title)}"' if title else bare


def _is_bare(address: str) -> bool:
    """Whether `address` can do without angle brackets: no space, and parentheses that are balanced and few."""
    depth = 0
    for parenthesis in _PARENTHESIS.findall(address):
        depth += 1 if parenthesis == "(" else -1
        if depth < 0:
            return False
    few = depth == 0 and address.count("(") <= 8
    return few and not address.startswith("<") and _NEVER_BARE.search(address) is None


Write: TypeAlias = Callable[[Any, list[Piece], bool], None]

_SIGNS: Mapping[type, str] = MappingProxyType({Emphasis: "*", Strong: "**", Both: "***", Strikethrough: "~~"})
_CLASHES = frozenset({(Emphasis, Strong), (Strong, Emphasis), (Both, Strong), (Strong, Both)})
_WRITERS: Mapping[type[Inline], Write] = MappingProxyType(
    {
        Text: _text,
        Emphasis: _mark,
        Strong: _mark,
        Strikethrough: _mark,
        Break: _break,
        Code: _code,
        Superscript: _superscript,
        Subscript: _subscript,
        Link: _link,
        Image: _image,
        FootnoteReference: _reference,
    }
)

# --- seams ------------------------------------------------------------------------------------------------------------


def _mended(pieces: list[Piece]) -> str:
    """The pieces as one string, each readable beside its neighbours."""
    marks = [here for here, piece in enumerate(pieces) if piece.place != "inside"]
    if marks:
        pieces = _with_signs(pieces)
    while sum(_mend_mark(pieces, here) for here in marks):
        pass  # a letter that became a reference is no letter to the mark on its other side
    for here in range(len(pieces) - 1):
        _mend_bracket(pieces, here)
    return "".join(piece.text for piece in pieces)


def _with_signs(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with underscores for each emphasis that touches a strong mark, so that no two runs of stars meet."""
    touching = {
        piece.number
        for pair in pairwise(pieces)
        if (pair[0].mark, pair[1].mark) in _CLASHES
        for piece in pair
        if piece.mark is not Strong
    }
    return [_underscored(piece) if piece.number in touching else piece for piece in pieces]


def _underscored(piece: Piece) -> Piece:
    if piece.mark is Emphasis:
        return piece._replace(text="_")
    return piece._replace(text="_**" if piece.place == "open" else "**_")


def _mend_mark(pieces: list[Piece], here: int) -> bool:
    """Give mark `here` a neighbour beside which it is read; whether that was necessary."""
    piece = pieces[here]
    step = -1 if piece.place == "open" else 1
    outside = pieces[here + step].text if 0 <= here + step < len(pieces) else ""
    if piece.place == "open" and _needs_edge(piece, outside=outside[-1:], inside=pieces[here + 1].text[:1]):
        mended = _TRAILING_BARS.sub(_backslashes, outside[:-1])
        # A backslash that meant itself before the letter would escape the reference.
        mended += "\\" * ((len(mended) - len(mended.rstrip("\\"))) % 2) + _reference_to(outside[-1])
    elif piece.place == "close" and _needs_edge(piece, outside=outside[:1], inside=pieces[here - 1].text[-1:]):
        mended = _reference_to(outside[0]) + _LEADING_BARS.sub(_backslashes, outside[1:])
    else:
        return False
    pieces[here + step] = pieces[here + step]._replace(text=mended)
    return True


def _mend_bracket(pieces: list[Piece], here: int) -> None:
    """Keep piece `here` and the next from being read as a picture or a link."""
    piece = pieces[here]
    behind = pieces[here + 1].text
    if piece.text.endswith("!") and behind.startswith("["):
        pieces[here] = piece._replace(text=f"{piece.text[:-1]}\\!")
    elif piece.mark is FootnoteReference and behind.startswith("("):
        pieces[here + 1] = pieces[here + 1]._replace(text=f"\\{behind}")


def _needs_edge(piece: Piece, *, outside: str, inside: str) -> bool:
    """Whether the mark would not be read: a letter outside, and punctuation inside (or any letter, for underscores)."""
    return _is_letter(outside) and ("_" in piece.text or not _is_letter(inside))


def _is_letter(character: str) -> bool:
    """Neither white space nor punctuation nor a symbol, as CommonMark divides them; the edge of a line is space."""
    return character not in SPACES and unicodedata.category(character)[0] not in "PS"


def _reference_to(character: str) -> str:
    return f"&#{ord(character)};"

"""The news agencies that a page credits with its story: in the byline, the dateline, the closing credit or its claims.

The agencies and their names in the languages of the press are data: ``data/agencies.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sitegen.extraction.byline import byline_rest, opens_like_byline
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Line, Surroundings, as_lines, is_called_byline
from sitegen.extraction.result import Choice, Claim
from sitegen.languages.words import matches, opening, trimmed

OPENING, CLOSING, SHORT = 110, 40, 60  # characters of the first paragraph, of the last, of a credit
HEAD, BEHIND = 8, 4  # lines below the headline and behind the story that may hold a credit
LEAST_ALONE = 3  # letters of a line that is a name: "AA" is a button for larger letters
DISTINCT = 5  # letters of a name that is known in any case; "AA" or "PA" only as written
INSIDE = 7  # letters of a name that is known within a longer credit: "By the Associated Press in Rome"
BRACKETED = re.compile(r"[(（\[【/]([^()（）\[\]【】/]{2,40})[)）\]】/]")
AFTER_DASH = re.compile(r"\s[—–-]\s([^\W\d_][^.,:—–]{1,24})[.,]\s")
UNSPACED = re.compile(r"^[\u3400-\u9fff]{3,4}")  # 新华社北京4月17日电
PARTS = re.compile(
    r"\s*[/,;|·•=＝&+・、:：()（）\[\]【】©]\s*|\s[–—-]+\s|\s(?:and|und|et|y|e|en|и|și|with|mit|avec|con|via)\s"
)
SOURCES = ("json-ld author", "json-ld source", "meta author", "meta byl", "rel=author", "microdata")


@dataclass(frozen=True, slots=True)
class Names:
    """The agency of each name: as it is written, in any case, and within a longer credit."""

    exact: Mapping[str, str]
    folded: Mapping[str, str]
    inside: re.Pattern[str]


def choose_agencies(claims: Claims, lines: Surroundings) -> Iterator[Choice]:
    """The agencies that are credited, each once, in the order of the places that name them."""
    seen: set[str] = set()
    for name, source, why in _credits(claims, lines):
        if name not in seen:
            seen.add(name)
            yield Choice(Claim("agency", name, source), why)


def agencies_in(credit: str) -> Iterator[str]:
    """The agencies that a short credit names: "Reuters/AFP", "By the Associated Press", "聯合ニュース"."""
    names = _names()
    for part in filter(None, PARTS.split(credit)):
        piece = part.strip(" .'\"“”*")
        if agency := names.exact.get(piece) or names.folded.get(trimmed(piece)):
            yield agency
        elif len(piece) <= SHORT and (match := names.inside.search(piece.casefold())):
            yield names.folded[match[0]]


def _credits(claims: Claims, lines: Surroundings) -> Iterator[tuple[str, str, str]]:
    for claim in claims.of("author", *SOURCES) + claims.of("agency"):
        for name in agencies_in(claim.value) if len(claim.value) <= SHORT else ():
            yield name, claim.source, "claimed as the author or the source"
    for line in lines.head_lines[:HEAD]:
        for name in agencies_in(_credit(line)):
            yield name, "byline", "a byline or a line that is its name"
    for name in _in_dateline(lines.first[:OPENING]):
        yield name, "dateline", "named before the first sentence"
    for credit in _closing(lines):
        for name in agencies_in(credit):
            yield name, "closing credit", "credited behind the last sentence"


def _credit(line: Line) -> str:
    """The part of a line that credits somebody: a byline, or a short line that is nothing but names."""
    text = line.text
    if len(text) > SHORT or line.block.kind == "caption" or matches("photo", text):
        return ""
    if opens_like_byline(text):
        return byline_rest(text)
    if is_called_byline(line.block):
        return text
    return text if len(text) >= LEAST_ALONE and _is_all_names(text) else ""


def _is_all_names(text: str) -> bool:
    names = _names()
    parts = [part.strip(" .*") for part in PARTS.split(text) if part.strip(" .*")]
    return bool(parts) and all(part in names.exact or trimmed(part) in names.folded for part in parts)


def _in_dateline(start: str) -> Iterator[str]:
    for match in (*BRACKETED.finditer(start), *AFTER_DASH.finditer(start)):
        yield from agencies_in(match[1]) if _has_name(match[1]) else _glued(match[1][-length:] for length in (4, 3, 2))
    if opened := UNSPACED.match(start):
        yield from _glued(opened[0][:length] for length in (4, 3))


def _has_name(text: str) -> bool:
    """Whether a part of a bracket is an agency's name, alone or behind a place: "東京共同", "서울=연합뉴스"."""
    names = _names()
    parts = (part.strip() for part in PARTS.split(text))
    return any(part in names.exact or trimmed(part) in names.folded for part in parts)


def _glued(ends: Iterable[str]) -> Iterator[str]:
    """The agency whose name is one end of a dateline without spaces: "ロンドン共同", "新华社北京4月17日电"."""
    exact = _names().exact
    found = next((end for end in ends if end in exact and not end.isascii()), "")
    return iter((exact[found],) if found else ())


def _closing(lines: Surroundings) -> Iterator[str]:
    """Credits at the story's end: in brackets behind its last sentence, or short lines behind it."""
    if tail := re.search(r"[(（\[【/]([^()（）\[\]【】/]{2,40})[)）\]】/]?\W*$", lines.last[-CLOSING:]):
        yield tail[1] if _is_all_names(tail[1]) else ""
    for line in as_lines(lines.behind[:BEHIND]):
        text = line.text
        label, _, rest = text.partition(":")
        is_photo = matches("photo", text) and not opening("copyright", text)
        if len(text) > SHORT or line.block.kind == "caption" or is_photo:
            continue
        yield rest if rest and len(label) < 12 and _is_all_names(rest) else text if _is_all_names(text) else ""


@cache
def _names() -> Names:
    text = resources.files("sitegen.extraction").joinpath("data/agencies.json").read_text("utf-8")
    exact = {name: agency for agency, names in json.loads(text).items() for name in (agency, *names)}
    folded = {trimmed(name): agency for name, agency in exact.items() if len(name) >= DISTINCT or not name.isascii()}
    longer = sorted((name for name in folded if len(name) >= INSIDE or (not name.isascii() and len(name) > 2)), key=len)
    return Names(exact, folded, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(longer)))})(?!\w)"))

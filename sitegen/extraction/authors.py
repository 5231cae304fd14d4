"""Who wrote the story: the people that the page claims and those whom its lines around the headline name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sitegen.extraction.byline import (
    authors_from_byline,
    byline_rest,
    is_han,
    is_han_name,
    is_name,
    opens_like_byline,
    reporters_in,
)
from sitegen.extraction.claims import Claims
from sitegen.extraction.head_lines import Line, Surroundings, as_lines, is_called_byline
from sitegen.extraction.result import Choice, Claim
from sitegen.extraction.titles import key
from sitegen.languages.dates import find_date
from sitegen.languages.words import kinds, matches, opening, phrases, trimmed

SOURCES = ("json-ld", "meta", "rel=author", "microdata")
ADDRESS = re.compile(r"https?:|www\.|@|^\d+$|^[a-z]\w*(?:\.\w+){3,}$")
SEPARATORS = re.compile(r"[,;|/&•·]| and | und | et | y ")
BRACKETED = re.compile(r"\s*\([^)]{1,12}\)\s*$")
BARS = re.compile(r"\s*[|•·●▪│‧]\s*")
CUT = re.compile(r"\s*(?:[|•·●▪│‧/\n\t,;]|\s[–—-]\s|\son\s\w+day\b).*$")
ADMINISTRATOR = re.compile(r"admin|webmaster|web ?editor|^(?=\D*\d)[a-z\d_.-]+$", re.IGNORECASE)
"""Who put a page up: names of accounts, and logins with numbers in them."""
BEHIND_YEAR = re.compile(r"(?<=\d{4})[,\s|]+")
JOINED = re.compile(r"(?:[,&;、和]|(?:and|und|et|y|e|en|og|och|i|и|و|ו|with|mit|con|avec)\b)", re.IGNORECASE)
JOINING = re.compile(
    r"(?:[,&;、和]|\b(?:and|und|et|y|e|en|og|och|i|и|و|with|mit|con|avec|by|von|par|por))$", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
LONGEST_OFFICE, MOST_WORDS, MOST_NAMES = 60, 6, 3
LONGEST_DATED, SHORT = 90, 25
LONGEST_NAME = 40  # characters of a name that stands alone
NEAR_TITLE = 4  # lines
NEAREST_ABOVE, TAIL = 2, 6  # lines above the headline and behind the story that may hold a byline
EMPHASIS = frozenset({"strong", "b", "em", "i"})
SIDEWAYS = re.compile(r"text-align:\s*(?:right|end)")
BESIDE = frozenset({"role", "reading_time", "published", "updated"})

Names = tuple[str, ...]


def choose_authors(claims: Claims, lines: Surroundings, title: str) -> Iterator[Choice]:
    """The people whom the first source with any names; else those of a byline; else the office that is claimed."""
    sites = frozenset(key(name) for claim in claims.of("site") for name in (claim.value, claim.value.partition(".")[0]))
    offices: tuple[Names, str] = ((), "")
    for kind in SOURCES:
        given = _given((claim.value for claim in claims.of("author", kind)), sites)
        if any(_is_person(name, sites) for name in given):
            people = tuple(name for name in given if trimmed(name) not in phrases("agency"))
            if other := () if claims.is_news else _contradicting(people, lines, sites):
                yield from _choices(other, "byline", f"the byline below the title names others than {kind}")
            else:
                yield from _choices(people, kind, f"the first source with names: {kind}")
            return
        if not offices[0]:
            offices = given, kind
    near = (*lines.head_lines, *lines.above_lines)
    if office := _first_office(lines.head_lines[:NEAR_TITLE]):
        yield from _choices(office, "byline", "the first visible byline, which names an office")
        return
    visible = _credited(near, sites) or _reporters(near, lines) or _signed(lines)
    called = (*lines.head_lines, *(() if offices[0] else lines.above_lines[:NEAREST_ABOVE]))
    if visible := visible or _called(called, sites):
        yield from _choices(visible, "byline", "the first visible byline")
    elif named := _with_role(lines.head_lines[:NEAR_TITLE], sites) if _are_sites(offices[0], sites) else ():
        yield from _choices(named, "line near the title", "a name above a role, where the site claims itself")
    elif offices[0]:
        yield from _choices(offices[0], offices[1], "the page names an office as the author")
    else:
        by_account = any(ADMINISTRATOR.search(claim.value) for claim in claims.of("author"))
        yield from _choices(*_unclaimed(lines, title, sites, by_account))


def _are_sites(offices: Names, sites: frozenset[str]) -> bool:
    """Whether the offices that are claimed are the site itself, by its name or the firm of it."""
    return bool(offices) and all(any(site and key(name).startswith(site) for site in sites) for name in offices)


def _contradicting(people: Names, lines: Surroundings, sites: frozenset[str]) -> Names:
    """The people of a byline right below the title if it names none of the claimed: logins of whoever typed it in."""
    visible = next(filter(None, (_credited((line,), sites) for line in lines.head_lines[:NEAR_TITLE])), ())
    own = {word for name in people for word in name.casefold().split()}
    return () if any(not own.isdisjoint(name.casefold().split()) for name in visible) else visible


def _signed(lines: Surroundings) -> Names:
    """A full name alone, set off in bold, italics or at the other margin, in the first line behind the story."""
    for line in as_lines(lines.behind[:1]):
        outer = line.block.parts[0] if len(line.block.parts) == 1 else None
        styled = getattr(outer, "tag", "") in EMPHASIS or SIDEWAYS.search(line.block.owner.get("style")) is not None
        if styled and is_name(line.text) and len(line.text) < LONGEST_NAME and not kinds(line.text):
            return (line.text,)
    return ()


def _first_office(head: Sequence[Line]) -> Names:
    """The forename or the office in a byline that has a date beside it: "by Amanda · 4 May"."""
    for index in range(len(head)):
        if text := _credit(head, index):
            dated = find_date(head[index].text) is not None
            return _visible_office(byline_rest(text)) if dated and not _people(text, frozenset()) else ()
    return ()


def _reporters(near: Sequence[Line], lines: Surroundings) -> Names:
    """The reporters named within a Chinese or Korean line, or within the first or the last paragraph."""
    texts = (*(line.text for line in near if not line.block.text.isascii()), lines.first, lines.last)
    return tuple(dict.fromkeys(name for text in texts if not text.isascii() for name in reporters_in(text)))


def _unclaimed(lines: Surroundings, title: str, sites: frozenset[str], by_account: bool) -> tuple[Names, str, str]:
    """What may be found on a page without claims whose bylines name no people.

    A name alone is not taken for an author's where an account of the site is said to be it.
    """
    head = lines.head_lines
    if office := _credited_office(head):
        return office, "byline", "the first visible byline, which names an office"
    if not by_account and (alone := _alone(head[:NEAR_TITLE], title, sites)):
        return alone, "line near the title", "a name alone on a line"
    if behind := _credited(as_lines(lines.behind[:TAIL]), sites) or _called(as_lines(lines.behind), sites):
        return behind, "byline", "a byline behind the story"
    return _called_office(head), "byline", "the first visible byline, which names an office"


def _choices(names: Iterable[str], source: str, why: str) -> Iterator[Choice]:
    return (Choice(Claim("author", name, source), why) for name in dict.fromkeys(names))


# --- claims -----------------------------------------------------------------------------------------------------------


def _given(values: Iterable[str], sites: frozenset[str]) -> Names:
    """The names in the claims of one source; a claim that is one short name is taken whole: it may be an office."""
    found: list[str] = []
    for value in values:
        name = BRACKETED.sub("", value).strip()
        if ADDRESS.search(name):
            continue
        names: Sequence[str] = authors_from_byline(name)
        if opening("byline", name) or len(name.split()) > MOST_WORDS or SEPARATORS.search(name):
            names = [part for part in names if key(part) not in sites]
        elif not is_name(name):
            names = ()
        if not names and _is_office(name):
            names = (name,)
        found.extend(names)
    return tuple(dict.fromkeys(found))


def _is_person(name: str, sites: frozenset[str]) -> bool:
    return key(name) not in sites and (is_name(name) or (not name.isascii() and authors_from_byline(name) == (name,)))


def _is_office(name: str) -> bool:
    """Whether a text may stand for an author that is no person by name: a newsroom, a login, a forename."""
    words = name.split()
    return (
        1 < len(name) < LONGEST_OFFICE
        and len(words) <= MOST_WORDS
        and not matches("nobody", name)
        and not ADMINISTRATOR.search(name)
        and find_date(name) is None
    )


# --- lines ------------------------------------------------------------------------------------------------------------


def _credited(near: Sequence[Line], sites: frozenset[str]) -> Names:
    """The people in the first line near the headline that opens like a byline."""
    for index in range(len(near)):
        text = _credit(near, index)
        if not text or (index and _is_of_another(near[index - 1])):
            continue
        if names := _people(text, sites):
            return names
    return ()


def _is_of_another(before: Line) -> bool:
    """Whether the line before says that this one names an editor, a translator or the like."""
    return len(before.block.text) < SHORT and opening("other_credit", before.block.text) > 0


def _credit(lines: Sequence[Line], index: int) -> str:
    """The byline that a line is, goes on to in the next, or holds behind a date."""
    line = lines[index]
    if opening("byline", line.lead):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        rest = byline_rest(line.text)
        return f"{line.text} {following}" if not rest else line.text if opens_like_byline(line.text) else ""
    if len(line.block.text) <= LONGEST_DATED and BEHIND_YEAR.search(line.block.text):
        return next((part for part in BEHIND_YEAR.split(line.text)[1:] if opens_like_byline(part)), "")
    return ""


def _people(text: str, sites: frozenset[str]) -> Names:
    """The people in a byline: those of the first part with any, and of those that a comma or an "and" joins to it."""
    found: list[str] = []
    joined = False
    for part in filter(None, BARS.split(text)):
        if (found and not joined and not JOINED.match(part)) or opening("other_credit", part):
            break
        found.extend(authors_from_byline(f"{found[-1]}, {part}" if found else part))
        joined = JOINING.search(part) is not None and not matches("role", part)
    return tuple(dict.fromkeys(name for name in found if _is_person(name, sites)))


def _called(lines: Sequence[Line], sites: frozenset[str]) -> Names:
    """The people in the first line that developers call a byline, or that leads to a page about its author."""
    for index, line in enumerate(lines):
        if line.block.is_prose or not is_called_byline(line.block) or (index and _is_of_another(lines[index - 1])):
            continue
        if not matches("photo", line.text) and (names := _people(line.text, sites)):
            return names
    return ()


def _credited_office(head: Sequence[Line]) -> Names:
    offices = (_visible_office(byline_rest(text)) for index in range(len(head)) if (text := _credit(head, index)))
    return next(filter(None, offices), ())


def _called_office(head: Sequence[Line]) -> Names:
    offices = (_visible_office(byline_rest(line.text)) for line in head if is_called_byline(line.block))
    return next(filter(None, offices), ())


def _visible_office(text: str) -> Names:
    office = CUT.sub("", text.lstrip(" |"))
    if trimmed(office) in phrases("agency"):
        return ()
    named = office.removeprefix("the ")
    if _is_office(office) and not DIGIT.search(office) and (named[:1].isupper() or " " not in office):
        return (office,)
    return ()


def _with_role(head: Sequence[Line], sites: frozenset[str]) -> Names:
    """A full name on a line of its own, with a role on the next."""
    for line, following in pairwise(line.text for line in head):
        is_short = len(line) < LONGEST_NAME and len(line.split()) <= MOST_NAMES
        if is_short and _is_person(line, sites) and len(following) < LONGEST_OFFICE and "role" in kinds(following):
            return (line,)
    return ()


def _alone(head: Sequence[Line], title: str, sites: frozenset[str]) -> Names:
    """A full name on a line of its own, a date or a role behind it."""
    words = title.casefold()
    lines = [line.text for line in head]
    for index, line in enumerate(lines):
        parts = BARS.split(line)
        short = (part for part in parts if len(part) < LONGEST_NAME and len(part.split()) <= MOST_NAMES)
        name = next((part for part in short if _is_person(part, sites) and part.casefold() not in words), "")
        if not name or len(line) > LONGEST_DATED or (is_han(name) and not is_han_name(name)):
            continue
        beside = [*(part for part in parts if part != name), *lines[index + 1 : index + 2]]
        if is_han(name) or any(map(_tells_about_author, beside)):
            return (name,)
    return ()


def _tells_about_author(text: str) -> bool:
    return len(text) < LONGEST_OFFICE and (find_date(text) is not None or not BESIDE.isdisjoint(kinds(text)))

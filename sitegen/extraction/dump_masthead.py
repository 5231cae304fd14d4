"""Which paper a dump is from and in which section it stood, as far as its lines tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.languages.words import Kind, kinds, matches, phrases, trimmed

LONGEST_NAME = 6  # words
LONGEST_COPYRIGHT = 200  # characters
LONGEST_SECTION = 3  # words
SECTION_KINDS: frozenset[Kind] = frozenset({"navigation", "related"})  # a menu's entries, but no other label
MOST_MENUS = 4  # times that a section is named, at most; what stands there oftener is some button
SECTION = re.compile(r"[^\W\d_][^\d\[\](){}:|@]*")
NEAR_TITLE = 4  # lines above a headline among which its section stands
TITLE_SEPARATOR = re.compile(r"\s+[|–—-]\s+|\s*[|｜]\s*")
OWNER = re.compile(r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,:]*(?P<owner>\S.*)", re.IGNORECASE)
OWNER_END = re.compile(r"[.,;:|•·。、]|\s[–—-]\s|\s\d{4}")


def site_of(lines: Sequence[str], title: str, head: Sequence[str], tail: Sequence[str]) -> str:
    """The site's name, or "": behind the headline in the window's title, under a ©, or above and below the story.

    `head` are the lines between headline and story, `tail` those behind the story.
    """
    return _behind_title(lines, title) or _owner(lines) or _agency(head) or _above_and_below(head, tail)


def section_of(lines: Sequence[str], title_at: int, site: str) -> str:
    """The entry of the page's menu that stands again just above the headline."""
    counts, everywhere = (
        Counter(trimmed(line) for line in those if len(line) < 40) for those in (lines[:title_at], lines)
    )
    for line in reversed(lines[max(0, title_at - NEAR_TITLE) : title_at]):
        plain = trimmed(line)
        known = SECTION.fullmatch(plain) and len(plain.split()) <= LONGEST_SECTION
        if (
            known
            and counts[plain] > 1
            and everywhere[plain] <= MOST_MENUS
            and plain != trimmed(site)
            and kinds(line) <= SECTION_KINDS
        ):
            return line.strip()
    return ""


def _behind_title(lines: Sequence[str], title: str) -> str:
    """X of a line "Headline | X"."""
    for line in lines:
        if title and line.startswith(title) and (mark := TITLE_SEPARATOR.match(line, len(title))):
            name = TITLE_SEPARATOR.split(line[mark.end() :])[-1].strip()
            if _may_be_name(name):
                return name
    return ""


def _owner(lines: Sequence[str]) -> str:
    """Whom a line with a © names, if the page names it once more on a line of its own."""
    for line in reversed(lines):
        if len(line) <= LONGEST_COPYRIGHT and (found := OWNER.search(line)):
            owner = OWNER_END.split(found["owner"], maxsplit=1)[0]
            plain = trimmed(owner)
            name = next((each.strip() for each in lines if len(each) < 80 and trimmed(each) == plain), "")
            if _may_be_name(name) and not kinds(name) & {"agency", "navigation"}:
                return name
    return ""


def _agency(head: Sequence[str]) -> str:
    """A news agency alone on a line of the head, if it does not sell pictures."""
    named = [line.strip() for line in head if len(trimmed(line)) > 2 and trimmed(line) in phrases("agency")]
    return next((name for name in named if not matches("credit", name)), "")


def _above_and_below(head: Sequence[str], tail: Sequence[str]) -> str:
    below = {trimmed(line) for line in tail[:2]}
    shared = [line.strip() for line in head if trimmed(line) in below and _may_be_name(line)]
    return next((name for name in shared if not kinds(name) and not name[-1].isdigit()), "")


def _may_be_name(text: str) -> bool:
    return 1 <= len(text.split()) <= LONGEST_NAME and len(trimmed(text)) > 2

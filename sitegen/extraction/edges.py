"""Where the story begins and ends: its title, byline and date said again, and what follows its last sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.dom import Element
from sitegen.extraction.layout import HEADINGS, Block
from sitegen.extraction.verdicts import Judged, Verdict
from sitegen.languages.dates import parse_date
from sitegen.languages.words import Kind, kinds, matches, opening

NOT_WORDS = re.compile(r"[\W_]+")
HEAD = 12
"""Blocks at the beginning that may say the title, the byline and the date again."""
TAIL = 0.6
"""The share of the story after which a heading such as "Related" ends it."""
LAST = 5
"""Kept blocks at the end that may be notes about the author, the paper or the reader's subscription."""
NOTE = 450
BIOGRAPHY, AT_FIRST = 700, 80
"""Characters of a note on the author, and those at its beginning that name them."""
ALIKE = 0.6
LINE = 120
SHORT_NOTE = 220
ENDERS: tuple[Kind, ...] = ("related", "comments")
NOTES: tuple[Kind, ...] = (
    "author_note", "closing_note", "copyright", "other_credit", "read_also", "share", "comments",
)  # fmt: skip
OPENING_MARKS = " \u00a0—–-−*([【（•·†‡"
"""What stands before the words of a note."""
SIGNATURE = 60
"""Characters of a name, set apart by its looks, below the last paragraph."""
APART = re.compile(r"text-align:\s*(?:right|end)|float:\s*right")
SURE = frozenset({"read_also", "pointer", "link list", "related", "repeat", "advertisement", "newsletter"})
"""Rules that a page's own text does not overrule: it holds such lines too, as its paragraphs do."""
AFTER_HEADING, AFTER_LABEL = 0.3, 0.1
"""The share of the story that may go with what follows a heading, or a mere label."""
ENOUGH = 400
"""Characters of a story that may end though more follows than those shares."""
PROBE = 40
HONEST = 0.6
"""The share of the kept text that a page's own `articleBody` must hold to be believed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the page's claims tell about the story: its title, its text where they give it, authors, description."""

    title: str
    story: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    is_news: bool = False


def judge_edges(judged: Sequence[Judged], known: Known) -> tuple[Judged, ...]:
    """Take off what stands before and after the story inside its element."""
    for rule in RULES:
        judged = rule(judged, known)
    return tuple(judged)


def drop(each: Judged, rule: str, why: str) -> Judged:
    """The same block, dropped."""
    return each._replace(verdict=Verdict.DROP, rule=rule, why=why)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Letters and digits only, case folded, so that two renderings of a text compare equal."""
    return NOT_WORDS.sub("", text.casefold())


def title_again(judged: Sequence[Judged], known: Known) -> list[Judged]:
    """The title, a byline or a date among the first blocks."""
    title = fold(known.title)
    decided = list(judged)
    begun = False
    for place, each in enumerate(decided[:HEAD]):
        if not each.stays or each.block.kind == "picture":
            continue
        block = each.block
        if title and block.size < len(known.title) * 2 + 20 and fold(block.text) == title:
            decided[place] = drop(each, "title", "the title again")
        elif not begun and block.owner.tag == "h1" and _is_like(block.text, known.title):
            decided[place] = drop(each, "title", "the title again, in other words")
        elif not begun and block.kind == "heading" and _is_standfirst(each, decided, known):
            decided[place] = drop(each, "standfirst", "a heading of its own kind before the first paragraph")
        elif block.size < LINE and opening("byline", block.text) and not block.has_sentence:
            decided[place] = drop(each, "byline", "begins like a byline")
        elif block.size < LINE and block.kind != "item" and parse_date(block.text):
            decided[place] = drop(each, "date", "a date alone")
        begun = begun or (decided[place].stays and block.is_prose)
    return decided


def _is_standfirst(each: Judged, judged: Sequence[Judged], known: Known) -> bool:
    """Whether a heading above the first paragraph tells of the whole story: no other in the news is set like it."""
    if known.description and fold(each.block.text) == fold(known.description):
        return True
    return (
        known.is_news
        and sum(_look(other) == _look(each) for other in judged if other.stays and other.block.kind == "heading") == 1
    )


def _look(each: Judged) -> tuple[str, str]:
    """How a heading is set: the tag and the class of its element."""
    element = each.block.owner
    while element.tag not in HEADINGS and element.parent is not None and element.parent.tag not in ("body", "html"):
        element = element.parent
    return element.tag, element.get("class")


def _is_like(heading: str, title: str) -> bool:
    """Whether most words of the shorter of two headlines are in the other."""
    one, other = ({word for word in NOT_WORDS.split(text.casefold()) if word} for text in (heading, title))
    return len(one & other) > ALIKE * min(len(one), len(other)) > 2 * ALIKE


def after_the_end(judged: Sequence[Judged], _known: Known) -> list[Judged]:
    """All that follows a label such as "Related stories": near the end, or where nothing behind it is like before."""
    whole = sum(each.block.size for each in judged if each.stays)
    rest = whole
    decided = list(judged)
    for place, each in enumerate(decided):
        block = each.block
        most = AFTER_HEADING if block.kind == "heading" else AFTER_LABEL
        if (
            block.size < LINE
            and not kinds(block.text).isdisjoint(ENDERS)
            and (rest < most * whole or (whole - rest > ENOUGH and not _matches_before(decided, place)))
            and not _goes_on(decided, place)
        ):
            why = f"follows {block.text[:40]!r}"
            return decided[:place] + [
                drop(later, "after the end", why) if later.stays else later for later in decided[place:]
            ]
        rest -= block.size if each.stays else 0
    return decided


def _goes_on(judged: Sequence[Judged], place: int) -> bool:
    """Whether prose after a place stands in the same element as the prose before it, or in one made like it."""
    return not {_make(block) for block in _prose(judged[:place])}.isdisjoint(map(_make, _prose(judged[place:])))


def _matches_before(judged: Sequence[Judged], place: int) -> bool:
    """Whether prose after a place has the looks of some before it, or paragraphs that no group before it equals."""
    before, after = _prose(judged[:place]), _prose(judged[place:])
    if _largest_group(after) > _largest_group(before):
        return True
    return not set(map(_looks, before)).isdisjoint(map(_looks, after))


def _prose(judged: Sequence[Judged]) -> list[Block]:
    return [each.block for each in judged if each.stays and each.block.is_prose]


def _looks(block: Block) -> object:
    around = block.owner.parent
    return (block.owner.tag, around and (around.tag, around.names))


def _largest_group(prose: Sequence[Block]) -> int:
    """Characters of the largest group of paragraphs in one element."""
    groups: Counter[Element | None] = Counter()
    for block in prose:
        if block.kind != "item":
            groups[block.owner.parent] += block.size
    return max(groups.values(), default=0)


def _make(block: Block) -> object:
    """The element that a paragraph stands in; where that holds nothing else, the names of those around it."""
    around = block.owner.parent
    if around is None or len(around.children) > 1 or around.parent is None or around.parent.parent is None:
        return around
    outer = around.parent
    return (block.owner.tag, around.tag, around.names, outer.tag, outer.names)


def closing_notes(judged: Sequence[Judged], known: Known) -> list[Judged]:
    """Notes about the author, the paper or a subscription among the last blocks."""
    names = [name.casefold() for name in known.authors if " " in name and len(name) > 6]
    decided = list(judged)
    looked = 0
    for place in reversed(range(len(decided))):
        each = decided[place]
        if not each.stays or each.block.kind == "picture":
            continue
        looked += 1
        if looked > LAST:
            break
        if kind := _note(each, looked) or _of_the_author(each, looked, names) or _signature(each, looked):
            decided[place] = drop(each, kind, f"a note at the end: {each.block.text[:40]!r}")
            looked -= 1
    return decided


def _of_the_author(each: Judged, from_the_end: int, names: Sequence[str]) -> str:
    """Whether one of the last blocks is the author's name, or begins with it and tells who that is."""
    if from_the_end > 2 or each.block.size > BIOGRAPHY or each.block.kind != "text":
        return ""
    text = each.block.text[:AT_FIRST].casefold()
    return "author_note" if any(name in text for name in names) else ""


def _signature(each: Judged, from_the_end: int) -> str:
    """Whether the last block is a name or a source in few words, set in bold, in italics or to the right."""
    block = each.block
    if from_the_end > 1 or block.size > SIGNATURE or block.kind != "text" or block.has_sentence or not block.size:
        return ""
    parts = [part for part in block.parts if not isinstance(part, str) or not part.isspace()]
    is_emphasised = all(not isinstance(part, str) and part.tag in ("strong", "b", "em", "i") for part in parts)
    return "signature" if is_emphasised or APART.search(block.owner.get("style")) else ""


def _note(each: Judged, from_the_end: int) -> str:
    block = each.block
    if block.size < SHORT_NOTE and block.kind == "text" and from_the_end <= 2 and matches("newsletter", block.text):
        return "newsletter"
    if block.size >= NOTE:
        return ""
    found = kinds(block.text.lstrip(OPENING_MARKS))
    kind = next((kind for kind in NOTES if kind in found), "")
    return "" if kind == "closing_note" and block.size > SHORT_NOTE else kind


def _is_told(text: str, story: str) -> bool:
    """Whether the story has the block's beginning, middle or end."""
    folded = fold(text)
    middle = len(folded) // 2
    probes = (folded[:PROBE], folded[middle : middle + PROBE], folded[-PROBE:])
    return len(folded) > PROBE // 2 and any(probe in story for probe in probes)


def by_the_pages_own_text(judged: Sequence[Judged], known: Known) -> list[Judged]:
    """Where the page gives its story's text to machines: prose that is not in it goes, what is in it stays."""
    story = fold(known.story)
    decided = list(judged)
    if len(story) < 400:
        return decided
    told = [_is_told(each.block.text, story) for each in judged]
    kept = sum(each.block.size for each in judged if each.stays)
    shared = sum(each.block.size for each, is_told in zip(judged, told, strict=True) if is_told)
    if not kept or shared < HONEST * kept or True not in told:
        return decided
    first, last = told.index(True), len(told) - 1 - told[::-1].index(True)
    ends_here = story.endswith(fold(decided[last].block.text)[-40:])
    for place, each in enumerate(decided):
        block = each.block
        if told[place] and not each.stays and block.kind != "caption" and each.rule not in SURE:
            decided[place] = Judged(block, Verdict.KEEP, "in articleBody", "the page's own text of the story has it")
        elif (
            each.stays
            and not told[place]
            and block.kind in ("text", "heading", "cell")
            and ((first < place < last and block.is_prose) or (place > last and ends_here and block.size > 20))
        ):
            decided[place] = drop(each, "not in articleBody", "the page's own text of the story lacks it")
    return decided


RULES: tuple[Callable[[Sequence[Judged], Known], list[Judged]], ...] = (
    title_again,
    after_the_end,
    by_the_pages_own_text,
    closing_notes,
)

"""What we think of each block: alone first, then by its neighbours, then as part of the whole (Pomikálek 2011)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.dom import Element
from sitegen.extraction.layout import HEADINGS, Block
from sitegen.languages.words import Kind, kinds

MAX_LINK_SHARE = 0.5
LONG_LINKED = 250
ALL_LINK = 0.9
SENTENCE = 60
SHORT = 100
LABELS: tuple[Kind, ...] = (
    "advertisement",
    "comments",
    "navigation",
    "newsletter",
    "read_also",
    "related",
    "share",
    "skip",
    "tags",
    "reading_time",
)
SHORT_ENDS = frozenset({"ul", "ol", "blockquote"})
"""What a story may end with, though no part of it reads like prose."""
ENDERS: tuple[Kind, ...] = ("related", "comments", "newsletter", "share")


class Verdict(enum.Enum):
    """Whether a block is part of the story."""

    KEEP = "keep"
    DROP = "drop"
    ASK_NEIGHBOURS = "ask"


class Judged(NamedTuple):
    """A block with its verdict, the rule that gave it and the rule's evidence."""

    block: Block
    verdict: Verdict
    rule: str = ""
    why: str = ""

    @property
    def stays(self) -> bool:
        """Whether the block is part of the story."""
        return self.verdict is Verdict.KEEP


def judge(blocks: Sequence[Block]) -> tuple[Judged, ...]:
    """Judge the blocks of the container, in the order of reading."""
    alone = [judge_alone(block) for block in blocks]
    return tuple(judge_headings(judge_repeats(judge_lists(judge_by_neighbours(alone)))))


def judge_alone(block: Block) -> Judged:
    """The verdict without context. Link share: characters inside links over all, 0 to 1."""
    if block.kind == "picture":
        return Judged(block, Verdict.ASK_NEIGHBOURS)
    if block.kind == "caption":
        return Judged(block, Verdict.DROP, "caption", "told with its picture")
    if label := _label(block):
        return Judged(block, Verdict.DROP, label, f"a label: {block.text[:40]!r}")
    if block.kind in ("table", "code"):
        return Judged(block, Verdict.KEEP, block.kind, "the story's unless something speaks against it")
    if block.link_share > MAX_LINK_SHARE and block.size < LONG_LINKED:
        if block.kind == "item" or (block.size >= SENTENCE and block.link_share < ALL_LINK and block.has_sentence):
            return Judged(block, Verdict.ASK_NEIGHBOURS)
        return Judged(block, Verdict.DROP, "links", f"{block.link_share:.0%} of its text is links")
    if block.is_prose:
        return Judged(block, Verdict.KEEP, "prose", "reads like sentences of a story")
    return Judged(block, Verdict.ASK_NEIGHBOURS)


def _label(block: Block) -> str:
    if block.size > SHORT:
        return ""
    found = kinds(block.text)
    return next((kind for kind in LABELS if kind in found), "")


def judge_by_neighbours(alone: Sequence[Judged]) -> list[Judged]:
    """Undecided blocks between kept ones stay; those before the first or after the last go."""
    kept = [place for place, judged in enumerate(alone) if judged.stays]
    if not kept:
        return [_kept(each, "no prose", "nothing here reads like a story") if _asks(each) else each for each in alone]
    first, last = kept[0], kept[-1]
    decided: list[Judged] = []
    for place, each in enumerate(alone):
        if not _asks(each):
            decided.append(each)
        elif first < place < last:
            decided.append(_kept(each, "inside", "stands between parts of the story"))
        elif _leads(each, alone[first], place < first):
            decided.append(_kept(each, "beginning", "leads to the story's first sentences"))
        elif _continues(each, alone[last], place > last):
            decided.append(_kept(each, "continuation", "stands beside the story's last sentences"))
        else:
            decided.append(Judged(each.block, Verdict.DROP, "edge", "short text outside the prose"))
    return decided


def _asks(each: Judged) -> bool:
    return each.verdict is Verdict.ASK_NEIGHBOURS


def _kept(each: Judged, rule: str, why: str) -> Judged:
    return Judged(each.block, Verdict.KEEP, rule, why)


def _leads(each: Judged, first: Judged, before: bool) -> bool:
    """Whether an undecided block before the first prose may belong to it: a heading, a picture, a short sentence."""
    if not before:
        return False
    is_sentence = each.block.size > 30 and each.block.link_share < MAX_LINK_SHARE and each.block.has_sentence
    beside = each.block.owner.tag == "p" and each.block.owner.parent is first.block.owner.parent
    return each.block.kind in ("heading", "picture") or (is_sentence and beside)


def _continues(each: Judged, last: Judged, after: bool) -> bool:
    """Whether a short block after the last prose goes on with it: its sibling, or in a list or quotation beside it.

    A heading is asked again once it is known whether anything below it stays.
    """
    beside, owner = last.block.owner.parent, each.block.owner
    if not after or beside is None:
        return False
    if owner.parent is beside:
        return each.block.kind in ("item", "text", "cell", "heading")
    inside = owner.parent is not None and owner.parent.parent is beside and owner.parent.tag in SHORT_ENDS
    return inside and each.block.link_share < MAX_LINK_SHARE


def judge_lists(judged: Sequence[Judged]) -> list[Judged]:
    """A list whose items are nearly all links goes, whatever stands around it."""
    lists: dict[Element, list[Judged]] = {}
    for each in judged:
        if each.block.kind == "item" and (parent := each.block.owner.parent) is not None:
            lists.setdefault(parent, []).append(each)
    linked = {
        parent
        for parent, items in lists.items()
        if sum(item.block.linked for item in items) > 0.7 * sum(item.block.size for item in items)
    }
    return [
        Judged(each.block, Verdict.DROP, "link list", "nearly all of its list is links")
        if each.block.kind == "item" and each.block.owner.parent in linked
        else each
        for each in judged
    ]


def judge_repeats(judged: Sequence[Judged]) -> list[Judged]:
    """The second copy of a longer block goes."""
    seen: set[str] = set()
    decided: list[Judged] = []
    for each in judged:
        text = each.block.text
        if each.stays and each.block.size > 40:
            if text in seen:
                decided.append(Judged(each.block, Verdict.DROP, "repeat", "stands above already"))
                continue
            seen.add(text)
        decided.append(each)
    return decided


def judge_headings(judged: Sequence[Judged]) -> list[Judged]:
    """A heading without kept text below it goes."""
    decided = list(judged)
    below = 0
    for place in reversed(range(len(decided))):
        each = decided[place]
        if not each.stays:
            continue
        if each.block.kind != "heading" or each.block.owner.tag not in HEADINGS:
            if each.block.kind != "picture":
                below = 7
            continue
        level = int(each.block.owner.tag[1])
        if below == 0:
            decided[place] = Judged(each.block, Verdict.DROP, "empty section", "no text of the story below it")
        below = min(below, level)
    return decided

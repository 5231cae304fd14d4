"""What we think of each block: alone first, then by its neighbours, then as part of the whole (Pomikálek 2011)."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.dom import Element
from sitegen.extraction.layout import EMBEDS, HEADINGS, Block
from sitegen.languages.words import Kind, kinds, matches

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
SHORT_ENDS = frozenset({"ul", "ol", "li", "blockquote"})
"""What a story may end with, though no part of it reads like prose."""
QUOTES = " .\"'“”„‟«»‹›‘’‚「」『』–—-"
LONG_PULL = 400
"""Characters of a quotation that a paper sets in large letters beside the text that it is from."""
LONG_POINTER = 160
POINTERS = (">>", "►", "▶", "▸", "→", "➡", "➜", "➤", "☞", "👉", "🔗", "＞＞")
FEW_POINTERS = 3
DATA_BEGINS = ('{"', '[{"')
LEADING_AWAY = frozenset({"link list", "read_also"})
"""Rules that drop what leads to other pages."""
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
    home = main_home(blocks)
    bullets = _bullets(blocks)
    alone = [judge_alone(block, is_at_home=block.owner.parent is home, bullets=bullets) for block in blocks]
    return tuple(judge_headings(judge_labels(judge_repeats(judge_lists(judge_by_neighbours(alone))))))


def _bullets(blocks: Sequence[Block]) -> frozenset[str]:
    """The pointing marks that so many lines begin with that they are the bullets of a list."""
    counts = Counter(block.text[:1] for block in blocks if block.text.startswith(POINTERS))
    return frozenset(mark for mark, count in counts.items() if count > FEW_POINTERS)


def judge_alone(block: Block, *, is_at_home: bool = False, bullets: frozenset[str] = frozenset()) -> Judged:
    """The verdict without context, but for whether the block stands where most of the prose does."""
    if block.kind == "picture":
        return Judged(block, Verdict.ASK_NEIGHBOURS)
    if block.kind == "caption":
        return Judged(block, Verdict.DROP, "caption", "told with its picture")
    if _is_field(block):
        return Judged(block, Verdict.DROP, "form", "names a field of a form")
    if (label := _label(block)) and not (label == "newsletter" and is_at_home and block.has_sentence):
        return Judged(block, Verdict.DROP, label, f"a label: {block.text[:40]!r}")
    if _points_away(block, bullets):
        return Judged(block, Verdict.DROP, "pointer", f"points to another page: {block.text[:40]!r}")
    if block.kind != "code" and block.text.startswith(DATA_BEGINS) and block.text.endswith(("}", "]")):
        return Judged(block, Verdict.DROP, "data", "data that a script would have taken")
    if block.kind in ("table", "code"):
        return Judged(block, Verdict.KEEP, block.kind, "the story's unless something speaks against it")
    if block.link_share > MAX_LINK_SHARE and block.size < LONG_LINKED:
        if block.kind == "item" or (block.size >= SENTENCE and block.link_share < ALL_LINK and block.has_sentence):
            return Judged(block, Verdict.ASK_NEIGHBOURS)
        return Judged(block, Verdict.DROP, "links", f"{block.link_share:.0%} of its text is links")
    if block.is_prose:
        return Judged(block, Verdict.KEEP, "prose", "reads like sentences of a story")
    return Judged(block, Verdict.ASK_NEIGHBOURS)


def _is_field(block: Block) -> bool:
    if block.owner.tag == "label" or (block.owner.parent is not None and block.owner.parent.tag == "label"):
        return True
    parts = [part for part in block.parts if not isinstance(part, str) or not part.isspace()]
    return all(not isinstance(part, str) and part.tag in ("label", "input") for part in parts)


def _label(block: Block) -> str:
    if block.size > SHORT:
        return ""
    found = kinds(block.text)
    return next((kind for kind in LABELS if kind in found), "")


def _points_away(block: Block, bullets: frozenset[str]) -> bool:
    """Whether a paragraph of few words with a link begins with a pointing mark, or says that more is to be read."""
    if not block.linked or block.size > LONG_POINTER or block.kind != "text":
        return False
    is_pointer = block.text.startswith(POINTERS) and block.text[0] not in bullets
    return is_pointer or matches("pointer", block.text)


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
    beside = _home(last.block)
    if after and each.block.owner.tag in EMBEDS:
        return _shell(each.block.owner).parent in (beside, last.block.owner.parent)
    if not after or beside is None or _home(each.block) is not beside:
        return False
    if each.block.owner.parent is beside or each.block.owner.parent is last.block.owner.parent:
        return each.block.kind in ("item", "text", "cell", "heading")
    return each.block.link_share < MAX_LINK_SHARE


def _shell(element: Element) -> Element:
    """The outermost element that holds nothing but this one."""
    while element.parent is not None and all(
        child.isspace() if isinstance(child, str) else child is element for child in element.parent.children
    ):
        element = element.parent
    return element


def _home(block: Block) -> Element | None:
    """The element that a block's paragraph, or the list or quotation that it is in, stands in."""
    home = block.owner.parent
    while home is not None and home.tag in SHORT_ENDS:
        home = home.parent
    return home


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
    """The second copy of a longer block goes, and a pull quote: what a paragraph of the story says too."""
    seen: set[str] = set()
    prose = [each.block for each in judged if each.stays and each.block.is_prose]
    home = main_home(prose)
    decided: list[Judged] = []
    for each in judged:
        text = each.block.text
        if each.stays and each.block.size > 40:
            if text in seen:
                decided.append(Judged(each.block, Verdict.DROP, "repeat", "stands above already"))
                continue
            apart = each.block.kind != "item" and each.block.owner.parent is not home
            if apart and each.block.size < LONG_PULL and _is_pulled(each.block, prose):
                decided.append(Judged(each.block, Verdict.DROP, "repeat", "a pull quote"))
                continue
            seen.add(text)
        decided.append(each)
    return decided


def main_home(blocks: Sequence[Block]) -> Element | None:
    """The element that most of the prose among `blocks` stands in."""
    held: Counter[Element | None] = Counter()
    for block in blocks:
        if block.is_prose:
            held[block.owner.parent] += block.size
    return max(held, key=held.__getitem__, default=None)


def _is_pulled(block: Block, prose: Sequence[Block]) -> bool:
    around = block.owner.parent
    if around is None or around.tag in ("article", "section", "main"):
        return False
    words = block.text.strip(QUOTES)
    return any(words in other.text for other in prose if other is not block and other.size > block.size)


def judge_labels(judged: Sequence[Judged]) -> list[Judged]:
    """A short line goes with what it announces: the rest of its element, or the links after a colon."""
    decided = list(judged)
    for place, each in enumerate(judged[:-1]):
        block, after = each.block, judged[place + 1]
        if not each.stays or block.size > SHORT or after.stays or after.rule not in LEADING_AWAY:
            continue
        if block.text.endswith((":", "：")) or (
            not block.has_sentence and (_is_alone(place, judged) or _heads_nothing_else(place, judged))
        ):
            decided[place] = Judged(block, Verdict.DROP, "label", f"what it announces is gone: {block.text[:40]!r}")
    return decided


def _is_alone(place: int, judged: Sequence[Judged]) -> bool:
    """Whether nothing else stays of the element that a block's own element stands in."""
    around = judged[place].block.owner.parent
    beside = [each for each in judged if each.block.owner.parent is around]
    return len(beside) > 1 and not any(each.stays for each in beside if each is not judged[place])


def _heads_nothing_else(place: int, judged: Sequence[Judged]) -> bool:
    """Whether the next that stays below a heading is a heading of its rank, or a higher one."""
    after = next((each.block.owner for each in judged[place + 1 :] if each.stays), None)
    own = judged[place].block.owner.tag
    return own in HEADINGS and after is not None and after.tag in HEADINGS and after.tag <= own


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

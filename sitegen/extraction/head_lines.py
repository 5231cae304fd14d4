"""The lines around a story that may tell who wrote it and when: between headline and first paragraph, and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from sitegen.dom import NOT_SHOWN, Element, Node, collapse
from sitegen.extraction.layout import Block, Layout
from sitegen.extraction.titles import key

ABOVE, BELOW, BEHIND = 8, 12, 30  # blocks above and below the headline, and behind the story
BEFORE, INTO, ALONE = 8, 5, 20  # blocks before the story and in it; before it if the headline is not found
LONGEST = 220
SEAM = "\x00"
GLUED = re.compile(rf"(?<=\S){SEAM}+(?=\S)|{SEAM}\s*\n\s*{SEAM}")
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|a|i)?|auteurs?|by|byline|writers?|contributors?|profiles?|people|team|staff|users?|"
    r"reporters?|journalists?|journalistes?|columnists?|redaktion|medarbeidere|forfatter|yazarlar|penulis)/"
    r"(?!log-?in|sign|regist|account|password|new\b)[^/?#]|"
    r"[?&]author=",
    re.IGNORECASE,
)
NAMED = re.compile(r"byline|author|\bfn\b|posted-by|writer|reporter|contributor|autor|auteur|redacteur", re.IGNORECASE)
WHOLE_PARTS = frozenset({"body", "article", "main", "header"})


@dataclass(frozen=True)  # no slots: its words are parted when first asked for
class Line:
    """A short block, and its words with a bar where two elements meet without a space or on lines of their own."""

    block: Block

    @cached_property
    def text(self) -> str:
        """The words, parted."""
        return parted(self.block)

    @property
    def lead(self) -> str:
        """The first words that stand together."""
        return _first_text(self.block.parts)


@dataclass(frozen=True)  # no slots: its lines are made when first asked for
class Surroundings:
    """The blocks between headline and story, those just above the headline (the nearest last), those behind the story.

    `first` is the story's first paragraph, `last` its last.
    """

    head: Sequence[Block] = ()
    above: Sequence[Block] = ()
    behind: Sequence[Block] = ()
    first: str = ""
    last: str = ""

    @cached_property
    def head_lines(self) -> tuple[Line, ...]:
        """The lines below the headline, in their order."""
        return as_lines(self.head)

    @cached_property
    def above_lines(self) -> tuple[Line, ...]:
        """The lines above the headline, upwards from it."""
        return as_lines(reversed(self.above))

    @property
    def nearest_first(self) -> tuple[Line, ...]:
        """The lines around the headline, the nearer before the farther."""
        both = zip_longest(self.head_lines, self.above_lines)
        return tuple(line for pair in both for line in pair if line is not None)


def surroundings(layout: Layout, title: str, start: int, stop: int) -> Surroundings:
    """What stands around the story that takes the blocks from `start` to `stop`."""
    blocks = layout.blocks
    name, longest = key(title), 2 * len(title) + 20
    above = (block for block in reversed(blocks[: start + 1]) if len(block.text) <= longest)
    at = next((block.number for block in above if block.text == title or (name and key(block.text) == name)), -1)
    into = min(start + INTO, stop) if start < stop else start + INTO
    numbers = set(range(max(at + 1, start - BEFORE if at >= 0 else start - ALONE), into))
    if at >= 0:
        numbers.update(range(at + 1, min(at + 1 + BELOW, start)))
    return Surroundings(
        tuple(blocks[number] for number in sorted(numbers) if 0 <= number < len(blocks)),
        blocks[max(0, at - ABOVE) : at] if at > 0 else (),
        blocks[stop : stop + BEHIND],
        blocks[start].text if start < stop else "",
        blocks[stop - 1].text if start < stop else "",
    )


def as_lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The short ones among blocks."""
    return tuple(Line(block) for block in blocks if 1 < len(block.text) <= LONGEST)


def parted(block: Block) -> str:
    """The words of a block, with bars between elements."""
    if len(block.parts) == 1 and isinstance(block.parts[0], str):
        return block.text
    pieces: list[str] = []
    _gather(block.parts, pieces)
    words = collapse(GLUED.sub(" | ", "".join(pieces)).replace(SEAM, "")).strip(" |")
    return words.replace("| |", "|").replace("| |", "|") if "| |" in words else words


def _first_text(nodes: Iterable[Node]) -> str:
    for node in nodes:
        text = node.strip() if isinstance(node, str) else "" if node.tag in NOT_SHOWN else _first_text(node.children)
        if text:
            return text
    return ""


def _gather(nodes: Iterable[Node], pieces: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "br":
            pieces.append(" | ")
        elif node.tag not in NOT_SHOWN:
            pieces.append(SEAM)
            _gather(node.children, pieces)
            pieces.append(SEAM)


def is_called_byline(block: Block) -> bool:
    """Whether developers call a block the author's, or a link in it leads to a page about one."""
    parts = (part for part in block.parts if not isinstance(part, str))
    return _is_named(block.owner) or _is_linked(block) or any(NAMED.search(part.names) for part in parts)


def _is_named(owner: Element) -> bool:
    element: Element | None = owner
    for _ in range(3):
        if element is None or element.tag in WHOLE_PARTS:
            return False
        if element.get("itemprop") in ("author", "creator") or _names_author(element.names):
            return True
        element = element.parent
    return False


@lru_cache(maxsize=4096)
def _names_author(names: str) -> bool:
    return NAMED.search(names) is not None


def _is_linked(block: Block) -> bool:
    elements = [part for part in block.parts if not isinstance(part, str)]
    elements += [child for part in elements for child in part.children if not isinstance(child, str)]
    elements += [element for element in (block.owner, block.owner.parent) if element is not None]
    return any(_leads_to_author(element) for element in elements if element.tag == "a")


def _leads_to_author(link: Element) -> bool:
    return "author" in link.get("rel") or AUTHOR_PAGE.search(link.get("href")) is not None

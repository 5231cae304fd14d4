"""A body as Markdown that reads back as the same body.

The dialect is CommonMark without raw HTML, with tables, strike-outs ``~~``, footnotes ``[^1]``, definition lists
(``: text``), ``^superscripts^`` and ``~subscripts~``; a picture alone in its paragraph is a figure and its title the
caption. What cannot be said in it is said as `sitegen.markdown.sayable` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeAlias

from sitegen.body import (
    Block,
    Blocks,
    Body,
    CodeBlock,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Quotation,
    Rule,
    Table,
    inline_text,
)
from sitegen.markdown import spans
from sitegen.markdown.sayable import sayable

_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|^)(#+)$")
_DELIMITERS = MappingProxyType({"": "---", "left": ":--", "center": ":-:", "right": "--:"})


def to_markdown(body: Body) -> str:
    """`body` as Markdown, ending in one line feed; an empty body is an empty string."""
    return f"{text}\n" if (text := _blocks(sayable(body).blocks)) else ""


def _blocks(blocks: Blocks, between: str = "\n\n", turn: int = 0) -> str:
    """`blocks` with `between` them; `turn` is that of the first."""
    written: list[str] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before is not None:
            turn = turn + 1 if _would_merge(before, block) else 0
        written.append(WRITERS[type(block)](block, turn))
    return between.join(written)


def _would_merge(before: Block, block: Block) -> bool:
    """Whether two lists follow each other that only different markers keep apart."""
    return isinstance(before, ListBlock) and isinstance(block, ListBlock) and before.ordered == block.ordered


# --- one writer a block: (block, turn) → Markdown ---------------------------------------------------------------------
#
# Lists take turns with their markers. A list that follows another of its kind has the other marker, so that they stay
# two; so has one that begins an item, for "- - -" would be a rule.


def _paragraph(block: Paragraph, _turn: int) -> str:
    return spans.paragraph(block.content)


def _heading(block: Heading, _turn: int) -> str:
    text = spans.line(block.content)
    if text.endswith("#"):
        text = _CLOSING_HASHES.sub(r"\\\1", text)
    return f"{'#' * block.level} {text}"


def _quotation(block: Quotation, _turn: int) -> str:
    return _prefixed(_blocks(block.blocks), "> ")


def _code(block: CodeBlock, _turn: int) -> str:
    longest = max(map(len, re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


def _figure(block: Figure, _turn: int) -> str:
    return spans.image(type(block.image)(block.image.src, block.image.alt, inline_text(block.caption)))


def _rule(_block: Rule, _turn: int) -> str:
    return "***"  # dashes would underline a paragraph, and be read as bullets in a list


def _footnote(block: Footnote, _turn: int) -> str:
    text = _blocks(block.blocks)
    if isinstance(block.blocks[0], Paragraph):
        return _hung(text, f"[^{block.label}]: ", " " * 4)
    return f"[^{block.label}]:\n\n{_prefixed(text, ' ' * 4)}"  # other blocks count columns, which the label would shift


def _table(block: Table, _turn: int) -> str:
    alignment = block.alignment or ("",) * len(block.header)
    delimiters = " | ".join(_DELIMITERS[side] for side in alignment)
    return "\n".join((_row(block.header), f"| {delimiters} |", *map(_row, block.rows)))


def _row(cells: Iterable[Inlines]) -> str:
    return f"| {' | '.join(spans.line(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _list(block: ListBlock, turn: int) -> str:
    tight = _is_tight(block)
    between = "\n" if tight else "\n\n"
    return between.join(
        _hung(_blocks(item, between, turn + 1), f"{marker} ", " " * (len(marker) + 1)).rstrip(" ")
        for marker, item in zip(_markers(block, turn), block.items, strict=False)
    )


def _markers(block: ListBlock, turn: int) -> Iterable[str]:
    if not block.ordered:
        return ["-+"[turn % 2]] * len(block.items)
    return [f"{block.start + position}{'.)'[turn % 2]}" for position in range(len(block.items))]


def _is_tight(block: ListBlock) -> bool:
    """Whether a list can do without blank lines: all its items are one paragraph, or that and a list which can, too."""
    return all(map(_is_tight_item, block.items))


def _is_tight_item(item: Blocks) -> bool:
    match item:
        case (Paragraph(),):
            return True
        case (Paragraph(), ListBlock(ordered=ordered, start=start) as inner):
            # Directly below a paragraph only a list that begins at 1 is read as a list.
            return (not ordered or start == 1) and _is_tight(inner)
        case _:
            return False


def _definitions(block: DefinitionList, _turn: int) -> str:
    tight = all(len(definition) == 1 and isinstance(definition[0], Paragraph) for _, definition in _each(block))
    between = "\n" if tight else "\n\n"
    return "\n\n".join(
        between.join((spans.paragraph(term), *(_hung(_blocks(definition), ": ", "  ") for definition in definitions)))
        for term, definitions in block.items
    )


def _each(block: DefinitionList) -> Iterable[tuple[Inlines, Blocks]]:
    return chain.from_iterable(((term, one) for one in definitions) for term, definitions in block.items)


Write: TypeAlias = Callable[[Any, int], str]

WRITERS: Mapping[type[Block], Write] = MappingProxyType(
    {
        Paragraph: _paragraph,
        Heading: _heading,
        ListBlock: _list,
        Quotation: _quotation,
        Table: _table,
        CodeBlock: _code,
        Figure: _figure,
        DefinitionList: _definitions,
        Footnote: _footnote,
        Rule: _rule,
    }
)

# --- lines ------------------------------------------------------------------------------------------------------------


def _prefixed(text: str, prefix: str) -> str:
    """`text` with `prefix` before each line, and without trailing spaces on empty ones."""
    return "\n".join(f"{prefix}{line}" if line else prefix.rstrip() for line in text.split("\n"))


def _hung(text: str, first: str, indent: str) -> str:
    """`text` with `first` before its first line and `indent` before the others."""
    return first + (_prefixed(text, indent)[len(indent) :] if "\n" in text else text)

"""Shortcuts through markdown-it-py for what nearly all of a story is: a line of words with a blank line below it.

They leave out rules that cannot match; what a text means is for the others to say. `tests/markdown/test_shortcuts.py`
compares the tokens of many texts with and without them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_QUOTES = "\"'“‘«„"  # what a paragraph may begin with beside a letter, and nothing else does
_MARKUP = re.compile(r"[\n\\`~*_\[<&^]")  # without any of these, no rule of the dialect finds anything in a line
_DEFINES = ":~"  # these begin a definition of the line above, even one with a blank line between


def take_shortcuts(dialect: MarkdownIt) -> None:
    """Puts the shortcuts before the rules of `dialect`."""
    dialect.block.ruler.before("table", "lone_line", _lone_line)
    dialect.core.ruler.at("inline", _inline)


def _lone_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of one line: no other rule takes a line that begins with a letter and has no line next to it."""
    first = state.bMarks[start] + state.tShift[start]
    if state.sCount[start] - state.blkIndent > 3 or not (state.src[first].isalpha() or state.src[first] in _QUOTES):
        return False
    if start + 1 < state.lineMax and not state.isEmpty(start + 1):
        return False
    below = start + 2
    if below < state.lineMax and _begins_with(state, below, _DEFINES):
        return False
    return paragraph(state, start, end, silent)


def _begins_with(state: StateBlock, line: int, marks: str) -> bool:
    return not state.isEmpty(line) and state.src[state.bMarks[line] + state.tShift[line]] in marks


def _inline(state: StateCore) -> None:
    """The content of each block, word for word where there is nothing in it but words."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if token.content and not _MARKUP.search(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)

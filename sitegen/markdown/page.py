"""A page in the making: what the rules that write it share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from markdown_it.token import Token

Resolve: TypeAlias = Callable[[str], str]
Sizes: TypeAlias = Callable[[str], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the archive itself says in a body; `back` and `table` are followed by a number, `elsewhere` by a text."""

    table: str = "Table"
    elsewhere: str = "Picture, not in this archive"
    footnotes: str = "Footnotes"
    back: str = "Back to reference"


ENGLISH = Labels()


@dataclass(slots=True)
class Page:
    """The page in the making."""

    resolve: Resolve
    sizes: Sizes
    labels: Labels
    html: list[str] = field(default_factory=list)
    words: int = 0
    paragraphs: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tables: int = 0
    in_link: bool = False


_TEXTS = frozenset(("text", "code_inline", "text_special"))

# (tokens, the position of the one to write, page) → HTML
Rule: TypeAlias = Callable[[Sequence[Token], int, Page], str]


def escape(text: str) -> str:
    """`text` for use between tags and in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def plain(tokens: Sequence[Token]) -> str:
    """The text of inline tokens; breaks are spaces, pictures nothing."""
    return "".join(
        [
            token.content if token.type in _TEXTS else " "
            for token in tokens
            if token.type in _TEXTS or token.tag == "br"
        ]
    )


def reference_name(token: Token) -> str:
    """The number of a footnote, and of the reference to it from the second on: ``3``, ``3_2``."""
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    return f"{number}_{again + 1}" if again else str(number)

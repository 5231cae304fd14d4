"""An article file as the site sees it, split in two: a `Card` for lists, `Facts` derived from the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.article import Metadata

EntryKind = Literal["article", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Metadata):
    """Everything but the body: what lists, feeds and neighbours show.

    `file` is relative to the site; `permalink` begins and ends with a slash, without the base path, percent-encoded
    nowhere. `fingerprint` changes when anything else here does: equal fingerprints, equal cards.
    """

    file: str
    permalink: str
    kind: EntryKind
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a body tells without being shown: its length, its beginning, and where it points.

    `links` and `pictures` are as written in the Markdown; `headings` are (level, text, id). `lead_size` is the width
    and height in pixels of the picture that the front matter names, where it is ours.
    """

    words: int = 0
    excerpt: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    headings: tuple[tuple[int, str, str], ...] = ()
    lead_size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of content/articles/ or content/pages/. `body` is the SHA-256 of what its rendered body depends on."""

    card: Card
    facts: Facts
    body: str

"""Notes at the foot of a story: which marks in its text lead to which, however the page's program writes them.

A mark is a link of a character or two to a place on the same page; what stands there is a note if it leads back, or if
the page calls it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from sitegen.dom import Document, Element, ancestors, find, text_of
from sitegen.extraction.layout import Layout
from sitegen.extraction.verdicts import Judged

MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3})\s*[\])]?", re.IGNORECASE)
CALLED_NOTES = re.compile(r"foot-?note|end-?note|\bfn\b|\bnotes?\b|reference|reflist|citation", re.IGNORECASE)
HOLDING = frozenset({"li", "p", "div", "dd", "td", "section", "aside"})
LONGEST = 3_000
NEAR = 3
"""Elements around a mark that may bear the name to which its note leads back."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The elements that hold the notes, by label, and what links to a fragment of the page become.

    That is the mark of the note with this label, or, where the label is empty, nothing: they lead back.
    """

    elements: Mapping[str, Element] = field(default_factory=dict)
    fragments: Mapping[str, str] = field(default_factory=dict)

    def blocks(self, layout: Layout) -> frozenset[int]:
        """The numbers of the blocks in the notes."""
        return frozenset(block.number for element in self.elements.values() for block in layout.inside(element))


def notes_of(document: Document, layout: Layout, judged: Sequence[Judged]) -> Notes:
    """The notes that marks in the story's text lead to."""
    marks = list(_marks(judged))
    if not marks:
        return Notes()
    named = {
        name: element
        for element in document.matching("[id], a[name]")[::-1]
        for name in (element.get("id"), element.get("name"))
        if name
    }
    elements: dict[str, Element] = {}
    fragments: dict[str, str] = {}
    for mark in marks:
        fragment = fragment_of(mark.get("href"))
        target = named.get(fragment)
        if fragment in fragments or target is None or (note := _note_at(target, mark, layout)) is None:
            continue
        back = set(_ways_back(note, mark))
        if not back and not any(CALLED_NOTES.search(each.names) for each in (note, *list(ancestors(note))[:NEAR])):
            continue
        fragments |= dict.fromkeys(back - fragments.keys(), "")
        label = _label(mark, elements)
        elements[label] = note
        fragments[fragment] = label
    return Notes(elements, fragments)


def fragment_of(href: str) -> str:
    """The place on a page that an address leads to."""
    return unquote(href.partition("#")[2])


def is_mark(words: str) -> bool:
    """Whether a link of these words may be the mark of a note."""
    return MARK.fullmatch(words) is not None


def _marks(judged: Sequence[Judged]) -> Iterator[Element]:
    for each in judged:
        if each.stays and each.block.linked:
            for part in each.block.parts:
                if isinstance(part, Element):
                    yield from (link for link in find(part, "a") if "#" in link.get("href") and is_mark(text_of(link)))


def _note_at(target: Element, mark: Element, layout: Layout) -> Element | None:
    """The element that holds the note at a place, if it is not the one that the mark stands in."""
    note = next((each for each in (target, *ancestors(target)) if each.tag in HOLDING), None)
    if note is None or note in set(ancestors(mark)) or not 0 < layout.size(note) <= LONGEST:
        return None
    return note if len(text_of(note)) > len(text_of(mark)) else None


def _ways_back(note: Element, mark: Element) -> Iterator[str]:
    """The places in the text that links in a note lead back to, where one of them is the mark's."""
    around = (mark, *list(ancestors(mark))[:NEAR], *find(mark.parent or mark, "a", "sup", "span"))
    names = {name for each in around for name in (each.get("id"), each.get("name")) if name}
    back = [fragment_of(link.get("href")) for link in find(note, "a") if "#" in link.get("href")]
    if names.intersection(back):
        yield from back


def _label(mark: Element, taken: Mapping[str, Element]) -> str:
    match = MARK.fullmatch(text_of(mark))
    label = match[1] if match and match[1].isalnum() else str(len(taken) + 1)
    while label in taken:
        label = f"{label}-{len(taken) + 1}"
    return label

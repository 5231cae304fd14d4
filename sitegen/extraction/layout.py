"""A page cut into blocks, in the order of reading, and measured. Nothing is judged here.

A block is what stands between two boundaries that a reader sees: the words of a paragraph, an item, a heading, a cell
of a layout table, the stretch between two double line breaks. A data table and preformatted text are one block each.
Every element covers a contiguous range of blocks (`Layout.spans`), so that totals over any part of the page are
differences of running sums.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from sitegen.dom import INLINE, NOT_SHOWN, Document, Element, Node, collapse
from sitegen.extraction.tables import is_data_table

Kind: TypeAlias = Literal["text", "heading", "item", "cell", "caption", "table", "code", "picture"]

EMBEDS = frozenset({
    "iframe", "video", "audio", "object", "embed", "lite-youtube", "amp-iframe", "amp-video", "amp-audio",
    "amp-youtube", "amp-vimeo", "amp-dailymotion", "amp-twitter", "amp-instagram", "amp-facebook", "amp-tiktok",
})  # fmt: skip
PICTURES = frozenset({"img", "picture", "amp-img"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
PREFORMATTED = frozenset({"pre", "listing", "xmp"})
SPACED = frozenset({"td", "th", "tr", "p", "div", "li"})
EMPTY_SHOWN = EMBEDS | {"hr"}
BLOCK_LEVEL = EMBEDS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip

DENSE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""Scripts in which a character says about twice as much as a Latin letter."""

LEAST_PROSE = 60
SENTENCE_END = re.compile(r"[.!?…:;](?=[\"'”’»)\]]*(?:\s|$))|[。！？।؟۔։။។።]|[\u0e01-\u0edf](?=\s)")
"""Thai and Lao have no mark at a sentence's end, but a space."""


class Block(NamedTuple):
    """A stretch of inline content of `owner`. `size` and `linked` count characters, those of dense scripts twice.

    Prose reads like sentences and not like labels or links.
    """

    number: int
    kind: Kind
    owner: Element
    parts: tuple[Node, ...]
    text: str
    size: int
    linked: int
    is_prose: bool
    pictures: int

    @property
    def link_share(self) -> float:
        """Characters inside links over all, 0 to 1."""
        return min(1.0, self.linked / self.size) if self.size else 0.0

    @property
    def has_sentence(self) -> bool:
        """Whether a sentence ends in it."""
        return self.is_prose or SENTENCE_END.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page; for each element that holds some, its content in order and its range of blocks.

    `sizes` are running sums of the blocks' sizes.
    """

    blocks: tuple[Block, ...]
    flow: dict[Element, list[Block | Element]]
    spans: dict[Element, tuple[int, int]]
    sizes: tuple[int, ...]

    def size(self, element: Element) -> int:
        """The characters in `element`, as blocks count them."""
        start, stop = self.spans.get(element, (0, 0))
        return self.sizes[stop] - self.sizes[start]

    def totals(self, weigh: Callable[[Block], int]) -> list[int]:
        """Running sums of `weigh`: what an element holds is ``sums[stop] - sums[start]``."""
        return list(accumulate(map(weigh, self.blocks), initial=0))

    def inside(self, element: Element) -> tuple[Block, ...]:
        """The blocks that `element` holds."""
        start, stop = self.spans.get(element, (0, 0))
        return self.blocks[start:stop]


def lay_out(document: Document) -> Layout:
    """Cut what a page shows into blocks."""
    layer = _Layer(_parting_elements(document), all_lead=not document.has("a:not([href])"))
    layer.lay(document.shown, in_link=False)
    sizes = tuple(accumulate((block.size for block in layer.blocks), initial=0))
    return Layout(tuple(layer.blocks), layer.flow, layer.spans, sizes)


def _parting_elements(document: Document) -> set[Element]:
    """The elements that part text: block-level ones, and all that hold one or a double line break."""
    parting: set[Element] = set()
    for element in document.tagged(*(BLOCK_LEVEL & document.by_tag.keys())):
        parting.add(element)
        _add_with_ancestors(parting, element.parent)
    for element in document.tagged("br"):
        if element.parent is not None and element.parent not in parting and _follows_break(element, element.parent):
            _add_with_ancestors(parting, element.parent)
    return parting


def _add_with_ancestors(parting: set[Element], element: Element | None) -> None:
    while element is not None and element not in parting:
        parting.add(element)
        element = element.parent


def _follows_break(element: Element, parent: Element) -> bool:
    """Whether the nearest thing before this `br` is a `br`. Looks no further back than a few nodes."""
    place = parent.children.index(element) if len(parent.children) < 64 else -1
    if place < 0:
        return True
    for node in reversed(parent.children[:place]):
        if not isinstance(node, str):
            return node.tag == "br"
        if node.strip():
            return False
    return False


class _Layer:
    """Collects the blocks of a page while walking it; `all_lead` where each `a` of the page leads somewhere."""

    def __init__(self, parting: set[Element], all_lead: bool) -> None:
        self.parting = parting
        self.all_lead = all_lead
        self.blocks: list[Block] = []
        self.flow: dict[Element, list[Block | Element]] = {}
        self.spans: dict[Element, tuple[int, int]] = {}

    def lay(self, element: Element, in_link: bool) -> None:
        if not element.children:
            return
        start = len(self.blocks)
        flow: list[Block | Element] = []
        self.flow[element] = flow
        tag = element.tag
        in_link = in_link or tag == "a"
        if tag in PREFORMATTED:
            self.add(element, (element,), flow, in_link, "code")
        elif tag == "table" and is_data_table(element):
            self.add(element, (element,), flow, in_link, "table")
        else:
            self.lay_children(element, flow, in_link)
        self.spans[element] = (start, len(self.blocks))

    def lay_children(self, element: Element, flow: list[Block | Element], in_link: bool) -> None:
        parting = self.parting
        run: list[Node] = []
        for child in element.children:
            if isinstance(child, str):
                if run or not child.isspace():  # white space at the beginning is nothing
                    run.append(child)
            elif child in parting:
                tag = child.tag
                if tag in NOT_SHOWN:
                    continue
                if run:
                    self.add(element, run, flow, in_link)
                    run = []
                if child.children or tag in EMPTY_SHOWN:
                    flow.append(child)
                    if tag in EMBEDS:
                        self.add_embed(child)
                    else:
                        self.lay(child, in_link)
            elif child.tag == "br" and _ends_with_break(run):
                self.add(element, run, flow, in_link)
                run = []
            elif child.tag not in NOT_SHOWN:
                run.append(child)
        if run:
            self.add(element, run, flow, in_link)

    def add(
        self,
        owner: Element,
        parts: Sequence[Node],
        flow: list[Block | Element],
        in_link: bool,
        kind: Kind | None = None,
    ) -> None:
        text, linked, pictures = self.measured(parts, in_link)
        if not text:
            if not pictures:
                return
            kind = "picture"
        size = len(text) if text.isascii() else len(text) + len(DENSE.findall(text))
        if linked:
            linked = min(linked * size // len(text), size) if text else 0
        is_prose = size >= LEAST_PROSE and linked * 2 < size and SENTENCE_END.search(text) is not None
        number = len(self.blocks)
        kind = kind or KINDS.get(owner.tag) or _kind_around(owner)
        block = Block(number, kind, owner, tuple(parts), text, size, linked, is_prose, pictures)
        self.blocks.append(block)
        flow.append(block)

    def add_embed(self, element: Element) -> None:
        """What is shown by another site: a block without words, like a picture."""
        number = len(self.blocks)
        block = Block(number, "picture", element, (), "", 0, 0, False, 1)
        self.blocks.append(block)
        self.flow[element] = [block]
        self.spans[element] = (number, number + 1)

    def measured(self, parts: Sequence[Node], in_link: bool) -> tuple[str, int, int]:
        """The words of `parts`, how many characters of them are in links, and the number of pictures."""
        node = parts[0]
        if len(parts) == 1 or (len(parts) == 2 and isinstance(parts[1], str) and parts[1].isspace()):
            # as most are: a text in nothing, or in a link or a span or both
            while not isinstance(node, str) and len(node.children) == 1 and node.tag in INLINE:
                in_link = in_link or self.leads(node)
                node = node.children[0]
            if isinstance(node, str):
                text = collapse(node)
                return text, len(text) if in_link else 0, 0
            parts = (node,)
        pieces: list[str] = []
        links: list[str] = []
        pictures = self.gather(parts, pieces, links, in_link)
        return collapse("".join(pieces)), sum(map(len, links)), pictures

    def gather(self, nodes: Iterable[Node], pieces: list[str], links: list[str], in_link: bool) -> int:
        """Collect the characters in `nodes`, and those inside links; count the pictures."""
        pictures = 0
        for node in nodes:
            if isinstance(node, str):
                pieces.append(node)
                if in_link and (words := collapse(node)):
                    links.append(words)
                continue
            tag = node.tag
            if tag == "br":
                pieces.append("\n")
            elif tag in PICTURES:
                pictures += 1
            elif node.children and tag not in NOT_SHOWN:
                if tag in SPACED:
                    pieces.append(" ")
                pictures += self.gather(node.children, pieces, links, in_link or self.leads(node))
        return pictures

    def leads(self, element: Element) -> bool:
        """Whether an element is a link that leads somewhere."""
        return element.tag == "a" and (self.all_lead or "href" in element.attributes)


def _kind_around(owner: Element) -> Kind:
    """What a block is where its owner does not say it but is a mere wrapper: what that wraps."""
    element: Element | None = owner
    for _ in range(2):
        if element is None or (element.tag not in INLINE and element.tag != "div"):
            break
        element = element.parent
        if element is not None and (kind := KINDS.get(element.tag)):
            return kind
    return "text"


def _ends_with_break(run: list[Node]) -> bool:
    for node in reversed(run):
        if not isinstance(node, str):
            return node.tag == "br"
        if node.strip():
            return False
    return False

"""An HTML page as a small tree of our own: the only module that knows the parser (selectolax, on Lexbor).

Lexbor parses as browsers do and is hard to crash; walking its nodes from Python is slow, so each node is copied once,
and what never holds words (scripts, styles, drawings) is left behind. Attributes are copied when first asked for: most
elements' never are. White space is kept as written: `collapse` folds it where words are wanted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 150
"""Elements nested deeper are replaced by their children, as Blink does from 512 (`kMaximumHTMLParserDOMTreeDepth`)."""

MAX_ELEMENTS = 400_000
"""The longest pages known, specifications on one page, have fewer."""
MANY_TAGS = 20_000
MAX_OPEN = 2_000
LONG_TAG = 50_000
MAX_ATTRIBUTES = 20_000
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
NOT_NESTING = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "path",
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
"""Elements that hold nothing, close each other, or are cheap to leave open."""

NOT_COPIED = frozenset({"style", "svg", "canvas", "select", "textarea", "-comment", "-doctype", "-document"})
"""Elements without words, and the parser's names for what is no element."""

TAGS: dict[int, str | None] = {}
MOST_KNOWN = 190
"""Lexbor numbers the tags that it knows from 1 on (`LXB_TAG__LAST_ENTRY` is 196 and more); others are addresses."""

NAMED_BY = {
    name: place for place, name in enumerate(("class", "id", "role", "data-testid", "data-component", "aria-label"))
}
LONGEST_NAME = 200


class Element:
    """An element: equal to itself only, and not changed once the page is parsed."""

    __slots__ = ("_attributes", "_names", "_node", "children", "parent", "tag")

    def __init__(self, tag: str, node: LexborNode | None, parent: Element | None) -> None:
        self.tag = tag
        self.parent = parent
        self.children: list[Node] = []
        self._node = node
        self._attributes: Mapping[str, str | None] | None = None
        self._names: str | None = None

    @property
    def number(self) -> int:
        """The parser's number for it."""
        return self._node.mem_id if self._node is not None else 0

    @property
    def attributes(self) -> Mapping[str, str | None]:
        """The attributes as written, references resolved; those without a value have none."""
        found = self._attributes
        if found is None:
            found = self._attributes = self._node.attributes if self._node is not None else {}
        return found

    def get(self, name: str) -> str:
        """The attribute's value, stripped; empty when it has none."""
        return (self.attributes.get(name) or "").strip()

    def become(self, tag: str) -> None:
        """Be an element of another tag, without the names that were given to the old one."""
        self.tag = tag
        self._names = ""

    def reveal(self) -> None:
        """Take the attribute away that hides it."""
        self._attributes = {name: value for name, value in self.attributes.items() if name != "hidden"}

    @property
    def names(self) -> str:
        """All names that developers gave to it, in one string of bounded length; many rules ask for them."""
        names = self._names
        if names is None:
            attributes = self.attributes
            given = [name for name in attributes if name in NAMED_BY and attributes[name]]
            if len(given) > 1:
                given.sort(key=NAMED_BY.__getitem__)
            names = self._names = " ".join([(attributes[name] or "")[:LONGEST_NAME] for name in given])
        return names


Node: TypeAlias = Element | str


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed page: its root, and all its elements in the order of reading."""

    root: Element
    elements: Sequence[Element]
    by_tag: Mapping[str, Sequence[Element]]
    _parser: LexborHTMLParser

    @property
    def shown(self) -> Element:
        """The `body`, or all there is."""
        return next(iter(self.by_tag.get("body", ())), self.root)

    def dismantle(self) -> None:
        """Let go of everything: elements and their parents hold each other, which only garbage collection would end."""
        for element in self.elements:
            element.children = []

    def has(self, selector: str) -> bool:
        """Whether any element matches a CSS selector: one look by the parser, where a look at each would take long."""
        return self._parser.css_first(selector) is not None

    def matching(self, selector: str) -> list[Element]:
        """The elements that match a CSS selector, in the order of reading."""
        numbers = {node.mem_id for node in self._parser.css(selector)}
        return [element for element in self.elements if element.number in numbers] if numbers else []

    def tagged(self, *tags: str) -> Iterator[Element]:
        """The elements of one tag after those of the other."""
        for tag in tags:
            yield from self.by_tag.get(tag, ())


def parse(source: str) -> Document:
    """A page, parsed as browsers do; any string is one. Raises MonsterError where parsing would take for ever."""
    check_nesting(source)
    check_attributes(source)
    parser = _parsed(source)
    copied = [Element("html", parser.root, None)]
    if parser.root is not None:
        _copy(parser.root, copied)
    by_tag: defaultdict[str, list[Element]] = defaultdict(list)
    for element in copied:
        by_tag[element.tag].append(element)
    return Document(copied[0], copied, dict(by_tag), parser)


def _parsed(source: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(source)
    except UnicodeEncodeError:  # lone surrogates
        return LexborHTMLParser(source.encode("utf-8", "replace"))


def check_nesting(source: str) -> None:
    """Raise MonsterError for a page of too many tags, or nested so deep that Lexbor's search of open elements hurts.

    Its time grows with tags times depth: 50,000 nested `div` take seconds, a million take days.
    """
    tags = source.count("<")
    if tags < MANY_TAGS:
        return
    if tags - source.count("</") > MAX_ELEMENTS:
        raise MonsterError(f"it has more than {MAX_ELEMENTS:,} elements")
    open_tags: dict[str, int] = defaultdict(int)
    depth = 0
    for match in TAG.finditer(source):
        name = match[2].lower()
        if name in NOT_NESTING:
            continue
        if not match[1]:
            open_tags[name] += 1
            depth += 1
            if depth > MAX_OPEN:
                raise MonsterError(f"its elements are nested more than {MAX_OPEN:,} deep")
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1


def check_attributes(source: str) -> None:
    """Raise MonsterError for a tag of very many attributes: Lexbor compares each with all before it."""
    place = 0
    while place + LONG_TAG < len(source):
        end = source.rfind(">", place, place + LONG_TAG)
        if end >= 0:
            place = end + 1
            continue
        stop = source.find(">", place)
        piece = source[place : stop if stop >= 0 else len(source)]
        if tag := TAG.search(piece):
            attributes = len(QUOTED.sub("", piece[tag.start() :]).split())
            if attributes > MAX_ATTRIBUTES:
                raise MonsterError(f"an element has more than {MAX_ATTRIBUTES:,} attributes")
        place += len(piece) + 1


class MonsterError(ValueError):
    """A page that no parser should be given."""


def _copy(root: LexborNode, copied: list[Element]) -> None:
    """Copy what is in `root` into the one element in `copied`, and add each new element to that list."""
    parent, nodes = copied[0], root.iter(include_text=True)
    children = parent.children
    above: list[tuple[Element, list[Node], Iterator[LexborNode]]] = []
    while True:
        for node in nodes:
            number = node.tag_id
            tag = TAGS[number] if number in TAGS else _tag_of(node)
            if tag == "-text":
                children.append(node.text_content or "")
            elif tag and tag not in NOT_COPIED and (tag != "script" or _is_data(node)):
                above.append((parent, children, nodes))
                nodes = node.iter(include_text=True)
                if len(above) <= MAX_DEPTH:
                    child = Element(tag, node, parent)
                    children.append(child)
                    copied.append(child)
                    parent, children = child, child.children
                break
        else:
            if not above:
                return
            parent, children, nodes = above.pop()


def _tag_of(node: LexborNode) -> str | None:
    """The node's tag; the parser's numbers for those that it knows are remembered, which spares decoding them again."""
    tag = node.tag
    if node.tag_id < MOST_KNOWN:
        TAGS[node.tag_id] = tag
    return tag


def _is_data(script: LexborNode) -> bool:
    return "json" in (script.attributes.get("type") or "").lower()


# --- walking ----------------------------------------------------------------------------------------------------------


def elements(top: Element) -> Iterator[Element]:
    """`top` and all elements in it, in the order of reading."""
    stack = [top]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element.children) if not isinstance(child, str))


def find(top: Element, *tags: str) -> Iterator[Element]:
    """The elements in `top` that have one of `tags`."""
    return (element for element in elements(top) if element.tag in tags)


def ancestors(element: Element) -> Iterator[Element]:
    """The element's parent, and so on up to the root."""
    parent = element.parent
    while parent is not None:
        yield parent
        parent = parent.parent


# --- text -------------------------------------------------------------------------------------------------------------

NOT_SHOWN = frozenset({"script", "noscript", "template", "select", "textarea", "head", "button"})

INVISIBLE = "\u00ad\u200b\u2060\ufeff"


def collapse(text: str) -> str:
    """`text` with runs of white space made one space, none at its ends, and without invisible characters."""
    return " ".join((text if text.isascii() else visible(text)).split())


def visible(text: str) -> str:
    """`text` without the characters that show nothing."""
    for character in INVISIBLE:  # faster than a pattern, which would look at each character
        if character in text:
            text = text.replace(character, "")
    return text


def text_of(top: Element) -> str:
    """The words that `top` shows, collapsed."""
    return collapse(raw_text(top, " "))


def raw_text(top: Element, between_elements: str = "") -> str:
    """The characters in `top` as written."""
    pieces: list[str] = []
    stack: list[Node] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag not in NOT_SHOWN or node is top:
            if node.tag == "br":
                pieces.append("\n")
            stack.extend(reversed(node.children))
            if between_elements and node.tag not in INLINE:
                pieces.append(between_elements)
    return "".join(pieces)


INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "input", "ins",
    "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
"""Elements that do not part words."""


# --- places -----------------------------------------------------------------------------------------------------------


class Origins:
    """Element paths such as ``body>main>p[3]``; remembers those of a page, so that long pages stay cheap."""

    def __init__(self) -> None:
        self._steps: dict[Element, str] = {}
        self._paths: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """The path from `body` (or whatever stands below the root) down to `element`."""
        if (known := self._paths.get(element)) is not None:
            return known
        parent = element.parent
        if parent is None:
            return element.tag
        if element not in self._steps:
            self._number(parent)
        step = self._steps[element]
        path = step if parent.parent is None else f"{self.of(parent)}>{step}"
        self._paths[element] = path
        return path

    def _number(self, parent: Element) -> None:
        seen: dict[str, list[Element]] = {}
        for child in parent.children:
            if not isinstance(child, str):
                seen.setdefault(child.tag, []).append(child)
        for tag, same in seen.items():
            for number, child in enumerate(same, 1):
                self._steps[child] = tag if len(same) == 1 else f"{tag}[{number}]"

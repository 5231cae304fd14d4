"""What scripts would have done to a page before a reader saw it: done to its tree, once, before it is laid out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sitegen.dom import Document, Element, Node, parse, raw_text


def move_streamed_parts(document: Document) -> None:
    """Put what React streamed to the end of the page (``div#S:n``) where it belongs (``template#B:n``)."""
    places = {
        element.get("id")[2:]: element for element in document.tagged("template") if element.get("id").startswith("B:")
    }
    if not places:
        return
    for part in document.tagged("div"):
        name = part.get("id")
        if "hidden" in part.attributes and name.startswith("S:") and (place := places.get(name[2:])) is not None:
            _replace(place, part.children)
            _replace(part, ())


def noscript_story(document: Document) -> str:
    """What the page shows where no script runs, as HTML."""
    return "".join(
        f"<p>{paragraph}</p>"
        for element in document.tagged("noscript")
        for inner in element.children
        if not isinstance(inner, str)
        for paragraph in _paragraphs(inner)
    )


def _paragraphs(element: Element) -> Iterable[str]:
    if element.tag in ("p", "h2", "h3", "li"):
        yield raw_text(element, " ").replace("&", "&amp;").replace("<", "&lt;")
        return
    for child in element.children:
        if not isinstance(child, str):
            yield from _paragraphs(child)


def with_story(document: Document, markup: str, instead_of: Iterable[Element], container: Element) -> Document:
    """The page with a story given as HTML behind `container`, or at the end, without the paragraphs `instead_of`."""
    story = parse(f"<article>{markup}</article>")
    article = next(iter(story.tagged("article")))
    for element in instead_of:
        _replace(element, ())
    parent = container.parent if container.tag not in ("html", "body") else None
    if parent is None:
        parent, place = document.shown, len(document.shown.children)
    else:
        place = parent.children.index(container) + 1
    parent.children[place:place] = [article]
    article.parent = parent
    by_tag = {tag: list(found) for tag, found in document.by_tag.items()}
    for element in story.elements[1:]:
        by_tag.setdefault(element.tag, []).append(element)
    return dataclasses.replace(document, elements=(*document.elements, *story.elements[1:]), by_tag=by_tag)


def _replace(element: Element, children: Iterable[Node]) -> None:
    """Put `children` where `element` stands."""
    parent = element.parent
    if parent is None or element not in parent.children:
        return
    place = parent.children.index(element)
    children = list(children)
    parent.children[place : place + 1] = children
    for child in children:
        if not isinstance(child, str):
            child.parent = parent

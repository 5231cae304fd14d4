"""What scripts would have done to a page before a reader saw it: done to its tree, once, before it is laid out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from sitegen.dom import Document, Element, Node, ancestors, parse, raw_text, text_of

SENTENCE = re.compile(r"\w[.!?…](?:\s|$)|[。！？؟।]")


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


def with_open_panels(document: Document) -> Document:
    """The page with the answers unfolded that a button opens, and the button's words as a question above them."""
    questions: list[Element] = []
    for button in document.tagged("button"):
        panel = _panel_of(button) if "aria-expanded" in button.attributes else None
        if panel is not None and SENTENCE.search(text_of(panel)) and not _is_in_menu(button):
            panel.reveal()
            button.become("summary")
            questions.append(button)
    if not questions:
        return document
    by_tag = {**document.by_tag, "summary": [*document.by_tag.get("summary", ()), *questions]}
    return dataclasses.replace(document, by_tag=by_tag)


def _panel_of(button: Element) -> Element | None:
    """The element that follows a button, or the heading around it, and goes by no name but that of what it opens."""
    around: Element | None = button
    for _ in range(3):
        if around is None or around.parent is None:
            return None
        beside = [child for child in around.parent.children if isinstance(child, Element)]
        behind = beside[beside.index(around) + 1 :]
        if behind:
            return behind[0] if behind[0].tag in ("div", "section", "p") else None
        around = around.parent
    return None


def _is_in_menu(button: Element) -> bool:
    return any(around.tag in ("nav", "header", "footer", "aside", "form", "dialog") for around in ancestors(button))


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

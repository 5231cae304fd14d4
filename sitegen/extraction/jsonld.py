"""JSON-LD blocks, however broken, and the node that describes the article (schema.org `Article` and kin)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sitegen.dom import Document, collapse, raw_text

Thing: TypeAlias = Mapping[str, Any]

ARTICLE_TYPES = re.compile(
    r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting|AnalysisNewsArticle|OpinionNewsArticle)$"
)
PAGE_TYPES = frozenset({"WebPage", "ItemPage", "CreativeWork", "Recipe", "HowTo", "FAQPage", "VideoObject"})
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$"
)
WRAPPERS = ("<!", "-->", "]]>")
CONTROL = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
MAX_DEPTH = 12
MAX_THINGS = 500


def things(document: Document) -> list[Thing]:
    """Every typed object in the page's JSON-LD, in the order of reading; broken blocks are mended or passed over."""
    found: list[Thing] = []
    for script in document.tagged("script"):
        if script.get("type").lower().startswith("application/ld+json"):
            _collect(_load(raw_text(script)), found, 0)
    return found


def _load(source: str) -> object:
    if any(mark in source for mark in WRAPPERS):  # few are, and the pattern is slow
        source = WRAPPING.sub("", source)
    source = source.strip()
    for mend in (str, lambda text: TRAILING_COMMA.sub(r"\1", CONTROL.sub(" ", text)), html.unescape):
        try:
            return json.loads(mend(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _collect(value: object, found: list[Thing], depth: int) -> None:
    if depth > MAX_DEPTH or len(found) > MAX_THINGS:
        return
    if isinstance(value, list):
        for inner in value:
            _collect(inner, found, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item"):
            if isinstance(inner := value.get(key), dict | list):
                _collect(inner, found, depth + 1)


def types_of(thing: Thing) -> frozenset[str]:
    """The types an object gives itself, without their namespace."""
    given = thing.get("@type")
    names = given if isinstance(given, list) else [given]
    return frozenset(name.rpartition("/")[2] for name in names if isinstance(name, str))


def article_of(found: Iterable[Thing]) -> Thing | None:
    """The object that describes the story: the first article with a headline, else the first article."""
    articles = [thing for thing in found if any(map(ARTICLE_TYPES.search, types_of(thing)))]
    return next((thing for thing in articles if text_in(thing, "headline", "name")), articles[0] if articles else None)


def text_in(thing: Thing, *keys: str, inner: tuple[str, ...] = ("name", "@value", "url")) -> str:
    """The first of `keys` that holds words, itself or in an object's `inner` keys."""
    for key in keys:
        value = thing.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = next((value[name] for name in inner if value.get(name)), None)
        if isinstance(value, str) and (text := clean(value)):
            return text
    return ""


def names_in(thing: Thing, key: str, others: Iterable[Thing] = ()) -> Iterator[str]:
    """The names of the persons or things under `key`, a string, an object or a list of either.

    An object that gives no name but an `@id` is looked up among `others`.
    """
    value = thing.get(key)
    for inner in value if isinstance(value, list) else [value]:
        name = _name_of(inner, others) if isinstance(inner, dict) else inner
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str) and (text := clean(each)):
                yield text


def steps_of(trail: Thing) -> Iterator[str]:
    """The names of the steps of a `BreadcrumbList`, from the front page on."""
    steps = trail.get("itemListElement")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict):
            inner = step.get("item")
            name = step.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
            if isinstance(name, str) and (text := clean(name)):
                yield text


def _name_of(thing: Thing, others: Iterable[Thing]) -> object:
    if (name := thing.get("name")) or not (reference := thing.get("@id")):
        return name
    return next((other["name"] for other in others if other.get("@id") == reference and other.get("name")), None)


def clean(text: str) -> str:
    """A value's words: entities that were escaped twice are undone, tags go."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"<[^<>]{1,200}>", " ", text)
    return collapse(text)

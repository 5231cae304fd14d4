"""Stories that a page holds only as data for its scripts: Next.js, Nuxt, Fusion, Apollo and their like.

Schemes, as their projects document them: ``script#__NEXT_DATA__`` and ``script#__NUXT_DATA__`` are JSON (Nuxt's is one
flat array, in which numbers refer to other entries); others assign JSON to a variable (``Fusion.globalContent``,
``window.__APOLLO_STATE__``, in which ``__ref`` names another entry). Wherever it is, a story is a string of HTML or a
list of paragraphs; the longest one that stands under no key that tells of other stories is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sitegen.dom import Document, raw_text
from sitegen.extraction.story_markup import markup_of, prose_in

Json: TypeAlias = Any

LEAST = 400
"""Characters of prose below which data hold no story."""
MOST_NODES = 100_000
MAX_DEPTH = 24
LONGEST_SCRIPT = 5_000_000
ASSIGNED = re.compile(
    r"(?:Fusion\.globalContent|window\.__[A-Za-z_]+__|window\[[\"']__[A-Za-z_]+__[\"']\]|__[A-Z_]+STATE__)\s*=\s*"
    r"(?=[{\[]|JSON\.parse\(\s*\"|\(?function)"
)
LITERAL = re.compile(r"[{,]\"?(?:body|content|html|text|articleBody|bodyHtml|contentHtml)\"?:(?=\")")
OTHERS = re.compile(
    r"related|recommend|comment|latest|trending|popular|sidebar|footer|header|^nav|menu|^ads?$|legal|terms|privacy|"
    r"cookie|consent|translation|i18n|messages|locale|author|bio|config|newsletter|promo|teaser|more",
    re.IGNORECASE,
)
"""Keys of data that are not of this page's story."""


def embedded_story(document: Document, source: str) -> str:
    """The longest story in the data of a page's scripts, as HTML; empty where there is none."""
    best, most = "", LEAST - 1
    for value in _data(document, source):
        for markup in _stories(value):
            size = prose_in(markup)
            if size > most:
                best, most = markup, size
    return best


def _data(document: Document, source: str) -> Iterator[Json]:
    decoder = json.JSONDecoder(strict=False)
    for script in document.tagged("script"):
        if "ld+json" not in script.get("type").lower():
            text = raw_text(script)
            try:
                value = json.loads(text[:LONGEST_SCRIPT], strict=False)
            except (ValueError, RecursionError):
                continue
            yield _hydrated(value) if script.get("id") == "__NUXT_DATA__" else value
    for match in ASSIGNED.finditer(source):
        place = match.end()
        try:
            if source.startswith("JSON.parse", place):
                text, _ = decoder.raw_decode(source, source.index('"', place))
                yield json.loads(text, strict=False)
            elif source[place] in "{[":
                yield decoder.raw_decode(source, place)[0]
            else:
                yield list(_literals(source[place : source.find("</script", place)], decoder))
        except (ValueError, RecursionError, TypeError):
            continue


def _literals(script: str, decoder: json.JSONDecoder) -> Iterator[Json]:
    """The strings under telling keys in a script that is no JSON, as Nuxt 2 writes it."""
    for match in LITERAL.finditer(script):
        try:
            yield {"body": decoder.raw_decode(script, match.end())[0]}
        except ValueError:
            continue


def _hydrated(flat: Json) -> Json:
    """The value that Nuxt's flat array stands for: numbers in it are places of other entries."""
    if not isinstance(flat, list) or not flat:
        return flat
    left = MOST_NODES

    def value_at(place: Json, depth: int) -> Json:
        nonlocal left
        left -= 1
        if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(flat):
            return None
        entry = flat[place]
        if depth > MAX_DEPTH or left < 0:
            return None
        if isinstance(entry, dict):
            return {key: value_at(inner, depth + 1) for key, inner in entry.items()}
        if isinstance(entry, list):
            if len(entry) > 1 and isinstance(entry[0], str):  # a wrapper, such as ["Reactive", 1]
                return value_at(entry[1], depth + 1)
            return [value_at(inner, depth + 1) for inner in entry]
        return entry

    return value_at(0, 0)


def _stories(value: Json) -> Iterator[str]:
    """Every string or list in `value` that may be a story, as HTML."""
    table: Mapping[str, Json] = value if isinstance(value, dict) else {}
    stack: list[tuple[Json, int]] = [(value, 0)]
    for _ in range(MOST_NODES):
        if not stack:
            return
        node, depth = stack.pop()
        if isinstance(node, str):
            if len(node) >= LEAST:
                yield markup_of(node, table)
        elif depth < MAX_DEPTH and isinstance(node, list) and sum(map(_is_titled, node)) < 2:
            if len(node) > 1 and isinstance(node[0], dict | str):
                yield markup_of(node, table)
            stack.extend((inner, depth + 1) for inner in node)
        elif depth < MAX_DEPTH and isinstance(node, dict):
            if node.get("nodeType") == "document" or node.get("type") == "doc":
                yield markup_of(node, table)
            stack.extend((inner, depth + 1) for key, inner in node.items() if not OTHERS.search(key))


def _is_titled(node: Json) -> bool:
    """Whether an entry of a list is a story of its own."""
    return isinstance(node, dict) and not node.keys().isdisjoint(("headline", "headlines", "title", "slug"))

"""A story in data → HTML: strings of it, and the trees of blocks that editors' programs write.

Told by shape, so that one function reads Arc's ``content_elements``, Portable Text, Draft.js, Contentful's rich text,
ProseMirror and Editor.js: an object has a type, words of its own, or more objects.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sitegen.extraction.layout import LEAST_PROSE, SENTENCE_END

Json: TypeAlias = Any

TYPE_KEYS = ("nodeType", "_type", "__typename", "type", "kind", "name")
TEXT_KEYS = ("text", "content", "html", "value", "body", "paragraph", "markup", "textHtml", "data")
INNER_KEYS = ("content_elements", "children", "content", "items", "paragraphs", "blocks", "elements", "data", "body")
MAX_DEPTH = 12
TAGS = re.compile(r"<[^<>]{0,2000}>")
HAS_TAGS = re.compile(r"<(?:p|br|h[1-6]|div|ul|ol|blockquote|a|em|strong|b|i|span)\b[^<>]*>", re.IGNORECASE)
HAS_BLOCKS = re.compile(r"<(?:p|h[1-6]|div|ul|ol|blockquote|figure|br)\b", re.IGNORECASE)
BOUNDARY = re.compile(r"</?(?:p|h[1-6]|div|li|blockquote|article)\b[^<>]*>|<br\b[^<>]*>", re.IGNORECASE)
LINES = re.compile(r"\n\s*\n|\r\n|\n")
HEADING = re.compile(r"head(?:er|ing)|subtitle|^h[2-6]$", re.IGNORECASE)
NO_WORDS = re.compile(
    r"image|video|gallery|embed|raw_html|oembed|advert|interstitial|related|newsletter|caption|reference|"
    r"promo|divider|audio|iframe|script|link_list|widget|media",
    re.IGNORECASE,
)
INLINE = frozenset({"text", "span", "link", "hyperlink", "a", "leaf"})


def prose_in(markup: str) -> int:
    """How many characters of `markup` stand in paragraphs that read like sentences."""
    pieces = (" ".join(TAGS.sub(" ", piece).split()) for piece in BOUNDARY.split(markup))
    return sum(len(piece) for piece in pieces if len(piece) >= LEAST_PROSE and SENTENCE_END.search(piece))


def markup_of(value: Json, table: Mapping[str, Json], depth: int = 0) -> str:
    """HTML of a string, a list of blocks, or a block; `table` resolves references (``__ref``)."""
    if isinstance(value, str):
        return _of_string(value)
    if depth > MAX_DEPTH:
        return ""
    if isinstance(value, list):
        return "".join(markup_of(inner, table, depth + 1) for inner in value)
    if isinstance(value, dict):
        referred = value.get("__ref")
        if isinstance(referred, str) and isinstance(table.get(referred), dict):
            return markup_of(table[referred], table, depth + 1)
        return _of_block(value, table, depth)
    return ""


def _of_string(text: str) -> str:
    if "&lt;p" in text:
        text = html.unescape(text)
    if HAS_BLOCKS.search(text):
        return text
    words = text if HAS_TAGS.search(text) else html.escape(text, quote=False)
    return "".join(f"<p>{line}</p>" for line in LINES.split(words) if line.strip())


def _kind_of(block: Mapping[str, Json]) -> str:
    return next((kind for key in TYPE_KEYS if isinstance(kind := block.get(key), str)), "")


def _of_block(block: Mapping[str, Json], table: Mapping[str, Json], depth: int) -> str:
    kind = _kind_of(block)
    if NO_WORDS.search(kind):
        return ""
    inner = next((inner for key in INNER_KEYS if isinstance(inner := block.get(key), list | dict) and inner), None)
    if isinstance(inner, list) and inner and all(_is_inline(each) for each in inner):
        return _wrapped(block, kind, "".join(_inline(each) for each in inner))
    if isinstance(inner, list) and "list" in kind.lower() and "item" not in kind.lower():
        return _list([markup_of(each, table, depth + 1) for each in inner])
    if isinstance(inner, dict) and kind:
        inner = {**inner, "type": kind}
    if inner is not None:
        return _in_quotes(kind, markup_of(inner, table, depth + 1))
    words = next((words for key in TEXT_KEYS if isinstance(words := block.get(key), str) and words.strip()), "")
    if not words:
        return ""
    return words if HAS_BLOCKS.search(words) else _wrapped(block, kind, _marked(words))


def _wrapped(block: Mapping[str, Json], kind: str, words: str) -> str:
    style = block.get("style")
    if HEADING.search(kind) or (isinstance(style, str) and HEADING.search(style)):
        return f"<h2>{words}</h2>"
    if "item" in kind.lower() or block.get("listItem"):
        return f"<li>{words}</li>"
    return _in_quotes(kind, f"<p>{words}</p>")


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(item if item.startswith('<li') else f'<li>{item}</li>' for item in items if item)}</ul>"


def _in_quotes(kind: str, written: str) -> str:
    return f"<blockquote>{written}</blockquote>" if "quote" in kind.lower() else written


def _is_inline(node: Json) -> bool:
    if not isinstance(node, dict):
        return False
    return _kind_of(node).lower() in INLINE and not HAS_BLOCKS.search(_inline(node)) and len(_inline(node)) > 0


def _inline(node: Json) -> str:
    words = next((words for key in ("text", "value") if isinstance(words := node.get(key), str)), "")
    if not words:
        inner = next((inner for key in ("children", "content") if isinstance(inner := node.get(key), list)), ())
        words = "".join(_inline(each) for each in inner if isinstance(each, dict))
        return words
    return _marked(words)


def _marked(words: str) -> str:
    return words if HAS_TAGS.search(words) else html.escape(words, quote=False)
